/** What programs take out of the results of recurrent layers under a name, or at a place, that says something else. */
import { gatesIn } from '../frameworks/array/preactivations.ts';
import { constantOf, type Origin } from '../shapes/index.ts';
import type { Span, Target } from '../syntax/tree.ts';
import {
  asInt,
  type Call,
  itemsOf,
  type ListValue,
  type MisreadConflict,
  type Misreading,
  type NativeValue,
  shapeOf,
  type TensorValue,
  type Value,
} from '../values/index.ts';
import { at, type Frame } from './frame.ts';
import { areGates, foreignGate, foreignOrder } from './gate-names.ts';
import { samplesSplit } from './gate-rows.ts';
import { iterationOf } from './iteration.ts';
import type { Machine } from './machine.ts';
import { rulesOf } from './rules.ts';

/** The states (h_n, c_n) of a recurrent layer as one value. */
function pairOf(value: Value | undefined): readonly [TensorValue, TensorValue] | undefined {
  const [h, c, ...more] = (value && itemsOf(value)) ?? [];
  if (h?.kind !== 'tensor' || c?.kind !== 'tensor' || more.length > 0) return undefined;
  const roles = [h.source.role, c.source.role];
  return roles.includes('h') && roles.includes('c') ? [h, c] : undefined;
}

interface Misread extends Partial<Pick<MisreadConflict, 'gives' | 'names' | 'meant' | 'reordered' | 'axes'>> {
  readonly about: Misreading;
  readonly tensor: TensorValue;
  readonly role: string;
  /** What is read, and where that is taken for something else. */
  readonly from: Origin;
  readonly at: Origin;
}

function suspect(m: Machine, { tensor, role, from, ...misread }: Misread): void {
  const { layer } = tensor.source;
  m.host.suspect({
    kind: 'misread',
    framework: layer?.class.framework ?? tensor.framework,
    operation: layer?.class.name ?? tensor.source.operation,
    layer,
    tensor: { role, shape: shapeOf(tensor), tensor, at: from },
    axes: [],
    axis: undefined,
    gives: undefined,
    other: undefined,
    names: [],
    meant: [],
    ...misread,
  });
}

/** `state[-1]` of the pair is the cell state, where the last layer of `h_n` is meant. */
export function suspectState(m: Machine, state: ListValue, index: Value, { args, site }: Call): void {
  if (asInt(index) !== -1 || args.length !== 2 || !rulesOf(m).countsFromEnd) return;
  const [h, c] = pairOf(state) ?? [];
  if (h?.source.role !== 'h' || c?.source.layer?.layer?.recurrent !== true || shapeOf(h)?.length !== 3)
    return;
  const from = args[0]?.at ?? site;
  suspect(m, {
    about: 'cell-state-as-hidden-state',
    tensor: h,
    role: 'state',
    from,
    at: site,
    gives: shapeOf(c),
  });
}

type Sequence = Extract<Target, { kind: 'sequence' }>;

/** Names of the targets; undefined for what is no name. */
function namesOf({ items }: Sequence): readonly (string | undefined)[] {
  return items.map(item => (item?.kind === 'name' ? item.name : undefined));
}

/** States what names say of the values that they get, and the values do not bear out. */
export function suspectNames(m: Machine, frame: Frame, target: Sequence, value: Value): void {
  if (frame.language.assignsOutwards) return;
  const names = namesOf(target);
  const place = at(frame, target);
  if (value.kind === 'tensor') {
    suspectRows(m, names, value, place);
    const rows = value.weight ? iterationOf(m, value, place) : undefined;
    if (rows && 'known' in rows) suspectOrder(m, names, rows.known, place);
  } else suspectOrder(m, names, itemsOf(value) ?? [], place);
}

/** `W_o = W[:, 20:30]`: a name that says another gate than it gets. */
export function suspectGate(
  m: Machine,
  frame: Frame,
  target: Span & { readonly name: string },
  value: Value,
): void {
  const stored = value.kind === 'tensor' ? foreignGate(target.name, value) : undefined;
  if (!stored || value.kind !== 'tensor') return;
  const place = at(frame, target);
  suspect(m, {
    about: 'foreign-gate-order',
    tensor: value,
    role: 'gates',
    from: { ...place, end: place.start },
    at: place,
    names: [target.name],
    axes: gatesIn(value)?.gates ?? [],
    meant: stored,
  });
}

// --- the first axis of one tensor -------------------------------------------------------------------------------------------

/** `out, h, c = LSTM(10)(x)` with a batch of three: the names get samples. */
function suspectRows(
  m: Machine,
  names: readonly (string | undefined)[],
  tensor: TensorValue,
  place: Origin,
): void {
  const { layer, role } = tensor.source;
  const shape = shapeOf(tensor);
  const count = shape?.[0] && constantOf(shape[0]);
  if (!layer?.layer?.recurrent || count !== names.length || count < 2) return;
  if (!['h', 'c', 'sequence', 'last-step'].includes(role)) return;
  const isStacked = (role === 'h' || role === 'c') && shape?.length === 3;
  const known = names.map(name => (name === undefined ? undefined : meaningOf(name)));
  // The states of layers and directions may well be taken apart, unless a name says that one of them is another kind of state.
  if (isStacked ? !known.includes('c') : known.every(meaning => meaning === undefined)) return;
  const read = names.map(name => name ?? '…');
  suspect(m, {
    about: 'unpacked-samples',
    tensor,
    role: roleWords(layer, role),
    from: { ...place, end: place.start },
    at: place,
    names: read,
    meant: [isStacked ? 'layers and directions' : 'samples'],
  });
}

const roleWords = (layer: NativeValue, role: string): string =>
  role === 'h' || role === 'c'
    ? `the state ${role} of ${layer.class.name}`
    : `the output of ${layer.class.name}`;

// --- several results --------------------------------------------------------------------------------------------------------

type Meaning = 'output' | 'h' | 'c' | 'states';

/** What people call them. */
function meaningOf(name: string): Meaning | undefined {
  const plain = name
    .toLowerCase()
    .replace(/^(new|next|last|final|prev|init|initial)_?|_?(new|next|last|final|prev|init|0|t|n|x)$/g, '');
  if (plain === 'h' || plain === 'hidden') return 'h';
  if (plain === 'c' || plain === 'cell' || plain === 'cell_state') return 'c';
  const letter = stateLetter(plain);
  if (letter) return letter;
  if (/^(carry|states?|hidden_states?)$/.test(plain)) return 'states';
  return /^(y|ys|outs?|outputs?|seq|sequences?)$/.test(plain) ? 'output' : undefined;
}

/** 'state_h', 'forward_c': one of the two letters stands in them. */
function stateLetter(name: string): 'h' | 'c' | undefined {
  const parts = name.split('_');
  const letters = (['h', 'c'] as const).filter(letter => parts.includes(letter));
  return letters.length === 1 ? letters[0] : undefined;
}

const CALLED: Readonly<Record<Meaning, string>> = { output: 'outputs', h: 'h', c: 'c', states: 'states' };

function valueMeaning(value: Value | undefined): Meaning | undefined {
  if (pairOf(value)) return 'states';
  if (value?.kind !== 'tensor') return undefined;
  const { role } = value.source;
  if (role === 'sequence' || role === 'last-step') return 'output';
  return role === 'h' || role === 'c' ? role : undefined;
}

function suspectOrder(
  m: Machine,
  names: readonly (string | undefined)[],
  items: readonly Value[],
  place: Origin,
): void {
  if (items.length !== names.length) return;
  const tensors = items.flatMap(item => (item.kind === 'tensor' ? [item] : (pairOf(item) ?? [])));
  const [tensor] = tensors;
  if (!tensor) return;
  const read = names.map(name => name ?? '…');
  const shared = { tensor, role: 'results', from: { ...place, end: place.start }, at: place, names: read };
  const order = foreignOrder(names, items);
  if (order)
    suspect(m, { about: 'foreign-gate-order', ...shared, meant: order.stored, reordered: order.names });
  const split = areGates(names) && tensors.length === items.length ? samplesSplit(tensors) : undefined;
  if (split)
    suspect(m, {
      about: 'samples-as-gates',
      ...shared,
      tensor: split,
      role: 'the gates',
      gives: shapeOf(tensor),
    });
  const said = names.map(name => (name === undefined ? undefined : meaningOf(name)));
  const real = items.map(valueMeaning);
  if (!areExchanged(said, real)) return;
  const meant = real.map((meaning, i) => (meaning ? CALLED[meaning] : (names[i] ?? '…')));
  suspect(m, { about: 'misnamed-results', ...shared, meant });
}

/** Two of them in each other's place. */
function areExchanged(
  said: readonly (Meaning | undefined)[],
  real: readonly (Meaning | undefined)[],
): boolean {
  const isCalled = (is: Meaning, called: Meaning): boolean =>
    said.some((meaning, i) => meaning === called && real[i] === is);
  return (isCalled('h', 'c') && isCalled('c', 'h')) || (said.length === 2 && areMisread(said, real));
}

/** Of a pair: states are called c, and whatever is beside them h; or outputs and states are exchanged. */
function areMisread(
  [a, b]: readonly (Meaning | undefined)[],
  [x, y]: readonly (Meaning | undefined)[],
): boolean {
  if (a === 'h' && b === 'c') return x !== 'states' && x !== undefined && y === 'states';
  const isState = (meaning: Meaning | undefined): boolean => meaning === 'states' || meaning === 'h';
  return a === 'output' && isState(b) && isState(x) && y === 'output';
}

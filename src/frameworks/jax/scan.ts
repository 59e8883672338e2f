/** `jax.lax.scan`. https://docs.jax.dev/en/latest/_autosummary/jax.lax.scan.html */
import {
  type AxisOf,
  agree,
  compare,
  type Dim,
  type Origin,
  refuse,
  unknownDim,
} from '../../shapes/index.ts';
import { define, type Operation } from '../array/operation.ts';
import { refuseArgument, refused, refuseOperands, type Scene } from '../array/scene.ts';
import { asDim, itemsOf, type Operand, shapeOf, tuple, type Value } from '../parts.ts';
import { callWith } from './calling.ts';
import { agreed, difference, isArray, refuseCarry } from './carry.ts';
import { refuseUnhashable } from './hashed.ts';
import { traced, withAxis, withoutAxis } from './leaves.ts';
import { asSingle, type StackedModule, stackedIn } from './stacked-modules.ts';
import { childrenOf, leavesOf, mapTree } from './trees.ts';

export interface Scan {
  readonly body: (carry: Value, x: Value) => Value;
  readonly init: Value;
  readonly initAt: Origin;
  readonly xs: Value;
  readonly xsAt: Origin;
  readonly length: Dim | undefined;
  /** Axes of the inputs that are taken apart, and of the outputs that come to be; 0 where left out. */
  readonly inAxis?: number;
  readonly outAxis?: number;
}

/** Runs the body once: its carry must not change, so one round says all. */
export function scanned(scene: Scene, scan: Scan): Value {
  const length = lengthOf(scene, scan);
  if (!length) return refused(scene);
  const axis = scan.inAxis ?? 0;
  const x = sliced(scene, scan.xs, axis);
  const carry = traced(scene, scan.init);
  const given = asSingle(scene, modulesIn(scan.xs, axis), () => scan.body(carry, x));
  if (given.kind === 'unknown') return tuple([carry, given]);
  const pair = childrenOf(given);
  if (!pair) return isNoPair(given) ? refuseBody(scene) : tuple([carry, anything(scene)]);
  const [after, y] = pair;
  if (!after || !y || pair.length !== 2) return refuseBody(scene);
  const kept = keptCarry(scene, carry, after, scan.initAt);
  // Of a body that has no outputs there is nothing to stack: `ys` surely is None.
  const ys = y.kind === 'none' ? NOTHING : withAxis(scene, y, length, scan.outAxis);
  return kept ? tuple([kept, ys]) : refused(scene);
}

const NOTHING: Value = { kind: 'none', isGiven: true };

/** What one round of a loop over these arrays gets. */
export const sliced = (scene: Scene, xs: Value, axis: number): Value =>
  mapTree(xs, leaf => (leaf.kind === 'tensor' ? (withoutAxis(scene, leaf, axis) ?? leaf) : leaf));

/** Layers that were made by a mapped function: each round has one of them. */
function modulesIn(xs: Value, axis: number): readonly StackedModule[] {
  const found: StackedModule[] = [];
  mapTree(xs, leaf => {
    found.push(...(stackedIn(leaf, axis) ?? []));
    return leaf;
  });
  return found;
}

const anything = ({ host, site }: Scene): Value => host.unknown('what the body of a loop gives', site);

const isNoPair = (value: Value): boolean =>
  isArray(value) || value.kind === 'number' || value.kind === 'bool';

function refuseBody(scene: Scene): Value {
  const says = 'scan body output must be a pair';
  return refuseArgument(scene, {
    parameter: 'f',
    aspect: 'value',
    allowed: 'a function that gives a pair: the carry and an output',
    at: scene.site,
    given: 'a function that gives something else',
    says,
  });
}

export const CARRY_SAYS = 'scan body function carry input and carry output must have';

/** The carry after the loop; undefined: the body changes it, which has been stated. */
export function keptCarry(
  scene: Scene,
  before: Value,
  after: Value,
  at: Origin,
  says = CARRY_SAYS,
): Value | undefined {
  const found = difference(before, after);
  if (found) {
    refuseCarry(scene, found, { at, role: 'the initial carry', says });
    return undefined;
  }
  return merged(scene, before, traced(scene, after));
}

/** The carry's structure as given, each leaf with what the body's result says of it besides. */
function merged(scene: Scene, before: Value, after: Value): Value {
  const leaves = leavesOf(after);
  if (!leaves || leaves.length !== leavesOf(before)?.length)
    return before.kind === 'unknown' ? after : before;
  let next = 0;
  return mapTree(before, leaf => agreed(scene, leaf, leaves[next++] ?? leaf));
}

/** The number of rounds; undefined: the arrays disagree, which has been stated. */
function lengthOf(scene: Scene, { xs, xsAt, length, inAxis = 0 }: Scan): Dim | undefined {
  const counts = modulesIn(xs, inAxis).map(
    ({ stack }): Operand => ({ role: 'xs', shape: [stack.count], tensor: undefined, at: xsAt }),
  );
  const operands = [...arraysOf(xs, xsAt), ...counts];
  const axes = operands.flatMap(({ shape }, operand): AxisOf[] => {
    const axis = inAxis < 0 ? inAxis + (shape?.length ?? 0) : inAxis;
    const dim = shape?.[axis];
    return dim ? [{ operand, axis, dim }] : [];
  });
  const flat = operands.find(({ shape }) => shape?.length === 0);
  if (flat) {
    refuseOperands(scene, operands, { kind: 'axis', axis: inAxis, rank: 0, repeated: false }, xsAt);
    return undefined;
  }
  const [first, ...others] = axes;
  if (!first) return length ?? unknownLength(scene, operands.length);
  const outcome = agree([first, ...others]);
  if (!outcome.ok) {
    refuseOperands(scene, operands, outcome.mismatch, xsAt);
    return undefined;
  }
  if (!length || compare(length, outcome.value) !== 'different') return outcome.value;
  return refuseLength(scene, operands, first, length);
}

const unknownLength = ({ host, site }: Scene, arrays: number): Dim =>
  arrays > 0 ? host.freshSymbol('seq_len', site) : unknownDim();

function refuseLength(scene: Scene, operands: readonly Operand[], first: AxisOf, length: Dim): undefined {
  const given: Operand = { role: 'length', shape: [length], tensor: undefined, at: scene.site };
  const right = { operand: operands.length, axis: 0, dim: length };
  const says = 'scan got `length` argument … which disagrees with leading axis sizes';
  const outcome = refuse({ kind: 'dims', left: first, right });
  if (!outcome.ok) refuseOperands(scene, [...operands, given], outcome.mismatch, scene.site, says);
  return undefined;
}

/** The arrays of a tree; numbers count as arrays without axes. */
function arraysOf(tree: Value, at: Origin): readonly Operand[] {
  const found: Operand[] = [];
  mapTree(tree, leaf => {
    if (leaf.kind === 'tensor') found.push({ role: 'xs', shape: shapeOf(leaf), tensor: leaf, at });
    else if (leaf.kind === 'number') found.push({ role: 'xs', shape: [], tensor: undefined, at });
    return leaf;
  });
  return found;
}

const scan = (op: Operation): Value => {
  const { bound } = op;
  const [f, init, xs] = [bound.value('f'), bound.value('init'), bound.value('xs')];
  const wrong = refuseUnhashable(op, f, bound.at('f'));
  if (wrong) return wrong;
  return scanned(op, {
    body: (carry, x) => callWith(op, f, [carry, x]),
    init,
    initAt: bound.at('init'),
    xs,
    xsAt: bound.at('xs'),
    length: asDim(bound.value('length')),
  });
};

/** `jax.lax.map(f, xs)` stacks what f gives for each slice. */
const mapped = (op: Operation): Value => {
  const { bound } = op;
  const given = scanned(op, {
    body: (_carry, x) => tuple([tuple([]), callWith(op, bound.value('f'), [x])]),
    init: tuple([]),
    initAt: op.site,
    xs: bound.value('xs'),
    xsAt: bound.at('xs'),
    length: undefined,
  });
  return itemsOf(given)?.[1] ?? given;
};

export const SCANS = {
  scan: define('f, init, xs=None, length=None, reverse=False, unroll=1, _split_transpose=False', scan),
  map: define('f, xs, *, batch_size=None', mapped),
};

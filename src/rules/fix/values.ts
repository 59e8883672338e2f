/** Fixes of an argument's value: one that is allowed and near to what was written, or none at all. */
import type { ArgumentConflict } from '../../values/index.ts';
import { closestName } from '../tell/closest.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Edited, removingArgument, settingArgument } from './arguments.ts';
import { fixDtype } from './dtypes.ts';
import { type Edit, type Fix, proposals, replacing } from './fix.ts';
import { fixPacked } from './packed.ts';
import { callAt, exprAt, isPython, textAt } from './source.ts';

export function fixValue(conflict: ArgumentConflict, facts: Facts): readonly Fix[] {
  const written = valueAt(conflict, facts);
  const padded = fixPacked(conflict, facts);
  if (padded.length > 0) return padded;
  const converted = fixDtype(conflict, written, facts);
  if (converted.length > 0) return converted;
  const candidates = [...new Set(candidatesFor(conflict, written?.text ?? '', facts))];
  return proposals(
    ...candidates.map(text => setting(conflict, text, written, facts)),
    unwrapping(conflict, facts),
    removing(conflict, facts),
  );
}

interface Written extends Omit<Edit, 'text'> {
  readonly text: string;
}

/** The value where it stands: behind `name=`, behind `name:`, or by itself. */
function valueAt({ at, parameter }: ArgumentConflict, facts: Facts): Written | undefined {
  const whole = textAt(facts, at);
  const name = new RegExp(`^['"]?${parameter}['"]?\\s*[=:]\\s*`).exec(whole)?.[0] ?? '';
  const place = { file: at.file, start: at.start + name.length, end: at.end };
  return exprAt(facts, place) && whole !== '' ? { ...place, text: textAt(facts, place) } : undefined;
}

/** Another value where the argument stands. */
export const replacingValue = (conflict: ArgumentConflict, text: string, facts: Facts): readonly Fix[] =>
  proposals(setting(conflict, text, valueAt(conflict, facts), facts));

function setting(
  { parameter, ...conflict }: ArgumentConflict,
  text: string,
  written: Written | undefined,
  facts: Facts,
): Fix | undefined {
  const edited = callOf(conflict, facts);
  const isWhole = written !== undefined && edited?.call.start === written.start;
  const edit =
    written && !isWhole ? replacing(written, text) : edited && settingArgument(edited, parameter, text);
  return edit && { title: `Set ${code(parameter)} to ${code(text)}`, edits: [edit], isSafe: false };
}

function removing({ parameter, ...conflict }: ArgumentConflict, facts: Facts): Fix | undefined {
  const edited = callOf(conflict, facts);
  const edit = edited && removingArgument(edited, parameter);
  return edit && { title: `Remove ${code(parameter)}`, edits: [edit], isSafe: false };
}

/** The call that is given the argument: of what only a call of the layer refuses, the layer's constructor. */
function callOf(
  { at, layer, framework }: Pick<ArgumentConflict, 'at' | 'layer' | 'framework'>,
  facts: Facts,
): Edited | undefined {
  const place = layer?.site ?? at;
  const call = callAt(facts, place);
  return call && { call, file: place.file, framework, facts };
}

/** `RNN(LSTM(10))` is `LSTM(10)`: what is no cell is a layer by itself. */
function unwrapping({ at, operation }: ArgumentConflict, facts: Facts): Fix | undefined {
  const call = callAt(facts, { ...at, start: at.start - 1, end: at.end + 1 });
  const inner = exprAt(facts, at);
  if (!call || inner?.kind !== 'call' || !/^(RNN|TimeDistributed|Bidirectional)$/.test(operation))
    return undefined;
  return {
    title: `Leave out the ${operation} around it`,
    edits: [replacing({ file: at.file, start: call.start, end: call.end }, textAt(facts, at))],
    isSafe: false,
  };
}

function candidatesFor(conflict: ArgumentConflict, given: string, facts: Facts): readonly string[] {
  const { allowed = '', at } = conflict;
  const falsity = isPython(facts, at.file) ? 'False' : 'false';
  if (/^false/i.test(allowed)) return [falsity];
  if (/between 0 and 1/.test(allowed)) return fractions(given);
  if (/tuple of (integers|sizes)/.test(allowed)) return tuples(given);
  if (/integer/.test(allowed)) return whole(given);
  if (/object of options/.test(allowed)) return objects(conflict, given);
  return names(conflict, given);
}

/** What a size that is none was most likely meant as. */
function whole(given: string): readonly string[] {
  const number = /^['"(]?\s*-?(\d+(\.\d+)?)\s*,?\s*['")]?$/.exec(given)?.[1];
  if (number === undefined) return [];
  return [String(Math.max(1, Math.trunc(Number(number))))];
}

/** A share that was given as one in a hundred. */
function fractions(given: string): readonly string[] {
  const number = Number(given);
  if (!Number.isFinite(number)) return [];
  return number > 1 && number <= 100 ? [String(number / 100)] : [String(Math.min(0.5, Math.abs(number)))];
}

function tuples(given: string): readonly string[] {
  return /^\d+$/.test(given) ? [`(${given},)`, `(${given}, 1)`, `(None, ${given})`, `(1, ${given})`] : [];
}

/** What a layer's first argument is in Python. */
const FIRST_OPTION: readonly [pattern: RegExp, option: string][] = [
  [/^(Bidirectional|TimeDistributed)$/, 'layer'],
  [/Dropout/, 'rate'],
  [/^Activation$/, 'activation'],
  [/^GaussianNoise$/, 'stddev'],
];

/** TensorFlow.js takes an object where Python takes positional arguments. */
function objects({ operation }: ArgumentConflict, given: string): readonly string[] {
  if (given === '' || given.startsWith('{')) return [];
  const option = FIRST_OPTION.find(([pattern]) => pattern.test(operation))?.[1] ?? 'units';
  return [`{ ${option}: ${given} }`];
}

const ACTIVATIONS =
  'tanh sigmoid relu linear softmax elu selu softplus softsign swish gelu hard_sigmoid exponential'.split(
    ' ',
  );

/** Names that are allowed, the nearest first. */
function names({ allowed = '', parameter }: ArgumentConflict, given: string): readonly string[] {
  const listed = [...allowed.matchAll(/'(\w+)'/g)].flatMap(([, name]) => name ?? []);
  const known = /activation$/.test(parameter) ? [...ACTIVATIONS, ...listed] : listed;
  const plain = given.replace(/['"]/g, '');
  const nearest =
    closestName(plain, known) ??
    known.find(name => lettersOf(name) === lettersOf(plain) || plain.startsWith(name));
  return [...(nearest === undefined ? [] : [nearest]), ...listed].map(name => `'${name}'`);
}

/** Letters in another order are the commonest slip. */
const lettersOf = (name: string): string => [...name].sort().join('');

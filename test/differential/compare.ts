/** What the framework did with a program against what the analysis says of it. */

import { BY_CONTENT, type Program } from './program.ts';
import { otherReasonOf } from './reasons.ts';
import type { Told, ToldShape } from './told.ts';
import type { FrameworkShape, Ran, RealLayer, WorkerName } from './worker.ts';

/** `line` is that of the program; `about`: what it is a test of. */
export interface Difference {
  readonly kind:
    | 'false alarm'
    | 'wrong shape'
    | 'wrong weights'
    | 'missed refusal'
    | 'refused for another reason'
    | 'unknown shape'
    | 'unknown weights';
  readonly line: number;
  readonly about: string;
  readonly text: string;
}

/** Less is told than there is; every other difference is a failure. */
export const isMiss = ({ kind }: Difference): boolean =>
  kind.startsWith('unknown') || kind === 'missed refusal' || isOutside(kind);

/** Nothing that the tool speaks of: a program of which no more is to be said agrees. */
export const isOutside = (kind: Difference['kind']): boolean => kind === 'refused for another reason';

export function differences(program: Program, ran: Ran, told: Told, name: WorkerName): readonly Difference[] {
  const shapes = [...moduleShapes(program, ran, told), ...localShapes(program, ran, told)];
  const found = [
    ...falseAlarms(ran, told),
    ...refusals(program, ran, told, name),
    ...shapes,
    ...weights(program, ran, told),
  ];
  return found.map(difference => ({ ...difference, about: program.lines[difference.line - 1]?.about ?? '' }));
}

type Found = Omit<Difference, 'about'>;

const errorsOf = (told: Told) => told.diagnostics.filter(({ severity }) => severity === 'error');

/** Errors at what ran. Of a line that the program did not come to, or that stands in a function that nothing called, nothing is known. */
function falseAlarms({ raises, executed }: Ran, told: Told): readonly Found[] {
  return errorsOf(told).flatMap(({ range, rule, message, related = [] }) => {
    const lines = linesOf(range);
    const isRight = raises?.lines.some(line => lines.includes(line));
    const callers = related
      .filter(({ message }) => message === 'called from here')
      .map(call => call.range.start.line);
    const isDecided = [...lines.slice(0, 1), ...callers].every(line => executed.includes(line));
    const text = `${rule}: ${message.replaceAll('\n', ' ')}`;
    return isRight || !isDecided ? [] : [{ kind: 'false alarm' as const, line: range.start.line, text }];
  });
}

function linesOf({ start, end }: { start: { line: number }; end: { line: number } }): readonly number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, i) => start.line + i);
}

function refusals(program: Program, { raises }: Ran, told: Told, name: WorkerName): readonly Found[] {
  if (!raises) return [];
  const isFound = errorsOf(told).some(({ range }) =>
    linesOf(range).some(line => raises.lines.includes(line)),
  );
  if (isFound) return [];
  const line = raises.lines.at(-1) ?? 0;
  const reason = otherReasonOf(raises.says, name, program.lines[line - 1]?.about);
  return reason === undefined
    ? [{ kind: 'missed refusal', line, text: raises.says }]
    : [{ kind: 'refused for another reason', line, text: `${reason}: ${raises.says}` }];
}

type Verdict = 'equal' | 'unknown' | 'wrong';

/** A size that stays open (null) may be any symbol; a symbol for a number says nothing. */
export function sameShape(real: FrameworkShape, told: ToldShape): Verdict {
  if (told === null) return 'unknown';
  if (told.length !== real.length) return 'wrong';
  const verdicts = real.map((dim, axis): Verdict => {
    const own = told[axis];
    if (typeof own === 'number') return own === dim ? 'equal' : 'wrong';
    return dim === null ? 'equal' : 'unknown';
  });
  return verdicts.includes('wrong') ? 'wrong' : verdicts.includes('unknown') ? 'unknown' : 'equal';
}

/** Told tensors by scope and name, each the last one that the run came to, unless the variable is assigned again after it. */
function lastTold(
  program: Program,
  { raises, executed }: Ran,
  { tensors }: Told,
): readonly Told['tensors'][number][] {
  const ran = new Set(executed.filter(line => !raises?.lines.includes(line)));
  const done = tensors.filter(({ range }) => ran.has(range.start.line));
  const last = new Map(done.map(tensor => [`${tensor.scope} ${tensor.name}`, tensor]));
  return [...last.values()].filter(({ name, range: { start } }) => {
    const depth = indentOf(program, start.line);
    for (let line = start.line + 1; line <= program.lines.length; line++) {
      if (indentOf(program, line) < depth) return true;
      // A line that raised may have run in an earlier round of a loop.
      if (executed.includes(line) && assigns(program, line, name)) return false;
    }
    return true;
  });
}

const lineAt = ({ lines }: Program, line: number): string => lines[line - 1]?.text ?? '';
/** The body of a function counts as what its `def` begins. */
const indentOf = (program: Program, line: number): number => lineAt(program, line).search(/\S/);

function assigns(program: Program, line: number, name: string): boolean {
  const pattern = new RegExp(`^[^=(]*\\b${name}\\b[^=(]*=(?!=)|^\\s*for .*\\b${name}\\b.* in `);
  return pattern.test(lineAt(program, line));
}

/** The last value of each variable of the module. */
function moduleShapes(program: Program, ran: Ran, told: Told): readonly Found[] {
  const { vars } = ran;
  const wrong = lastTold(program, ran, told).flatMap(({ scope, name, shape, range }): readonly Found[] => {
    if (scope !== null) return [];
    const real = vars[name];
    if (real === undefined) return [];
    const told = `${name} told as ${JSON.stringify(shape)}, is ${JSON.stringify(real)}`;
    const verdict =
      typeof real === 'string' ? (isNumber(real, shape) ? 'equal' : 'wrong') : sameShape(real, shape);
    const isRankEnough = program.lines[range.start.line - 1]?.about === BY_CONTENT && shape !== null;
    // How many classes there are is what indices say, unless it is given.
    const isByClasses = shape?.includes('classes') === true;
    if (verdict === 'equal' || (verdict === 'unknown' && (isRankEnough || isByClasses))) return [];
    return [
      { kind: verdict === 'wrong' ? 'wrong shape' : 'unknown shape', line: range.start.line, text: told },
    ];
  });
  const known = new Set(
    told.tensors.flatMap(({ scope, name, shape }) => (scope === null && shape ? [name] : [])),
  );
  const untold = Object.entries(vars).filter(([name, real]) => typeof real !== 'string' && !known.has(name));
  const unknown = untold.map(
    ([name, real]): Found => ({
      kind: 'unknown shape',
      line: lineThatSets(program, name),
      text: `${name} is ${JSON.stringify(real)}`,
    }),
  );
  return [...wrong, ...unknown];
}

/** Lines count from 1. */
const lineThatSets = (program: Program, name: string): number =>
  program.lines.findLastIndex((_, i) => assigns(program, i + 1, name)) + 1;

/** A number of Python's own may be told as an array without axes. */
const isNumber = (type: string, shape: ToldShape): boolean =>
  shape?.length === 0 && ['int', 'float', 'bool'].includes(type);

/** The last value of each variable of a function; one that is called several times has had it at the end of one of the calls. */
function localShapes(program: Program, ran: Ran, told: Told): readonly Found[] {
  // Of functions that an exception passed it is not known which call a told shape belongs to.
  if (ran.raises) return [];
  return lastTold(program, ran, told).flatMap(({ scope, name, shape, range }): readonly Found[] => {
    if (scope === null) return [];
    const had = ran.locals[scope]?.[name];
    if (!had) return [];
    const verdicts = had.map(real => (real === null ? 'wrong' : sameShape(traced(real, shape), shape)));
    if (verdicts.some(verdict => verdict !== 'wrong')) return [];
    const text = `${scope}.${name} told as ${JSON.stringify(shape)}, is ${JSON.stringify(had[0])}`;
    return [{ kind: 'wrong shape', line: range.start.line, text }];
  });
}

/** Keras traces functions for batches of any size, where the one that it runs has a size. */
const traced = (real: FrameworkShape, told: ToldShape): FrameworkShape => {
  const batch = told?.[0];
  return real[0] === null && typeof batch === 'number' ? [batch, ...real.slice(1)] : real;
};

interface Weights {
  readonly line: number;
  readonly type: string;
  readonly weights: readonly (readonly [string, ToldShape])[];
  readonly parameters: number | string | null;
}

/** Layers with weights, by the line and class that made them. */
function weights(program: Program, { layers, raises, executed }: Ran, told: Told): readonly Found[] {
  if (!layers) return [];
  // What a layer holds is told as inside of it; the framework may have made a copy of it, and then the first is one on its own (TransformerEncoder).
  const all = told.layers.filter(({ weights }) => weights.length > 0);
  const own = all.filter(({ inside }) => inside === null).map(toldLayer);
  const held = all.filter(({ inside }) => inside !== null).map(toldLayer);
  // What was refused may have come to a part of its weights.
  const real = layers.filter(({ line, weights }) => weights?.length && !raises?.lines.includes(line));
  const keys = new Set([...own, ...real].map(({ line, type }) => `${line} ${type}`));
  return [...keys].flatMap(key => {
    const isKey = ({ line, type }: { line: number; type: string }) => `${line} ${type}` === key;
    const isCut = raises !== null || hasUnusedMethods(program, executed);
    return sameLayers(real.filter(isKey), own.filter(isKey), held.filter(isKey), isCut);
  });
}

/** Methods that nothing calls are run by the tool all the same, and what they build is told. */
const hasUnusedMethods = ({ lines }: Program, executed: readonly number[]): boolean =>
  lines.some(({ text }, i) => /^\s+(?!def |class )/.test(text) && !executed.includes(i + 1));

function toldLayer({ range, layer, weights, parameters = null }: Told['layers'][number]): Weights {
  const named = weights.map(({ name, shape }) => [name, shape] as const);
  return { line: range.start.line, type: layer, weights: named, parameters };
}

/** Where the program ended early, or did not run what builds it, a layer may be told that it did not come to make, or to build. */
function sameLayers(
  real: readonly RealLayer[],
  told: readonly Weights[],
  held: readonly Weights[],
  endedEarly: boolean,
): readonly Found[] {
  const left = [...told];
  const unmatched = real.filter(layer => {
    const index = left.findIndex(own => sameLayer(layer, own) === 'equal');
    if (index >= 0) left.splice(index, 1);
    return index < 0 && !held.some(own => sameLayer(layer, own) === 'equal');
  });
  const untold = unmatched.map((layer): Found => {
    const nearest = left.find(own => sameLayer(layer, own) === 'unknown') ?? left[0];
    const isWrong = nearest && sameLayer(layer, nearest) === 'wrong';
    const text = `${layer.type} owns ${JSON.stringify(layer.weights)}, ${layer.parameters} parameters; told ${
      nearest ? `${JSON.stringify(nearest.weights)}, ${nearest.parameters}` : 'nothing'
    }`;
    return { kind: isWrong ? 'wrong weights' : 'unknown weights', line: layer.line, text };
  });
  if (endedEarly || unmatched.length > 0) return untold;
  return left.map(({ line, type, weights }): Found => {
    const text = `${type} with ${JSON.stringify(weights)} told, where there is none`;
    return { kind: 'wrong weights', line, text };
  });
}

/** Names are those inside the innermost layer; frameworks number what has no name of its own, or the same one: kernel_1 is a kernel. */
function sameName(real: string, told: string): boolean {
  const plain = (name: string) => (name.split('.').at(-1) ?? '').replace(/_\d+$/, '');
  return plain(real) === plain(told) || /^variable(_\d+)?$/i.test(real);
}

function sameLayer(real: RealLayer, told: Weights): Verdict {
  const owned = real.weights ?? [];
  const named = owned.every(([name], i) => sameName(name, told.weights[i]?.[0] ?? ''));
  if (!named || owned.length !== told.weights.length) return 'wrong';
  const verdicts = owned.map(([, shape], i) => sameShape(shape, told.weights[i]?.[1] ?? null));
  if (verdicts.includes('wrong')) return 'wrong';
  if (typeof told.parameters === 'number' && told.parameters !== real.parameters) return 'wrong';
  return verdicts.includes('unknown') || typeof told.parameters !== 'number' ? 'unknown' : 'equal';
}

/** Fixes of what is done with the results of a layer: the output taken out of a tuple, results taken apart as they are given. */

import type { Target } from '../../syntax/tree.ts';
import type { Finding, NativeValue, TupleConflict, UnpackConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { isLstm, resultsOf } from '../tell/results.ts';
import { takingOutputInside } from './containers.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { assignmentAt, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

/** `out[0]` where a tensor is needed. */
export function fixTuple(conflict: TupleConflict, facts: Facts): readonly Fix[] {
  const { at, producer } = conflict;
  const output = (producer && resultsOf(producer)?.output) ?? 0;
  const written = textAt(facts, at);
  const fix = rewriting(
    { at },
    facts,
    `Take the output: \`${written}[${output}]\``,
    code => `${code}[${output}]`,
  );
  return proposals(fix && { ...fix, isSafe: producer !== undefined }, takingOutputInside(conflict, facts));
}

/** `out, (h, c) = lstm(x)` for `out, h, c`, `out, h` for `out, (h, c)` of a GRU, and `_` for what has no name yet. */
export function fixUnpacking(
  { actual, producer, at, shape }: UnpackConflict,
  facts: Facts,
  { file }: Finding,
): readonly Fix[] {
  const targets = targetsAround(facts, file, at);
  if (targets && shape && producer?.layer?.recurrent)
    return proposals(
      isLstm(producer)
        ? withoutOutput(targets, producer, at, facts, file)
        : withoutCell(targets, at, facts, file),
    );
  const items = targets?.items;
  if (!targets || !items || items.some(item => item === null || item.kind === 'rest')) return [];
  const texts = items.map(item => (item ? textAt(facts, { file, start: item.start, end: item.end }) : ''));
  const hasPair = producer !== undefined && isLstm(producer) && actual === 2;
  const written = rewritten(texts, { given: actual, hasPair });
  if (written === undefined) return [];
  const { start, end } = targets;
  return [
    {
      title: `Take the results apart as \`${written}\``,
      edits: [replacing({ file, start, end }, written)],
      // Which of several results are meant nobody knows.
      isSafe: actual === undefined || actual - texts.length < 2,
    },
  ];
}

type Sequence = Extract<Target, { readonly kind: 'sequence' }>;

function targetsAround(facts: Facts, file: string, at: UnpackConflict['at']): Sequence | undefined {
  const all = assignmentAt(facts, { file, start: at.start, end: at.end })?.targets.filter(
    (target): target is Sequence => target.kind === 'sequence',
  );
  return all?.find(target => target.start <= at.start && at.end <= target.end) ?? all?.[0];
}

/** The brackets among them that hold the place: `(h, c)` of `out, (h, c)`. */
const nestedAround = (targets: Sequence, at: UnpackConflict['at']): Sequence | undefined =>
  targets.items.find(
    (item): item is Sequence => item?.kind === 'sequence' && item.start <= at.start && at.end <= item.end,
  );

/** `out, h` for `out, (h, c)` of what has no cell state. Whoever reads `c` is left without it. */
function withoutCell(
  targets: Sequence,
  at: UnpackConflict['at'],
  facts: Facts,
  file: string,
): Fix | undefined {
  const pair = nestedAround(targets, at) ?? targets;
  const [first, second] = pair.items;
  if (!first || pair.items.length !== 2 || (second?.kind !== 'name' && second?.kind !== 'attribute'))
    return undefined;
  const written = textAt(facts, { file, start: first.start, end: first.end });
  const { start, end } = pair;
  return {
    title: `Take the hidden state alone: \`${written}\``,
    edits: [replacing({ file, start, end }, written)],
    isSafe: false,
  };
}

/** `h, c` for `out, (h, c)` of a cell, which gives its states alone. Whoever reads `out` is left without it. */
function withoutOutput(
  targets: Sequence,
  producer: NativeValue,
  at: UnpackConflict['at'],
  facts: Facts,
  file: string,
): Fix | undefined {
  const nested = nestedAround(targets, at);
  if (nested?.items.length !== 2 || !givesStatesAlone(producer)) return undefined;
  const [first, second] = nested.items.map(item =>
    item ? textAt(facts, { file, start: item.start, end: item.end }) : '',
  );
  const written = `${first}, ${second}`;
  const { start, end } = targets;
  return {
    title: `Take the results apart as \`${written}\``,
    edits: [replacing({ file, start, end }, written)],
    isSafe: false,
  };
}

/** `h_1, c_1 = ...` */
const givesStatesAlone = (producer: NativeValue): boolean =>
  /^\w+, \w+ = /.test(resultsOf(producer)?.code ?? '');

interface Given {
  /** How many values there are. */
  readonly given: number;
  /** The last of them is a pair of states. */
  readonly hasPair: boolean;
}

function rewritten(texts: readonly string[], { given, hasPair }: Given): string | undefined {
  if (texts.length < given)
    return [...texts, ...Array.from({ length: given - texts.length }, () => '_')].join(', ');
  if (texts.length === given + 1 && hasPair) return `${texts[0]}, (${texts.slice(1).join(', ')})`;
  // A name that is left out may be used further down; that is found when the proposal is tried.
  return texts.length > given ? texts.slice(0, given).join(', ') : undefined;
}

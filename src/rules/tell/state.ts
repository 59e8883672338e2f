/** Sentences about initial states that do not fit. */
import { profileOf } from '../../profiles/index.ts';
import { compare, constantOf, type Dim, printDim, type Shape, sameDim } from '../../shapes/index.ts';
import { type Finding, isLastBatch, type StateConflict } from '../../values/index.ts';
import { withAxis } from '../fix/wrap.ts';
import type { Facts } from './facts.ts';
import { layerWords, shapeText } from './operands.ts';
import { code, count, oneOf } from './words.ts';

export function stateSentences(conflict: StateConflict, facts: Facts, finding: Finding): readonly string[] {
  switch (conflict.aspect) {
    case 'count':
      return countSentences(conflict);
    case 'structure':
      return structureSentences(conflict);
    case 'rank':
      return rankSentences(conflict);
    case 'shape':
      return [...shapeSentences(conflict), ...batchFirstAdvice(conflict, facts, finding)];
  }
}

function countSentences({
  operation,
  expectedCount,
  actualCount,
  framework,
  layer,
}: StateConflict): readonly string[] {
  const wanted =
    expectedCount === undefined ? 'another number of initial states' : count(expectedCount, 'initial state');
  const given = actualCount === undefined ? '' : `, but gets ${actualCount}`;
  const { kind, bidirectional = false } = layer?.layer?.cell ?? {};
  const hint =
    expectedCount !== 2 || (kind && kind !== 'lstm') || bidirectional
      ? []
      : [`Pass h and c: ${pairCode(framework)}.`];
  const isOfBoth = bidirectional && expectedCount === 4;
  if (isOfBoth && profileOf(framework).wording.statePair === 'initial_state=[h, c]')
    hint.push(`Pass h and c of both directions: ${code('initial_state=[h, c, h, c]')}.`);
  return [`${operation} takes ${wanted}${given}.`, ...hint];
}

function pairCode(framework: StateConflict['framework']): string {
  return code(profileOf(framework).wording.statePair);
}

function structureSentences({
  operation,
  state,
  expectedCount,
  actualCount,
  framework,
  expected,
  layer,
  groups,
}: StateConflict): readonly string[] {
  if (groups) return groupSentences(operation, groups);
  const shape = expected ? ` of shape ${shapeText(expected, framework)}` : '';
  if (expectedCount === 1) {
    const given = actualCount === undefined ? 'a tuple' : `a tuple of ${actualCount}`;
    return [
      `${operation} takes one tensor${shape} as ${state.role}, but gets ${given}.`,
      // One of the two states of an LSTM is itself a tuple.
      layer?.layer?.cell?.kind === 'lstm'
        ? `Pass h and c: ${pairCode(framework)}.`
        : 'Pass the hidden state alone.',
    ];
  }
  const given = state.shape ? `one tensor ${shapeText(state.shape, framework)}` : 'one tensor';
  return [
    `${operation} takes its initial state as a tuple of two tensors${shape}, but gets ${given}.`,
    `Pass ${pairCode(framework)}.`,
  ];
}

/** Stacked cells: `[[h, c], [h, c]]`. */
function groupSentences(operation: string, groups: readonly number[]): readonly string[] {
  const whose =
    groups.length === 1
      ? 'its cell as a list of their own'
      : `its ${groups.length} cells as a list for each of them`;
  const lists = groups.map(each => (each === 1 ? 'h' : '[h, c]')).join(', ');
  return [
    `${operation} takes the initial states of ${whose}, but gets all states in one list.`,
    `Pass ${code(`initial_state=[${lists}]`)}.`,
  ];
}

function rankSentences({ operation, state, expected, framework }: StateConflict): readonly string[] {
  const given = state.shape
    ? `${state.shape.length}: ${shapeText(state.shape, framework)}`
    : 'another number of dimensions';
  const wanted = expected
    ? `${count(expected.length, 'dimension')}: ${shapeText(expected, framework)}`
    : 'another number of dimensions';
  return [
    `${operation} expects ${state.role} with ${wanted}, but gets ${given}.`,
    ...batchAdvice({ state, expected, framework }),
  ];
}

/** One axis more or fewer than the input asks for. */
function batchAdvice({
  state,
  expected,
  framework,
}: Pick<StateConflict, 'state' | 'expected' | 'framework'>): readonly string[] {
  const [got, wanted] = [state.shape, expected];
  if (!got || !wanted) return [];
  const [first, ...rest] = wanted;
  const isOne = first !== undefined && constantOf(first) === 1;
  if (got.length === wanted.length - 1 && isOne && rest.every((dim, i) => sameDim(dim, got[i])))
    return [`${code(withAxis('x', 0, framework))} gives it the axis that it lacks.`];
  if (got.length !== wanted.length + 1 || !profileOf(framework).wording.takesNoBatch) return [];
  const axes = count(wanted.length === 1 ? 1 : 2, 'dimension');
  const other = wanted.length === 1 ? 'a row of a batch' : 'a sequence of a batch';
  return [
    `The input beside it has ${axes}, which stands for one sample without a batch: for ${other} it needs one more.`,
  ];
}

function shapeSentences({
  operation,
  state,
  expected,
  axis,
  axisMeaning,
  framework,
}: StateConflict): readonly string[] {
  const wanted = `${operation} expects ${state.role} of shape ${shapeText(expected, framework)}`;
  const given = state.shape;
  const [want, got] = axis === undefined ? [] : [expected?.[axis], given?.[axis]];
  if (!expected || !given || !want || !got) return [`${wanted}, but gets ${shapeText(given, framework)}.`];
  const axes = [...new Set([axis ?? 0, ...axesThatDiffer(given, expected)])].map(at => {
    const meaning = at === axis && axisMeaning ? ` (${axisMeaning})` : '';
    return `axis ${at}${meaning} is ${printDim(given[at] ?? got)} instead of ${printDim(expected[at] ?? want)}`;
  });
  return [
    `${wanted}, but gets ${shapeText(given, framework)}: ${oneOf(axes, 'and')}.`,
    lastBatchAdvice(want, axisMeaning, framework) ??
      exchangeAdvice(given, expected) ??
      `Make the state with the shape ${shapeText(expected, framework)}.`,
  ];
}

const axesThatDiffer = (a: Shape, b: Shape): readonly number[] =>
  a.flatMap((dim, axis) => {
    const other = b[axis];
    return other && compare(dim, other) === 'different' ? [axis] : [];
  });

/** The sizes are right, and two of them stand in each other's place: (batch, layers, units). */
function exchangeAdvice(given: Shape, expected: Shape): string | undefined {
  const [first, second, ...others] = axesThatDiffer(given, expected);
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const fits = sameDim(given[first], expected[second]) && sameDim(given[second], expected[first]);
  return fits ? `With axes ${first} and ${second} exchanged it fits.` : undefined;
}

/** A state that was made for whole batches. */
function lastBatchAdvice(
  want: Dim,
  axisMeaning: string | undefined,
  framework: StateConflict['framework'],
): string | undefined {
  const { dropLast } = profileOf(framework).wording;
  if (!dropLast || axisMeaning !== 'batch' || !isLastBatch(want)) return undefined;
  return `The last batch has ${printDim(want)} samples only: make the state for as many as the input has, or leave that batch out with ${dropLast}.`;
}

/** Where a layer reads axis 1 of the input as the batch although the state was made for axis 0. */
function batchFirstAdvice(
  { framework, axisMeaning, axis, layer, state }: StateConflict,
  facts: Facts,
  finding: Finding,
): readonly string[] {
  const { batchFirst } = profileOf(framework).wording;
  if (!batchFirst || axisMeaning !== 'batch' || !layer || axis === undefined) return [];
  if (layer.layer?.flags.get(batchFirst.flag) !== batchFirst.timeFirst) return [];
  const size = state.shape?.[axis];
  if (!size || constantOf(size) === undefined) return [];
  const where = layerWords(layer, finding.file, facts);
  return [`If axis 0 of the input is the batch, ${batchFirst.change} ${where}.`];
}

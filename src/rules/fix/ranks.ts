/** Fixes of ranks: an axis of one batch, one step or one feature put in, or taken out. */
import type { Operand, RankConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { fittingAxes } from '../tell/missing-axis.ts';
import { recurrentOrigin } from '../tell/operands.ts';
import { stepAt } from '../tell/whole-sequence.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { settingFlag } from './flags.ts';
import { redeclaring } from './inputs.ts';
import { removingLayer, unwrappingLayer } from './removal.ts';
import { callAt, exprAt, textAt } from './source.ts';
import { rewriting, withAxis } from './wrap.ts';

const AXES = [
  [-1, 'features', 'one feature'],
  [0, 'batch', 'a batch of one'],
  [1, 'steps', 'one step'],
] as const;

export function fixRank(conflict: RankConflict, facts: Facts): readonly Fix[] {
  const { input, ranks, layer } = conflict;
  const rank = input.shape?.length;
  if (rank === undefined || ranks.length === 0) return [];
  const wanted = ranks.map(each => each - rank);
  return proposals(
    unwrappingLayer(layer, facts),
    lastStep(conflict, facts),
    ...stepOfLoop(conflict, facts),
    ...wanted.flatMap(more => [
      ...redeclaring(input.tensor, layer, more, facts),
      ...reshaping(conflict, more, facts),
    ]),
    wanted.includes(-1) ? overBatch(conflict, facts) : undefined,
    removingLayer(input.tensor?.source.layer, facts),
  );
}

/** Layers of Equinox take one sample. */
function overBatch({ framework, input }: RankConflict, facts: Facts): Fix | undefined {
  const call = framework === 'equinox' ? callAt(facts, input.at) : undefined;
  if (!call) return undefined;
  const place = { file: input.at.file, start: call.callee.start, end: call.callee.end };
  const text = `jax.vmap(${textAt(facts, place)})`;
  return { title: `Call it for every sample: \`${text}\``, edits: [replacing(place, text)], isSafe: false };
}

/** What takes one vector is given a sequence. */
function lastStep({ input, ranks }: RankConflict, facts: Facts): Fix | undefined {
  const sequence = recurrentOrigin(input.tensor);
  const { layer } = sequence?.source ?? {};
  const isOne = sequence?.source.role === 'sequence' && ranks.includes((input.shape?.length ?? 0) - 1);
  const fix = isOne && layer ? settingFlag(layer, 'return_sequences', false, facts) : undefined;
  return fix && { ...fix, isSafe: false };
}

/** A cell takes one step; in a loop that of the round, else the first. */
function stepOfLoop(
  { input, ranks, operation, framework }: RankConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const rank = input.shape?.length ?? 0;
  if (!/Cell$/.test(operation) || rank !== 3 || !ranks.includes(2) || framework === 'tfjs') return [];
  const step = stepAt(input.at, facts);
  return [`[:, ${step}]`, `[${step}]`].map(index =>
    rewriting(
      input,
      facts,
      `Take one step: \`${textAt(facts, input.at)}${index}\``,
      code => `${code}${index}`,
    ),
  );
}

/** `df['close']` as the table `df[['close']]`. */
function tableOfOne(input: Operand, facts: Facts): Fix | undefined {
  const { at } = input;
  const expr = exprAt(facts, at);
  const name = expr?.kind === 'index' && expr.indices.length === 1 ? expr.indices[0] : undefined;
  if (name?.kind !== 'string')
    return rewriting(input, facts, 'Make the column a table of its own', code => `${code}.to_frame()`);
  const written = textAt(facts, { ...at, ...name });
  const edits = [replacing({ ...at, start: name.start, end: name.end }, `[${written}]`)];
  return { title: 'Take the column as a table of its own, with two brackets', edits, isSafe: true };
}

/** Code around the input itself. */
function reshaping(conflict: RankConflict, more: number, facts: Facts): readonly (Fix | undefined)[] {
  const { input, axes } = conflict;
  const { tensor } = input;
  if (input.isColumn) return more === 1 ? [tableOfOne(input, facts)] : [];
  // A symbolic tensor of Keras takes no subscripts of this kind in all versions, and an Input says its own shape.
  if (!tensor || tensor.graph) return [];
  const { framework } = tensor;
  const around = (words: string, write: (code: string) => string) =>
    rewriting(input, facts, `${words}: \`${write('x')}\``, write);
  if (more === 1) {
    const fitting = fittingAxes(conflict);
    const byName = AXES.filter(([, name]) => axes.includes(name) || axes.length === 0);
    return byName
      .toSorted(([a], [b]) => Number(fitting.includes(b)) - Number(fitting.includes(a)))
      .map(([axis, , words]) =>
        around(`Give the input an axis for ${words}`, code => withAxis(code, axis, framework)),
      );
  }
  if (more === 2)
    return [
      around('Give the input a batch of one and one feature', code =>
        withAxis(withAxis(code, 0, framework), -1, framework),
      ),
    ];
  if (more !== -1 || framework === 'tfjs') return [];
  return [
    ...(framework === 'torch'
      ? [around('Merge two axes of the input', code => `${code}.flatten(1, 2)`)]
      : []),
    around('Take one of the first axis', code => `${code}[0]`),
  ];
}

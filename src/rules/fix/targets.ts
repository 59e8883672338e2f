/** Fixes of targets that do not fit: the loss for class numbers or for vectors, the size of the last layer, every step or the last one. */
import { constantOf, printDim } from '../../shapes/index.ts';
import type { FrameworkName, Operand, TargetConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { chainOf } from '../tell/operands.ts';
import { argumentValue } from './arguments.ts';
import { mergingDirections } from './directions.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { settingFlag } from './flags.ts';
import { resizingEither } from './origins.ts';
import { callAt, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

export function fixTarget(conflict: TargetConflict, facts: Facts): readonly Fix[] {
  const { output, target, mismatch } = conflict;
  const sides = mismatch.kind === 'dims' ? [mismatch.left.dim, mismatch.right.dim] : [];
  return proposals(
    ...switchingLoss(conflict, facts),
    steps(conflict, facts),
    ...levelling(conflict, facts),
    lastUnits(conflict, facts),
    ...ofPyTorch(conflict, facts),
    ...resizingEither(sides[0], sides[1], facts),
    ...resizingEither(output.shape?.at(-1), target.shape?.at(-1), facts),
    ...mergingDirections(output.tensor, facts),
  );
}

const OTHER_LOSS: Readonly<Record<string, string>> = {
  categorical_crossentropy: 'sparse_categorical_crossentropy',
  sparse_categorical_crossentropy: 'categorical_crossentropy',
  CategoricalCrossentropy: 'SparseCategoricalCrossentropy',
  SparseCategoricalCrossentropy: 'CategoricalCrossentropy',
  categoricalCrossentropy: 'sparseCategoricalCrossentropy',
  sparseCategoricalCrossentropy: 'categoricalCrossentropy',
};

/** Wherever the file names the loss: only a change that the model sees mends anything. */
function switchingLoss({ loss, at }: TargetConflict, facts: Facts): readonly Fix[] {
  const other = OTHER_LOSS[loss];
  const text = facts.files.get(at.file)?.text;
  if (other === undefined || text === undefined) return [];
  return [...text.matchAll(new RegExp(`\\b${loss}\\b`, 'g'))].map(({ index }) => ({
    title: `Use \`${other}\``,
    edits: [replacing({ file: at.file, start: index, end: index + loss.length }, other)],
    isSafe: false,
  }));
}

/** One target a step, or one a sequence. */
function steps({ output, target }: TargetConflict, facts: Facts): Fix | undefined {
  const layer = chainOf(output.tensor).find(tensor => tensor.source.layer?.layer?.recurrent)?.source.layer;
  const [got, wanted] = [output.shape?.length, target.shape?.length];
  if (!layer || got === undefined || wanted === undefined || got === wanted) return undefined;
  const fix = settingFlag(layer, 'return_sequences', got < wanted, facts);
  return fix && { ...fix, isSafe: false };
}

/** An axis of one number that only the output or only the target has: dropped there, or put in beside it. */
function levelling(
  { framework, output, target }: TargetConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const [got, wanted] = [output.shape, target.shape];
  const titleOf = (operand: Operand, index: string): string =>
    `Pass \`${textAt(facts, operand.at)}${index}\``;
  const squeezing = (operand: Operand): Fix | undefined =>
    rewriting(operand, facts, titleOf(operand, '.squeeze(-1)'), code => `${code}.squeeze(-1)`);
  if (!LEVELS.has(framework) || !got || !wanted) return [];
  const column = wanted.at(-1);
  // Class numbers in a column of their own.
  if (got.length === wanted.length) return column && constantOf(column) === 1 ? [squeezing(target)] : [];
  if (Math.abs(got.length - wanted.length) !== 1) return [];
  const [longer, shorter] = got.length > wanted.length ? [output, target] : [target, output];
  const last = longer.shape?.at(-1);
  if (!last || constantOf(last) !== 1) return [];
  return [
    squeezing(longer),
    rewriting(shorter, facts, titleOf(shorter, '.unsqueeze(-1)'), code => `${code}.unsqueeze(-1)`),
  ];
}

/** Frameworks whose tensors have both methods. */
const LEVELS: ReadonlySet<FrameworkName> = new Set(['torch', 'paddle', 'mindspore']);

/** As many units in the last layer as the targets have columns. */
function lastUnits({ output, target, framework }: TargetConflict, facts: Facts): Fix | undefined {
  const layer = chainOf(output.tensor).find(tensor => tensor.source.layer?.layer?.units)?.source.layer;
  const call = layer && callAt(facts, layer.site);
  const wanted = target.shape?.at(-1);
  if (!layer || !call || !wanted || target.shape?.length !== output.shape?.length) return undefined;
  const { file } = layer.site;
  const value = argumentValue({ call, file, framework, facts }, 'units', 0);
  if (!value || value.kind === 'dict') return undefined;
  const size = printDim(wanted);
  return {
    title: `Set \`units\` of the ${layer.class.name} to \`${size}\``,
    edits: [replacing({ file, start: value.start, end: value.end }, size)],
    isSafe: false,
  };
}

/** Its cross-entropy looks for the classes on axis 1, and for one label a row. */
function ofPyTorch(
  { framework, output, target, loss }: TargetConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  if (framework !== 'torch' || output.shape?.length !== 3 || !/cross_?entropy|nll/i.test(loss)) return [];
  const written = textAt(facts, output.at);
  const index = target.shape?.length === 1 ? '[:, -1]' : '.transpose(1, 2)';
  return [rewriting(output, facts, `Pass \`${written}${index}\``, code => `${code}${index}`)];
}

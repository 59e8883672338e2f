/** Which of the calculator's mistakes a problem is, and the layer, or the cell written by hand, to show it in. */
import type { FileFacts } from '../analysis/result.ts';
import { type MistakeName, mistakeNames } from '../cells/index.ts';
import { elementwiseProduct, type Problem, wholeSequence } from '../rules/index.ts';
import { type Origin, sameDim } from '../shapes/index.ts';
import type { Conflict, NativeValue, OperandConflict, TargetConflict } from '../values/index.ts';
import { specByHand } from './by-hand.ts';
import { calculableLayers } from './calculator.ts';
import { cellOwner } from './equations.ts';

export interface ShownMistake {
  readonly name: MistakeName;
  /** Where the calculator opens: the layer's constructor, else the problem itself, which has the sizes of a cell by hand. */
  readonly at: Pick<Origin, 'file' | 'start'>;
}

/** undefined: a problem that the calculator has nothing to show of. */
export function shownMistake(problem: Problem, file: FileFacts): ShownMistake | undefined {
  const conflict = problem.finding?.conflict;
  const name = conflict && mistakeOf(conflict, problem, file);
  if (!conflict || !name) return undefined;
  const layer = layersOf(conflict).find(each => cellOwner(each));
  if (layer) return { name, at: layer.site };
  if (specByHand(problem, file)) return { name, at: { file: problem.file, start: problem.start } };
  const made = calculableLayers(file);
  const nearest =
    made.findLast(({ path, offset }) => path !== problem.file || offset < problem.start) ?? made[0];
  return nearest && { name, at: { file: nearest.path, start: nearest.offset } };
}

function mistakeOf(
  conflict: Conflict,
  { rule, start, end }: Problem,
  file: FileFacts,
): MistakeName | undefined {
  switch (rule) {
    case 'sequence-as-step':
      return 'whole-sequence';
    case 'missing-return-sequences':
      return 'sequences-into-dense';
    case 'target-shape':
    case 'suspicious-target':
      return conflict.kind === 'target-shape' && hasStepsTooMany(conflict)
        ? 'sequences-into-dense'
        : undefined;
    case 'mismatched-matmul':
      return conflict.kind === 'operands' && isOfCell(file.text.slice(start, end), file)
        ? productMistake(conflict)
        : undefined;
    case 'mismatched-broadcast':
      return conflict.kind === 'operands' && isWholeSequence(conflict, file) ? 'whole-sequence' : undefined;
    case 'wrong-initial-state':
      return conflict.kind === 'initial-state' && (conflict.aspect === 'rank' || conflict.axis === 0)
        ? 'state-without-layers'
        : undefined;
    default:
      return mistakeNames.find(name => name === rule);
  }
}

/** `W_f @ X + U_f @ h`, and `W_f * x`, which means a product. */
function isWholeSequence(conflict: OperandConflict, file: FileFacts): boolean {
  const facts = { files: new Map([[file.path, file]]), locate: () => undefined };
  return (wholeSequence(conflict, facts) ?? elementwiseProduct(conflict, facts)) !== undefined;
}

/** (batch, steps, features) against (batch, features) or (batch,). */
function hasStepsTooMany({ output, target }: TargetConflict): boolean {
  const [given, wanted] = [output.shape?.length ?? 0, target.shape?.length ?? 0];
  return given === 3 && wanted > 0 && wanted < given;
}

/** A product of any other matrices is not of a recurrent cell. */
function isOfCell(text: string, file: FileFacts): boolean {
  return /(^|[^\w.])(self\.)?[WU](_?[a-z]{1,3})?(\.T)?\b/.test(text) || calculableLayers(file).length > 0;
}

/** By what would mend it, as the rule's advice has it. */
function productMistake({ operands: [a, b] }: OperandConflict): MistakeName | undefined {
  const [left, right] = [a?.shape, b?.shape];
  if (!left || !right || left.length > 2 || right.length > 2) return undefined;
  if (left.length === 2 && right.length === 2 && sameDim(left[1], right[1])) return 'whole-sequence';
  if (sameDim(left[0], right[0])) return left.length === 1 ? 'product-order' : 'missing-transpose';
  return sameDim(left.at(-1), right.at(-1)) || sameDim(right[1], left[0]) ? 'product-order' : undefined;
}

/** The layer that is meant first: of a tensor that has lost its steps, the one that dropped them. */
function layersOf(conflict: Conflict): readonly NativeValue[] {
  const tensors =
    conflict.kind === 'input-rank'
      ? [conflict.input.tensor]
      : conflict.kind === 'misread'
        ? [conflict.tensor.tensor]
        : [];
  const made = tensors.flatMap(tensor =>
    [tensor, ...(tensor?.source.parents ?? [])].flatMap(each => each?.source.layer ?? []),
  );
  return conflict.kind === 'input-rank' ? [...made, ...own(conflict)] : [...own(conflict), ...made];
}

const own = ({ layer }: Conflict): readonly NativeValue[] => (layer ? [layer] : []);

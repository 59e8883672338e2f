/** Which of the calculator's mistakes a problem is, and the layer, or the cell written by hand, to show it in. */
import type { FileFacts } from '../analysis/result.ts';
import { type MistakeName, mistakeNames } from '../cells/index.ts';
import type { CalculatorSpec } from '../protocol/calculator.ts';
import { elementwiseProduct, frameworkTitle, type Problem, wholeSequence } from '../rules/index.ts';
import { compare, constantOf, type Dim, type Origin, type Shape } from '../shapes/index.ts';
import {
  type Conflict,
  type NativeValue,
  type Operand,
  type OperandConflict,
  shapeOf,
  type TargetConflict,
} from '../values/index.ts';
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
  if (left.length === 2 && right.length === 2 && isEqual(left[1], right[1])) return 'whole-sequence';
  if (isEqual(left[0], right[0])) return left.length === 1 ? 'product-order' : 'missing-transpose';
  return isEqual(left.at(-1), right.at(-1)) || isEqual(right[1], left[0]) ? 'product-order' : undefined;
}

function isEqual(a: Dim | undefined, b: Dim | undefined): boolean {
  return a !== undefined && b !== undefined && compare(a, b) === 'equal';
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

/** What the calculator opens with for a cell that the program writes down itself: the sizes of the operands that do not fit. */
export function specByHand(problem: Problem, file: FileFacts): CalculatorSpec | undefined {
  const conflict = problem.finding?.conflict;
  const sizes = conflict && sizesOf(conflict, file);
  if (!conflict || !sizes) return undefined;
  return {
    framework: frameworkTitle(conflict.framework),
    layer: 'Cell by hand',
    cell: 'lstm',
    layoutName: 'by-hand',
    ...sizes,
    activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
    biases: true,
    resetAfter: false,
    projection: null,
  };
}

type Sizes = Pick<CalculatorSpec, 'units' | 'inputSize' | 'steps'>;

function sizesOf(conflict: Conflict, file: FileFacts): Sizes | undefined {
  if (conflict.kind === 'misread' && conflict.about === 'sequence-as-step') {
    const [first, second] = numbers(conflict.tensor.shape);
    const [units, steps] = conflict.axis === 0 ? [second, first] : [first, second];
    const [, inputSize] = numbers(leftFactor(conflict.tensor, file));
    return { units, steps, inputSize };
  }
  if (conflict.kind !== 'operands' || conflict.layer) return undefined;
  const [left, right] = conflict.operands;
  if (!left || !right) return undefined;
  // A sum has a column for each step where x_t was meant.
  if (conflict.operation === '+') return ofSum(left, right, file);
  if (left.shape?.length !== 2) return undefined;
  const [units, inputSize] = numbers(left.shape);
  const isProduct = /^@$|(^|\.)(dot|matmul)$/.test(conflict.operation);
  if (!isProduct) return { units, inputSize, steps: null };
  const [steps] = numbers(right.shape);
  return right.shape?.length === 2 ? { units, inputSize, steps } : undefined;
}

function ofSum(left: Operand, right: Operand, file: FileFacts): Sizes | undefined {
  const [a, b] = [numbers(left.shape), numbers(right.shape)];
  const isLeftWide = (a[1] ?? 0) >= (b[1] ?? 0);
  const [units, steps] = isLeftWide ? a : b;
  const [, inputSize] = numbers(leftFactor(isLeftWide ? left : right, file));
  return units === null ? undefined : { units, steps, inputSize };
}

/** The matrix with which a product begins: `W_f` of `W_f @ X`. */
function leftFactor({ at }: Operand, file: FileFacts): Shape | undefined {
  if (at.file !== file.path) return undefined;
  const [longest] = file.observations
    .filter(({ start, end }) => start === at.start && end < at.end)
    .toSorted((a, b) => b.end - a.end);
  const value = longest?.values[0];
  return value?.kind === 'tensor' ? shapeOf(value) : undefined;
}

function numbers(shape: Shape | undefined): readonly [number | null, number | null] {
  const at = (axis: number): number | null => {
    const dim = shape?.[axis];
    const value = dim && constantOf(dim);
    return value !== undefined && value >= 1 ? value : null;
  };
  return [at(0), at(1)];
}

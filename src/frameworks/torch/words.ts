/** What PyTorch raises, in its own words; run with 2.13. Those of products, joins and reshapes are the same since 1.10. */

import { isUnknown } from '../../shapes/index.ts';
import { figure, figures, torchFolded, torchOperands } from '../../words/index.ts';
import type { ArgumentConflict, Conflict, OperandConflict, SizeConflict, TargetConflict } from '../parts.ts';
import {
  functionName,
  isContracted,
  isElementwise,
  type MismatchOf,
  oddOneOut,
  pairOf,
} from '../words/operands.ts';
import { pythonWords } from '../words/python.ts';

export function torchWords(conflict: Conflict): string | undefined {
  switch (conflict.kind) {
    case 'operands':
      return operandWords(conflict);
    case 'feature-size':
      return sizeWords(conflict);
    case 'target-shape':
      return targetWords(conflict);
    case 'argument':
      return isProjected(conflict) ? ONLY_LSTM : (valueWords(conflict) ?? pythonWords(conflict));
    default:
      return pythonWords(conflict);
  }
}

function operandWords(conflict: OperandConflict): string | undefined {
  const { mismatch } = conflict;
  const name = functionName(conflict);
  switch (mismatch.kind) {
    case 'dims':
      return dimsWords(conflict, mismatch, name);
    case 'rank':
      if (name === 'bmm') return `batch${mismatch.operand + 1} must be a 3D tensor`;
      if (name === 'gather') return 'Index tensor must have the same number of dimensions as input tensor';
      return /^(cat|concat|concatenate)$/.test(name) ? joinedRanks(conflict) : undefined;
    case 'apart':
      return "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.";
    case 'count':
      return /^(view|reshape)$/.test(name)
        ? `shape '[${figures(mismatch.toShape)}]' is invalid for input of size ${figure(mismatch.from)}`
        : undefined;
    case 'bounds':
      if (name === 'indexing' && isUnknown(mismatch.position))
        return 'index is out of bounds for dimension with size 0';
      return name === 'indexing'
        ? `index ${figure(mismatch.position)} is out of bounds for dimension ${mismatch.axis} with size ${figure(mismatch.dim)}`
        : undefined;
    case 'parts':
      return name === 'split'
        ? `split_with_sizes expects split_sizes to sum exactly to ${figure(mismatch.dim)} (input tensor's size at dimension ${mismatch.axis}), but got split_sizes=[${figures(mismatch.parts)}]`
        : undefined;
    case 'axis':
      return mismatch.repeated || mismatch.rank === 0
        ? undefined
        : `Dimension out of range (expected to be in range of [${-mismatch.rank}, ${mismatch.rank - 1}], but got ${mismatch.axis})`;
    case 'entries':
      return name === 'permute'
        ? `number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${mismatch.expected} is not equal to len(dims) = ${mismatch.actual}`
        : undefined;
    case 'argument':
      return mismatch.argument === 'shape' && figure(mismatch.value) === '-1' && /^(view|reshape)$/.test(name)
        ? 'only one dimension can be inferred'
        : undefined;
    case 'einsum':
      return mismatch.reason === 'dims'
        ? `einsum(): subscript ${mismatch.label} has size ${figure(mismatch.right.dim)} for operand ${mismatch.right.operand} which does not broadcast with previously seen size ${figure(mismatch.left.dim)}`
        : undefined;
    default:
      return undefined;
  }
}

function dimsWords(
  conflict: OperandConflict,
  mismatch: MismatchOf<'dims'>,
  name: string,
): string | undefined {
  if (isElementwise(conflict)) return differing(conflict, mismatch);
  if (/^(@|matmul|mm|mv|dot|bmm)$/.test(name)) return productWords(conflict, mismatch);
  if (name === 'where') return chosen(conflict, mismatch);
  const joined = oddOneOut(conflict, mismatch);
  if (/^(cat|concat|concatenate)$/.test(name) && joined) {
    const { left, right } = mismatch;
    return `Expected size ${figure(left.dim)} but got size ${figure(right.dim)} for tensor number ${right.operand} in the list.`;
  }
  return name === 'stack' && joined
    ? `stack expects each tensor to be equal size, but got [${figures(joined[0])}] at entry 0 and [${figures(joined[1])}] at entry 1`
    : undefined;
}

function differing(conflict: OperandConflict, mismatch: MismatchOf<'dims'>): string | undefined {
  const pair = pairOf(conflict);
  return pair && torchOperands.sum(pair, mismatch);
}

/** The condition and the first of the two: what comes later is compared with both together. */
function chosen({ operands }: OperandConflict, mismatch: MismatchOf<'dims'>): string | undefined {
  const [condition, input] = operands.map(({ shape }) => shape);
  // As a method it stands behind the tensor.
  if (operands[0]?.role !== 'condition') return undefined;
  const areFirst = Math.max(mismatch.left.operand, mismatch.right.operand) === 1;
  return condition && input && areFirst ? torchOperands.sum([condition, input], mismatch) : undefined;
}

function productWords(conflict: OperandConflict, mismatch: MismatchOf<'dims'>): string | undefined {
  const pair = pairOf(conflict);
  return pair && isContracted(pair, mismatch) ? torchOperands.product(pair, mismatch) : undefined;
}

function joinedRanks(conflict: OperandConflict): string | undefined {
  const [a, b] = conflict.operands;
  // An axis that a first operand of fewer axes does not have is refused for that.
  return conflict.operands.length === 2 && a?.shape && b?.shape && a.shape.length > b.shape.length
    ? `Tensors must have same number of dimensions: got ${a.shape.length} and ${b.shape.length}`
    : undefined;
}

function sizeWords({
  operation,
  input,
  axis,
  expected,
  actual,
  layer,
  parameter,
}: SizeConflict): string | undefined {
  const { shape } = input;
  // Of another dtype it says that first.
  if (!shape || input.tensor?.dtype === 'int') return undefined;
  if (operation === 'Linear') {
    const weight = layer?.layer?.built.value.weights?.find(({ name }) => name === 'weight')?.shape;
    return weight?.length === 2 && axis === shape.length - 1
      ? torchFolded(shape, weight.toReversed())
      : undefined;
  }
  if (parameter === 'num_features')
    return `running_mean should contain ${figure(actual)} elements not ${figure(expected)}`;
  if (operation === 'MultiheadAttention' && parameter === 'embed_dim')
    return `was expecting embedding dimension of ${figure(expected)}, but got ${figure(actual)}`;
  if (/^Conv[123]d$/.test(operation)) {
    const rank = Number(operation[4]) + 2;
    const whole = shape.length === rank ? figures(shape) : `1, ${figures(shape)}`;
    return `expected input[${whole}] to have ${figure(expected)} channels, but got ${figure(actual)} channels instead`;
  }
  return undefined;
}

function targetWords({ loss, output, target, mismatch }: TargetConflict): string | undefined {
  const [out, given] = [output.shape, target.shape];
  const sizes = [given, out].map(shape => `(torch.Size([${figures(shape)}]))`);
  if (/^(F\.)?(BCEWithLogitsLoss|binary_cross_entropy_with_logits)$/.test(loss))
    return `Target size ${sizes[0]} must be the same as input size ${sizes[1]}`;
  if (/^(F\.)?(BCELoss|binary_cross_entropy)$/.test(loss))
    return `Using a target size ${sizes[0]} that is different to the input size ${sizes[1]}`;
  if (!out || !given) return undefined;
  if (mismatch.kind === 'dims' && /^(F\.)?(MSELoss|mse_loss|L1Loss|l1_loss)$/.test(loss))
    return torchOperands.sum([out, given], mismatch);
  if (!/^(F\.)?(CrossEntropyLoss|cross_entropy|NLLLoss|nll_loss)$/.test(loss)) return undefined;
  const isBatch = mismatch.kind === 'dims' && mismatch.left.axis === 0 && mismatch.right.axis === 0;
  if (isBatch)
    return `Expected input batch_size (${figure(out[0])}) to match target batch_size (${figure(given[0])}).`;
  if (/^(F\.)?(NLLLoss|nll_loss)$/.test(loss) && out.length === 2 && given.length === 2)
    return '0D or 1D target tensor expected, multi-target not supported';
  // Targets of as many axes as the output are taken for probabilities.
  if (out.length < 3 || given.length >= out.length) return undefined;
  const wanted = [out[0], ...out.slice(2)].flatMap(dim => dim ?? []);
  return `Expected target size [${figures(wanted)}], got [${figures(given)}]`;
}

const ONLY_LSTM = 'proj_size argument is only supported for LSTM, not RNN or GRU';

function isProjected({ aspect, parameter, operation }: ArgumentConflict): boolean {
  return aspect === 'unknown' && parameter === 'proj_size' && /^(GRU|RNN)$/.test(operation);
}

/** `torch/nn/modules/rnn.py` checks these three. */
function valueWords({ operation, parameter, aspect, given }: ArgumentConflict): string | undefined {
  if (operation === 'Linear' && given === 'a PackedSequence')
    return "linear(): argument 'input' (position 1) must be Tensor, not PackedSequence";
  if (aspect === 'type' && parameter === 'hidden_size' && /^a float|\d\.\d*$/.test(given ?? ''))
    return 'hidden_size should be of type int, got: float';
  if (aspect !== 'value' || !/^(LSTM|GRU|RNN)$/.test(operation)) return undefined;
  const isBelow = /(^|=\s*)(0|-\d+)$/.test(given?.trim() ?? '');
  return isBelow && /^(input_size|hidden_size|num_layers)$/.test(parameter)
    ? `${parameter} must be greater than zero`
    : undefined;
}

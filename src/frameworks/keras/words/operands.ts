/** What layers that reshape, merge and slide raise of the shapes of their inputs. */
import { constantOf, type Shape } from '../../../shapes/index.ts';
import { figure } from '../../../words/index.ts';
import type { OperandConflict } from '../../parts.ts';
import type { MismatchOf } from '../../words/operands.ts';
import type { FlavourName } from '../core/flavour.ts';
import { joinedText, tupleText } from './text.ts';

export function operandWords(conflict: OperandConflict, flavour: FlavourName): string | undefined {
  const { mismatch, operation } = conflict;
  switch (mismatch.kind) {
    case 'count':
      return operation === 'Reshape' ? reshapeWords(mismatch, flavour) : undefined;
    case 'rank':
      return operation === 'Concatenate' ? joinWords(conflict, flavour) : undefined;
    case 'dims':
      return mergeWords(conflict, mismatch, flavour);
    case 'too-small':
      return windowWords(operation, mismatch, flavour);
    case 'bounds':
      return operation === 'Embedding' && flavour === 'tfjs'
        ? `GatherV2: the index value ${figure(mismatch.position)} is not in [0, ${last(mismatch.dim)}]`
        : undefined;
    default:
      return undefined;
  }
}

function last(dim: Shape[number]): string {
  const size = constantOf(dim);
  return size === undefined ? '…' : String(size - 1);
}

function reshapeWords({ toShape }: MismatchOf<'count'>, flavour: FlavourName): string {
  if (flavour === 'tfjs') return 'Total size of new array must be unchanged.';
  if (flavour !== 'keras3') return 'total size of new array must be unchanged';
  const isInferred = toShape.some(dim => constantOf(dim) === -1);
  return isInferred
    ? 'The total size of the tensor must be unchanged, however, the input size cannot by divided by the specified dimensions in target_shape.'
    : 'The total size of the tensor must be unchanged.';
}

function mergeWords(
  conflict: OperandConflict,
  mismatch: MismatchOf<'dims'>,
  flavour: FlavourName,
): string | undefined {
  const { operation } = conflict;
  if (operation === 'Concatenate') return joinWords(conflict, flavour);
  if (operation === 'Dot') return dotWords(conflict, mismatch, flavour);
  if (/^(Add|Multiply|Average|Maximum|Minimum|Subtract)$/.test(operation))
    return elementWords(conflict, flavour);
  if (operation === 'Embedding' && flavour === 'keras2') return `but received input has shape …`;
  return undefined;
}

function shapesOf({ operands }: OperandConflict): readonly Shape[] | undefined {
  const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
  return shapes.length === operands.length ? shapes : undefined;
}

function joinWords(conflict: OperandConflict, flavour: FlavourName): string | undefined {
  const shapes = shapesOf(conflict);
  if (!shapes) return undefined;
  const what = 'A `Concatenate` layer requires inputs with matching shapes except for the';
  if (flavour === 'tfjs')
    return `${what} concat axis. Got input shapes: [${shapes.map(shape => `[${joinedText(shape, 'null')}]`).join(',')}]`;
  if (flavour === 'keras2' || flavour === 'tf1') return `${what} concat axis.`;
  return `${what} concatenation axis. Received: input_shape=[${shapes.map(tupleText).join(', ')}]`;
}

function dotWords(
  conflict: OperandConflict,
  { left, right }: MismatchOf<'dims'>,
  flavour: FlavourName,
): string | undefined {
  const shapes = shapesOf(conflict)?.map(tupleText).join(', ');
  if (shapes === undefined || flavour === 'tfjs') return undefined;
  const [a, b] = [figure(left.dim), figure(right.dim)];
  return flavour === 'keras2' || flavour === 'tf1'
    ? `Dimension incompatibility ${a} != ${b}. Layer shapes: ${shapes}`
    : `Incompatible input shapes: axis values ${a} (at axis ${left.axis}) != ${b} (at axis ${right.axis}). Full input shapes: ${shapes}`;
}

/** Of two inputs, without the batch. */
function elementWords(conflict: OperandConflict, flavour: FlavourName): string | undefined {
  const [a, b, more] = shapesOf(conflict)?.map(shape => shape.slice(1)) ?? [];
  const { mismatch } = conflict;
  const isOfBatch = mismatch.kind === 'dims' && mismatch.left.axis === 0;
  if (!a || !b || more || isOfBatch) return undefined;
  if (flavour === 'tfjs')
    return `Operands could not be broadcast together with shapes [${joinedText(a, 'null')}] [${joinedText(b, 'null')}]`;
  return flavour === 'keras2' || flavour === 'tf1'
    ? `Operands could not be broadcast together with shapes ${tupleText(a)} ${tupleText(b)}`
    : `Inputs have incompatible shapes. Received shapes ${tupleText(a)} and ${tupleText(b)}`;
}

function windowWords(
  operation: string,
  { dim, needed }: MismatchOf<'too-small'>,
  flavour: FlavourName,
): string | undefined {
  if (flavour === 'keras3' && /^(Conv|ConvLSTM|MaxPooling|AveragePooling)[123]D$/.test(operation))
    return 'Computed output size would be zero or negative.';
  if (!/^(Conv|ConvLSTM)[123]D$/.test(operation)) return undefined;
  if (flavour === 'tf_keras' && /^Conv[123]D$/.test(operation))
    return 'One of the dimensions in the output is <= 0 due to downsampling in';
  return flavour === 'keras2'
    ? `Negative dimension size caused by subtracting ${figure(needed)} from ${figure(dim)}`
    : undefined;
}

/** What `fit` raises of targets, and recurrent layers of their states. */
import { type Shape, size } from '../../../shapes/index.ts';
import { figure, tuple } from '../../../words/index.ts';
import type { Operand, StateConflict, TargetConflict } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { joinedText, tupleText } from './text.ts';

export function targetWords(conflict: TargetConflict, flavour: FlavourName): string | undefined {
  const { output, target, mismatch } = conflict;
  const given = flavour === 'keras2' && target.shape ? asRows(target.shape) : target.shape;
  const out = output.shape;
  if (!out || !given) return undefined;
  if (mismatch.kind === 'dims' && mismatch.left.axis === 0 && mismatch.right.axis === 0)
    return rowWords(figure(out[0]), figure(given[0]), flavour);
  switch (flavour) {
    case 'keras3':
      return lossWords(conflict, received(conflict, out), received(conflict, given));
    case 'keras2':
      return given.length === out.length || mismatch.kind === 'dims'
        ? `Error when checking target: … but got array with shape ${tupleText(given.slice(1))}`
        : `Error when checking target: expected … to have ${out.length} dimensions, but got array with shape ${tupleText(given)}`;
    case 'tfjs':
      return given.length === out.length
        ? `with ${figure(given[0])} examples, each with shape [${joinedText(given.slice(1), 'null')}] (tensor shape [${joinedText(given, 'null')}])`
        : undefined;
    default:
      return undefined;
  }
}

/** Keras makes a column of targets that are one number each. */
const asRows = (shape: Shape): Shape => (shape.length === 1 ? [...shape, size(1)] : shape);

function rowWords(inputs: string, targets: string, flavour: FlavourName): string {
  if (flavour === 'keras2')
    return `Input arrays should have the same number of samples as target arrays. Found ${inputs} input samples and ${targets} target samples.`;
  return flavour === 'tfjs'
    ? `Input Tensors should have the same number of samples as target Tensors. Found ${inputs} input sample(s) and ${targets} target sample(s).`
    : 'Make sure all arrays contain the same number of samples.';
}

/** A shape as losses see it: of a batch of any size, or of the one batch that is trained on. */
const received = ({ operation }: TargetConflict, shape: Shape): string =>
  operation === 'fit' ? opened(tuple(shape.slice(1))) : tuple(shape);

/** The cross-entropies of `keras/src/backend/tensorflow/nn.py`. */
function lossWords(
  { loss, output, target, mismatch }: TargetConflict,
  out: string,
  given: string,
): string | undefined {
  const words = `Received: target.shape=${given}, output.shape=${out}`;
  const hasSameRank = output.shape?.length === target.shape?.length;
  if (/^sparse_categorical_crossentropy$|^SparseCategoricalCrossentropy$/.test(loss))
    return `Argument \`output\` must have rank (ndim) \`target.ndim - 1\`. ${words}`;
  if (/^(categorical|binary)_crossentropy$|^(Categorical|Binary)Crossentropy$/.test(loss))
    return hasSameRank
      ? `Arguments \`target\` and \`output\` must have the same shape. ${words}`
      : `Arguments \`target\` and \`output\` must have the same rank (ndim). ${words}`;
  // A difference of the two, in a graph that is made for a batch of any size.
  return hasSameRank && DIFFERENCES.test(loss) && mismatch.kind === 'dims'
    ? `Dimensions must be equal, but are ${sizeIn(target, mismatch)} and ${sizeIn(output, mismatch)} for`
    : undefined;
}

const DIFFERENCES = /^(mse|mae|mean_squared_error|mean_absolute_error|MeanSquaredError|MeanAbsoluteError)$/;

function sizeIn({ shape }: Operand, { left }: { readonly left: { readonly axis: number } }): string {
  return figure(shape?.[left.axis]);
}

/** '(None, 10)' of '(10,)'. */
function opened(rest: string): string {
  return rest === '()' ? '(None,)' : `(None, ${rest.slice(1, -1).replace(/,$/, '')})`;
}

export function stateWords(
  { aspect, axis, expectedCount = 0, actualCount = 0, groups }: StateConflict,
  flavour: FlavourName,
): string | undefined {
  const isSpec = aspect === 'count' || (aspect === 'shape' && axis === 1);
  if (flavour === 'tf_keras' || flavour === 'keras2')
    return isSpec
      ? 'An `initial_state` was passed that is not compatible with `cell.state_size`.'
      : undefined;
  // It takes one state after the other from the list.
  if (flavour === 'keras3' && aspect === 'count' && actualCount > expectedCount)
    return `Too few leaves for PyTreeSpec; expected: ${actualCount}, got: ${expectedCount}.`;
  if (flavour === 'keras3') return aspect === 'count' || groups ? 'list index out of range' : undefined;
  return flavour === 'tfjs' && isSpec
    ? 'An initialState was passed that is not compatible with cell.stateSize.'
    : undefined;
}

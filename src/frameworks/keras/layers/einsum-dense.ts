/** EinsumDense: a kernel that an equation of einsum multiplies. keras/src/layers/core/einsum_dense.py */
import { type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, refuseRank, refuseSize } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { asDim, itemsOf, type Value, type Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { output } from '../core/tensors.ts';
import {
  type Analysis,
  analysed,
  type Equation,
  equationOf,
  type Refusal,
  type Wanted,
} from './einsum-analysis.ts';
import { checkActivation } from './names.ts';

const axesOf = (options: Options): string | undefined =>
  options.isGiven('bias_axes') ? options.text('bias_axes') : undefined;

/** Of `output_shape`, behind the batch; undefined where the sizes are not known one by one. */
function wantedOf(options: Options): readonly Wanted[] | undefined {
  const value = options.value('output_shape');
  const named = (dim: Dim | undefined): Wanted => dim && options.named('output_shape', dim);
  const one = asDim(value);
  if (one) return [named(one)];
  return itemsOf(value)?.map(item => (item.kind === 'none' && !item.assumed ? 'none' : named(asDim(item))));
}

function einsumDense(options: Options): LayerDescription {
  checkActivation(options, 'activation');
  const text = options.text('equation');
  const equation = text === undefined ? undefined : equationOf(text);
  const wanted = wantedOf(options);
  const isBiasKnown = !options.isGiven('bias_axes') || axesOf(options) !== undefined;
  const analyse = (shape: Shape): Analysis | Refusal | undefined =>
    equation && wanted && isBiasKnown ? analysed(equation, shape, wanted, axesOf(options)) : undefined;
  return {
    keepsRank: options.flavour.name === 'keras3',
    sized: shape => (equation && fits(equation, shape) ? contracted(equation, shape.length) : []),
    outputs: use => {
      const shape = use.inputs[0]?.shape;
      if (equation === null) return refuseEquation(use, text ?? '');
      const found = shape && analyse(use.symbolic ? shape : (use.built[0] ?? shape));
      if (!shape || !equation) return output(use, undefined);
      const [input] = use.inputs;
      if (use.flavour.name === 'tf_keras' && equation.ellipsis === 'none' && input && !fits(equation, shape))
        return refuseRank(use, input, [equation.input.length], []);
      if (found && 'kind' in found) return refuseParts(use, found, text ?? '');
      if (found?.kernel.includes('none') && !use.open) return refuseOpen(use);
      if (use.symbolic) return output(use, found?.output.map(known));
      return output(use, productOf(equation, shape, found));
    },
    weights: ([shape]): readonly Weight[] => {
      const found = shape && analyse(shape);
      const isSaid = found !== undefined && !('kind' in found);
      const kernel = weight('kernel', isSaid ? found.kernel.map(known) : undefined);
      if (!options.isGiven('bias_axes')) return [kernel];
      return [kernel, weight('bias', isSaid ? found.bias?.map(known) : undefined)];
    },
  };
}

const known = (wanted: Wanted): Dim => (wanted === 'none' || !wanted ? unknownDim() : wanted);

const fits = ({ input, ellipsis }: Equation, { length }: Shape): boolean =>
  ellipsis === 'none' ? length === input.length : length >= input.length;

/** Of the product itself. Some equations are no product of einsum, and take inputs of other ranks: of these it is not told. */
function productOf(
  equation: Equation,
  shape: Shape,
  found: Analysis | undefined,
): readonly Dim[] | undefined {
  if (!fits(equation, shape) || equation.ellipsis === 'right') return undefined;
  const elided = shape.length - equation.input.length;
  const sizes = new Map<string, Dim>();
  for (const [i, label] of [...equation.kernel].entries()) sizes.set(label, known(found?.kernel[i]));
  for (const [i, label] of [...equation.input].entries()) {
    const dim = shape[i + elided];
    if (dim) sizes.set(label, dim);
  }
  return [...shape.slice(0, elided), ...[...equation.output].map(label => sizes.get(label) ?? unknownDim())];
}

/** Axes of the input that the kernel sums over. */
function contracted({ input, kernel, output: out, ellipsis }: Equation, rank: number): readonly number[] {
  const before = ellipsis === 'right' ? 0 : rank - input.length;
  return [...input].flatMap((label, i) =>
    kernel.includes(label) && !out.includes(label) ? [before + i] : [],
  );
}

const refuseEquation = (use: Use, given: string): Value =>
  refuseArgument(use, {
    parameter: 'equation',
    aspect: 'value',
    allowed: "of the form 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...', without spaces",
    given: `'${given}'`,
    at: use.site,
    says: 'Invalid einsum equation',
  });

/** A weight would be of the size None. */
const refuseOpen = (use: Use): Value =>
  refuseArgument(use, {
    parameter: 'output_shape',
    aspect: 'value',
    allowed: 'the sizes of all axes that the kernel has',
    given: 'None',
    at: use.site,
  });

function refuseParts(use: Use, found: Refusal, equation: string): Value {
  const [input] = use.inputs;
  if (found.kind === 'size' && input) {
    const { axis, output: expected, input: actual } = found;
    return refuseSize(use, input, { axis, expected, actual, parameter: 'output_shape' });
  }
  const given = `'${equation}'`;
  return refuseArgument(use, { aspect: 'value', given, at: input?.at ?? use.site, ...wordsOf(found) });
}

function wordsOf(found: Refusal): { parameter: string; allowed: string; says?: string } {
  const parameter = 'equation';
  if (found.kind === 'size') return { parameter, allowed: 'one that fits the input' };
  const label = `\`${found.label}\``;
  if (found.kind === 'axis')
    return {
      parameter,
      allowed: `one whose ${label} is an axis of the ${found.of}`,
      says: 'index out of range',
    };
  if (found.of === 'bias')
    return { parameter: 'bias_axes', allowed: `letters of the output, which ${label} is not` };
  return { parameter, allowed: `one that has ${label} on another side too` };
}

const REST = 'kernel_initializer=None, bias_initializer=None, kernel_regularizer=None, bias_regularizer=None';

export const EINSUM_DENSE: LayerSpec = {
  name: 'EinsumDense',
  signature: `equation, output_shape, activation=None, bias_axes=None, ${REST}, kernel_constraint=None, bias_constraint=None, lora_rank=None, lora_alpha=None, gptq_unpacked_column_size=None, quantization_config=None, **kwargs`,
  signatures: {
    tf_keras: `equation, output_shape, activation=None, bias_axes=None, ${REST}, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs`,
  },
  make: einsumDense,
};

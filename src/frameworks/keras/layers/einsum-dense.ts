/** EinsumDense: a kernel that an equation of einsum multiplies. keras/src/layers/core/einsum_dense.py */
import { type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import { asDim, itemsOf, type Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { output } from '../core/tensors.ts';
import { checkActivation } from './names.ts';

interface Equation {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  /** The labels stand for the last axes. */
  readonly isOpen: boolean;
}

/** Undefined for what is not one of the forms of the documentation: 'ab,bc->ac', '...x,xy->...y'. */
function equationOf(text: string | undefined): Equation | undefined {
  const found = /^(\.\.\.)?([a-zA-Z]+),([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)$/.exec(
    text?.replace(/\s/g, '') ?? '',
  );
  const [, before, input, kernel, after, out] = found ?? [];
  if (!input || !kernel || !out || (before === undefined) !== (after === undefined)) return undefined;
  return { input, kernel, output: out, isOpen: before !== undefined };
}

/** The sizes of the labels: of the output as `output_shape` says them, of the others as the input has them. */
function sizesOf(equation: Equation, shape: Shape, options: Options): ReadonlyMap<string, Dim> {
  const sizes = new Map<string, Dim>();
  const value = options.value('output_shape');
  const one = asDim(value);
  const wanted = one ? [one] : (itemsOf(value)?.map(item => asDim(item)) ?? []);
  for (const [i, dim] of wanted.toReversed().entries()) {
    const label = equation.output.at(-1 - i);
    if (dim && label) sizes.set(label, options.named('output_shape', dim));
  }
  for (const [i, dim] of shape.slice(-equation.input.length).entries()) {
    const label = equation.input[i];
    if (label) sizes.set(label, dim);
  }
  return sizes;
}

/** While a model is described, an axis that `output_shape` says None of stays open. */
function openLabels({ output: out, isOpen }: Equation, options: Options): readonly boolean[] {
  const items = itemsOf(options.value('output_shape'));
  if (!items || isOpen) return [];
  return [...out].map((_, i) => items[i - (out.length - items.length)]?.kind === 'none');
}

function einsumDense(options: Options): LayerDescription {
  checkActivation(options, 'activation');
  const equation = equationOf(options.text('equation'));
  const fits = (shape: Shape): boolean =>
    equation !== undefined &&
    (equation.isOpen ? shape.length >= equation.input.length : shape.length === equation.input.length);
  return {
    sized: shape => (equation && fits(shape) ? contracted(equation, shape.length) : []),
    outputs: use => {
      const shape = use.inputs[0]?.shape;
      if (!equation || !shape || !fits(shape)) return output(use, undefined);
      const sizes = sizesOf(equation, shape, options);
      const leading = equation.isOpen ? shape.slice(0, shape.length - equation.input.length) : [];
      const isOpen = use.symbolic ? openLabels(equation, options) : [];
      return output(use, [
        ...leading,
        ...[...equation.output].map(
          (label, i) => (isOpen[i] ? unknownDim() : sizes.get(label)) ?? unknownDim(),
        ),
      ]);
    },
    weights: ([shape]): readonly Weight[] => {
      const axes = options.isGiven('bias_axes') ? options.text('bias_axes') : '';
      // Keras takes an input of another rank, and makes of it what the equation does not say.
      if (!equation || !shape || !fits(shape))
        return ['kernel', ...(axes === '' ? [] : ['bias'])].map(name => weight(name, undefined));
      const sizes = sizesOf(equation, shape, options);
      const kernel = [...equation.kernel].map(label => sizes.get(label) ?? unknownDim());
      if (axes === '') return [weight('kernel', kernel)];
      return [weight('kernel', kernel), weight('bias', biasOf(equation, axes, sizes))];
    },
  };
}

/** Axes of the input that the kernel sums over. */
function contracted({ input, kernel, output: out }: Equation, rank: number): readonly number[] {
  return [...input].flatMap((label, i) =>
    kernel.includes(label) && !out.includes(label) ? [rank - input.length + i] : [],
  );
}

/** Of the named axes; those between them and the end that are not named have size 1, which is not told. */
function biasOf(
  { output: out }: Equation,
  axes: string | undefined,
  sizes: ReadonlyMap<string, Dim>,
): Shape | undefined {
  if (!axes || !out.endsWith(axes)) return undefined;
  return [...axes].map(label => sizes.get(label) ?? unknownDim());
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

/**
 * Sizes of kernels as Keras 1 wrote them, one argument for each axis, which Keras 2.0 to 2.3 puts together: `Convolution2D(32, 3, 3)`,
 * `ConvLSTM2D(nb_filter=4, nb_row=3, nb_col=3)` (`conv2d_args_preprocessor` and its neighbours in keras/legacy/interfaces.py).
 */
import { type Argument, asDim, type Call, tuple, type Value } from '../../parts.ts';

const SIZES: readonly [pattern: RegExp, names: readonly string[]][] = [
  [/^(Conv2D|Conv2DTranspose|SeparableConv2D|LocallyConnected2D|ConvLSTM2D)$/, ['nb_row', 'nb_col']],
  [/^Conv3D$/, ['kernel_dim1', 'kernel_dim2', 'kernel_dim3']],
];

/** The call with one `kernel_size`, where the sizes of all axes are there and the first are numbers; else as it is. */
export function withKernelSize(asked: Call, layer: string): Call {
  const call = layer === 'Conv2DTranspose' ? withoutOutputShape(asked) : asked;
  const names = SIZES.find(([pattern]) => pattern.test(layer))?.[1];
  if (!names || call.open) return call;
  const placed = call.args.filter(({ name }) => name === undefined);
  const given = placed.slice(1);
  const rest = names.slice(given.length).map(name => call.args.find(argument => argument.name === name));
  if (placed.length > names.length + 1 || !given.every(({ value }) => mayBeInt(value))) return call;
  const sizes = [...given, ...rest].flatMap(argument => argument ?? []);
  const [first] = sizes;
  if (!first || sizes.length !== names.length) return call;
  const taken = new Set<Argument>(sizes);
  const kernel: Argument = {
    name: placed.length > 0 ? undefined : 'kernel_size',
    value: tuple(sizes.map(({ value }) => value)),
    at: first.at,
  };
  const others = call.args.filter(argument => !taken.has(argument) && argument !== placed[0]);
  return { ...call, args: [...placed.slice(0, 1), kernel, ...others] };
}

/** What follows the filters is the first size of the kernel only where it is an integer: else it is `padding`, or what is not known. */
const mayBeInt = (value: Value): boolean => asDim(value) !== undefined || value.kind === 'unknown';

/** A transposed convolution of Keras 1 was told its output; Keras 2 works it out (`deconv2d_args_preprocessor`). */
function withoutOutputShape(call: Call): Call {
  const placed = call.args.filter(({ name }) => name === undefined);
  const last = placed[3]?.value.kind === 'list' && placed.length === 4 ? placed[3] : undefined;
  return { ...call, args: call.args.filter(each => each !== last && each.name !== 'output_shape') };
}

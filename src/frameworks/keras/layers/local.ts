/** LocallyConnected1D and 2D of Keras before 3: a convolution with a kernel of its own at each place. keras 2.2.4 layers/local.py */
import { type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Weight } from '../../parts.ts';
import { isChannelsFirst } from '../core/data-format.ts';
import type { LayerDescription, LayerSpec } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { channelAxis, convolved, mayBeOfNothing, type Windows } from './convolution.ts';
import { checkActivation, checkInitializers } from './names.ts';
import { shaped, unknownResult } from './shaped.ts';
import { KERNEL_REST } from './signatures.ts';

const productOf = (dims: readonly Dim[]): Dim => dims.reduce(multiply, size(1));

function local(axes: number) {
  return (options: Options): LayerDescription => {
    const filters = options.size('filters', 'none');
    const one = Array.from({ length: axes }, () => size(1));
    // Other implementations store the kernel otherwise; Keras 2.2 has this one alone.
    const isOfPlaces = options.flavour.name === 'keras2' || options.int('implementation') === 1;
    const padding = paddingOf(options, axes, isOfPlaces);
    const windows: Windows = {
      kernel: options.sizes('kernel_size', axes),
      strides: options.sizes('strides', axes, one),
      dilation: one,
      padding,
      first: isChannelsFirst(options, axes),
      mayLack: false,
    };
    checkActivation(options, 'activation');
    checkInitializers(options);
    if (mayBeOfNothing(options, windows)) return { units: filters, outputs: unknownResult };
    return shaped(shape => convolved(shape, windows, filters), {
      units: filters,
      ranks: { exactly: axes + 2 },
      // There are as many kernels as places.
      sized: shape => shape.map((_, axis) => axis).slice(1),
      sizedAtOnce: true,
      weights: ([shape = []]) => weightsOf(options, shape, windows, isOfPlaces ? filters : undefined),
    });
  };
}

function paddingOf(options: Options, axes: number, isOfPlaces: boolean): Windows['padding'] {
  const text = options.text('padding')?.toLowerCase();
  if (text === 'valid' || (text === 'same' && !isOfPlaces)) return text;
  if (text !== undefined && isOfPlaces)
    options.refuse(
      'padding',
      "'valid'",
      'value',
      `Invalid border mode for LocallyConnected${axes}D (only "valid" is supported`,
    );
  return undefined;
}

/** `filters` is left out where the kernel is stored otherwise. */
function weightsOf(
  options: Options,
  shape: Shape,
  windows: Windows,
  filters: Dim | undefined,
): readonly Weight[] {
  const useBias = options.flag('use_bias');
  const result = convolved(shape, windows, filters);
  const axis = channelAxis(windows.first, shape);
  const channels = axis === undefined ? undefined : shape[axis];
  const places = result.ok ? result.value.filter((_, i) => i > 0 && i !== axis) : undefined;
  const isKnown = filters && channels && places;
  const kernel = weight(
    'kernel',
    isKnown ? [productOf(places), productOf([...windows.kernel, channels]), filters] : undefined,
  );
  if (useBias === false) return [kernel];
  return [kernel, weight('bias', isKnown && useBias ? [...places, filters] : undefined)];
}

export const LOCAL: readonly LayerSpec[] = [1, 2].map(axes => {
  const plain = `filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, use_bias=True, ${KERNEL_REST}`;
  return {
    name: `LocallyConnected${axes}D`,
    signature: `${plain}, implementation=1, **kwargs`,
    signatures: { keras2: `${plain}, **kwargs` },
    missingIn: ['keras3', 'tfjs'],
    make: local(axes),
  };
});

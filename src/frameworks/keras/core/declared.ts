/** The input shape that a layer's constructor declares: `input_shape`, `batch_input_shape`, `input_dim`, `input_length`. */
import { type Dim, type Shape, withOrigin } from '../../../shapes/index.ts';
import { type Argument, asDim, type Host, itemsOf, type Value } from '../../parts.ts';
import { axisNames, none } from './none.ts';
import { flagSize, type Options } from './options.ts';

/** undefined where nothing is declared; stated as refused where what is declared is no shape. */
export function declaredShape(options: Options, recurrent: boolean): Shape | undefined {
  const whole = options.given('batch_input_shape');
  if (whole && whole.value.kind !== 'none')
    return shapeFrom(options.scene.host, whole, options.scene.operation, []);
  const given = options.given('input_shape');
  if (given && given.value.kind !== 'none') {
    if (given.value.kind === 'number') {
      if (options.flavour.name === 'keras3') return undefined;
      options.refuse('input_shape', 'a tuple of integers', 'type');
      return undefined;
    }
    return shapeFrom(options.scene.host, given, options.scene.operation, [batchOf(options)]);
  }
  return fromDim(options, recurrent);
}

/** A number for a shape, which Keras 3 keeps until the layer is added to a model. */
export function misdeclared(options: Options): Argument | undefined {
  const given = options.flavour.name === 'keras3' ? options.given('input_shape') : undefined;
  return given?.value.kind === 'number' ? given : undefined;
}

/** Whether what declares a shape is given, known or not. */
export function mayDeclare(options: Options): boolean {
  const given = ['batch_input_shape', 'input_shape'].map(name => options.given(name));
  return options.bound.call.open || given.some(argument => argument && argument.value.kind !== 'none');
}

function batchOf(options: Options): Dim {
  const size = asDim(options.value('batch_size'));
  return size ? options.named('batch_size', size) : none(options.scene.host, 'batch', options.scene.site);
}

function fromDim(options: Options, recurrent: boolean): Shape | undefined {
  // Embedding's own `input_dim` is the size of its vocabulary.
  const dim = options.bound.names.includes('input_dim') ? undefined : options.given('input_dim');
  const length = options.given('input_length');
  if (options.scene.operation === 'Embedding') return embedded(options, length);
  if (!dim || dim.value.kind === 'none') return undefined;
  const { host } = options.scene;
  const features = dimFrom(host, dim.value, 'features', {
    ...dim.at,
    what: `input_dim of ${options.scene.operation}`,
  });
  if (!(recurrent || isLegacySequence(options)) || options.flavour.flatInputDim)
    return [batchOf(options), features];
  const steps = length
    ? dimFrom(host, length.value, 'steps', length.at)
    : none(host, 'steps', options.scene.site);
  return [batchOf(options), steps, features];
}

/** A Conv1D of Keras 1 declared steps and features as recurrent layers do (`conv1d_args_preprocessor` of keras/legacy/interfaces.py). */
const isLegacySequence = ({ flavour, scene }: Options): boolean =>
  flavour.name === 'keras2' && /^(Conv|LocallyConnected)1D$/.test(scene.operation);

/** Before Keras 3 an Embedding always declares its input: (input_length,), or (None,). */
function embedded(options: Options, length: Argument | undefined): Shape | undefined {
  const { host, site } = options.scene;
  if (options.flavour.flatInputDim) return undefined;
  const lengths = length && itemsOf(length.value);
  if (lengths) return [batchOf(options), ...lengths.map(item => dimFrom(host, item, 'steps', length.at))];
  const steps = length
    ? dimFrom(host, length.value, 'steps', { ...length.at, what: 'input_length of Embedding' })
    : none(host, 'steps', site);
  return [batchOf(options), steps];
}

/** A tuple of sizes as a shape, after the axes given first; undefined where its length is not known. */
export function shapeFrom(
  host: Host,
  given: Argument,
  operation: string,
  first: readonly Dim[],
): Shape | undefined {
  const items = itemsOf(given.value);
  if (!items) return undefined;
  const names = axisNames(items.length + first.length);
  const origin = { ...given.at, what: `${given.name ?? 'shape'} of ${operation}` };
  return [
    ...first,
    ...items.map((item, i) => dimFrom(host, item, openName(item, names, i + first.length), origin)),
  ];
}

/** The one axis of `Input(shape=(None,))` are the steps of a sequence of token ids. */
function openName(item: Value, names: readonly string[], axis: number): string {
  return item.kind === 'none' && names.length === 2 && axis === 1 ? 'steps' : (names[axis] ?? 'size');
}

/** None is a size that stays open; what is not known is a symbol too, but one that a program gives a value to. */
export function dimFrom(host: Host, value: Value, name: string, at: Argument['at']): Dim {
  if (value.kind === 'none') return none(host, name, at);
  const dim = asDim(value) ?? flagSize(value);
  return dim ? withOrigin(dim, at) : host.freshSymbol(name, at);
}

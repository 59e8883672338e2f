/** Batches that a class of the user's makes: `class Data(keras.utils.PyDataset)` with `__getitem__`. https://keras.io/api/utils/python_utils/ */
import { type Origin, size, unknownDim } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { asDim, counter, type Host, type NativeClass, type Value } from '../../parts.ts';

/** `Sequence` is its older name. */
const NAMES: readonly string[] = ['PyDataset', 'Sequence'];

export const BATCH_CLASSES: Readonly<Record<string, NativeClass>> = Object.fromEntries(
  NAMES.map(name => [name, opaqueClass({ qualified: `keras.utils.${name}`, framework: 'keras' })]),
);

/** What `TimeseriesGenerator` derives from. */
const SEQUENCE = 'keras.utils.Sequence';

/** Any one of the batches that such an object gives; undefined: it is no such object. */
export function batchOf(host: Host, value: Value, site: Origin): Value | undefined {
  if (value.kind === 'native' && value.class.ancestors?.includes(SEQUENCE)) {
    const items = host.iterate(value, site);
    return 'element' in items ? items.element : undefined;
  }
  const base = value.kind === 'object' ? value.base.value?.class : undefined;
  if (!base || BATCH_CLASSES[base.name] !== base) return undefined;
  const run = (name: string, args: readonly Value[]): Value =>
    host.call(
      host.attribute(value, name, site),
      args.map(each => ({ name: undefined, value: each, at: site })),
      site,
    );
  const count = asDim(run('__len__', [])) ?? unknownDim();
  return run('__getitem__', [counter(host.nextId(), size(0), count)]);
}

/** Batches that a class of the user's makes: `class Data(keras.utils.PyDataset)` with `__getitem__`. https://keras.io/api/utils/python_utils/ */
import type { Origin } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { type Host, int, type NativeClass, type Value } from '../../parts.ts';

/** `Sequence` is its older name. */
const NAMES: readonly string[] = ['PyDataset', 'Sequence'];

export const BATCH_CLASSES: Readonly<Record<string, NativeClass>> = Object.fromEntries(
  NAMES.map(name => [name, opaqueClass({ qualified: `keras.utils.${name}`, framework: 'keras' })]),
);

/** What `TimeseriesGenerator` derives from. */
const SEQUENCE = 'keras.utils.Sequence';

/** The first of the batches that such an object of the user's gives, any one of a `TimeseriesGenerator`; undefined: it is no such object. */
export function batchOf(host: Host, value: Value, site: Origin): Value | undefined {
  if (value.kind === 'native' && value.class.ancestors?.includes(SEQUENCE)) {
    const items = host.iterate(value, site);
    return 'element' in items ? items.element : undefined;
  }
  return batchAt(host, value, int(0), site);
}

/** One of the batches that such an object of the user's gives; undefined: it is none. */
export function batchAt(host: Host, value: Value, index: Value, site: Origin): Value | undefined {
  if (value.kind !== 'object' || !makesBatches(value.class)) return undefined;
  const given = { name: undefined, value: index, at: site };
  return host.call(host.attribute(value, '__getitem__', site), [given], site);
}

/** How many batches such an object says that it has. */
export const countOfBatches = (host: Host, value: Value, site: Origin): Value =>
  value.kind === 'object' && makesBatches(value.class)
    ? host.call(host.attribute(value, '__len__', site), [], site)
    : host.unknown('the number of batches', site);

/** Its initialiser need not call that of the base class, which does nothing for it. */
const makesBatches = (type: Value): boolean =>
  type.kind === 'native-class'
    ? BATCH_CLASSES[type.name] === type
    : type.kind === 'class' && type.bases.some(makesBatches);

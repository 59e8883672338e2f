/** What a reader gives. */
import type { ByteSource } from './bytes/region.ts';
import type { AttributeValue } from './hdf5/attributes.ts';
import type { RecurrentLayer } from './recurrent/layer.ts';
import type { WeightTensor } from './tensor.ts';

export type WeightFormat = 'npy' | 'npz' | 'safetensors' | 'hdf5' | 'keras' | 'pytorch' | 'onnx' | 'tfjs';

export interface WeightFile {
  readonly format: WeightFormat;
  readonly tensors: readonly WeightTensor[];
  /** Recurrent layers that the file states as such, not by the names of its tensors. */
  readonly stated?: readonly RecurrentLayer[];
  /** Of HDF5: by the path of a group or dataset, by name. */
  readonly attributes?: ReadonlyMap<string, ReadonlyMap<string, AttributeValue>>;
}

/**
 * Unpacks what zlib packs, with a header (`zlib`) or without (`raw`). `partial`: the input may be cut off, what can be had is given. Throws
 * whatever it likes on bad input, and where more than `maxBytes` would come of it.
 */
export type Inflate = (
  bytes: Uint8Array,
  options: { readonly form: 'raw' | 'zlib'; readonly maxBytes: number; readonly partial?: boolean },
) => Uint8Array;

export interface OpenOptions {
  /** Its ending tells formats apart that have no mark of their own; `tensors` of other files are looked for beside it. */
  readonly name: string;
  readonly source: ByteSource;
  readonly inflate: Inflate;
  /** A file in the same folder, for formats of several files. undefined: there is none. */
  readonly sibling?: (name: string) => ByteSource | undefined;
}

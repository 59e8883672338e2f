/** The public names of this room: files of weights, read by slice and never run. */
export type { ByteSource } from './bytes/region.ts';
export type { DType, Numbers } from './dtype.ts';
export { type WeightFault, WeightFileError } from './error.ts';
export type { Inflate, OpenOptions, WeightFile, WeightFormat } from './file.ts';
export type { AttributeValue } from './hdf5/attributes.ts';
export { LIMITS } from './limits.ts';
export { openWeights } from './open.ts';
export { recurrentLayers } from './recurrent/find.ts';
export type { RecurrentLayer, RecurrentWeight, WeightLayout } from './recurrent/layer.ts';
export type { Place, WeightTensor } from './tensor.ts';

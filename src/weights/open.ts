/** Reads a file of weights, whichever of the known formats it is. */

import { type Region, wholeOf } from './bytes/region.ts';
import { latin1 } from './bytes/text.ts';
import { malformed, unsupported } from './error.ts';
import type { OpenOptions, WeightFile } from './file.ts';
import { readHdf5 } from './hdf5/hdf5.ts';
import { hdf5Start } from './hdf5/superblock.ts';
import { readNpy, readNpz } from './numpy.ts';
import { readOnnx } from './onnx/onnx.ts';
import { readSafetensors } from './safetensors.ts';
import { readTfjs } from './tfjs.ts';
import { readLegacyTorch, readTorchArchive, torchPickle } from './torch/torch.ts';
import { readArchive } from './zip/archive.ts';

/**
 * What a file of weights holds. Only its structure is read; values come when a tensor is asked for them, so the source must stay open until then.
 * Throws WeightFileError where the file is of no known format, is broken or claims more than the limits.
 */
export function openWeights({ name, source, inflate, sibling = () => undefined }: OpenOptions): WeightFile {
  const region = wholeOf(source);
  if (region.size === 0) throw malformed('it is empty');
  const start = latin1(region.read(0, Math.min(region.size, 16)));
  if (start.startsWith('\x93NUMPY')) return readNpy(region);
  if (start.startsWith('PK')) return readZip(region, { name, source, inflate });
  if (hdf5Start(region) !== undefined) return readHdf5(region, inflate);
  if (/^\s*\{/.test(start)) return readTfjs(region, sibling);
  if (start[8] === '{') return readSafetensors(region);
  if (start.startsWith('\x80')) return readLegacyTorch(region);
  if (name.endsWith('.onnx')) return readOnnx(region, sibling);
  throw unsupported(
    'it is of no known format: .npy, .npz, .safetensors, .h5, .keras, .pt, .pth, .onnx, or model.json of TensorFlow.js',
  );
}

const KERAS_WEIGHTS = 'model.weights.h5';

function readZip(region: Region, { inflate }: OpenOptions): WeightFile {
  const entries = readArchive(region, inflate);
  const weights = entries.get(KERAS_WEIGHTS);
  if (weights) return { ...readHdf5(weights.region, inflate), format: 'keras' };
  const pickle = torchPickle(entries);
  if (pickle) return readTorchArchive(entries, pickle);
  if ([...entries.keys()].some(entry => entry.endsWith('.npy'))) return readNpz(region, inflate);
  throw unsupported('it is an archive, but holds no weights of Keras, PyTorch or NumPy');
}

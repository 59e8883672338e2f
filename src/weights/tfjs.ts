/**
 * TensorFlow.js: model.json, whose weightsManifest says what lies in the shards beside it, one after the other.
 * Source: tfjs-core/src/io (types.ts, io_utils.ts `decodeWeights`).
 */
import {
  type ByteSource,
  inMemory,
  type Region,
  sliceOf,
  take,
  takeStructure,
  wholeOf,
} from './bytes/region.ts';
import { type DType, decode, isDType, sizeOf } from './dtype.ts';
import { malformed, quoted, tooLarge, unsupported } from './error.ts';
import type { WeightFile } from './file.ts';
import { asList, asNumbers, asObject, asText, isObject, type JsonObject, parseJson } from './json.ts';
import { LIMITS } from './limits.ts';
import { isPlainName } from './onnx/onnx.ts';
import { countOf, defineTensor, type Elements, type Place, type WeightTensor } from './tensor.ts';

type Sibling = (name: string) => ByteSource | undefined;

export function readTfjs(region: Region, sibling: Sibling): WeightFile {
  const model = asObject(parseJson(takeStructure(region, 0, region.size, 'its JSON'), 'it'), 'its JSON');
  if (model.weightsManifest === undefined)
    throw malformed('it is no model of TensorFlow.js: it has no weightsManifest');
  const groups = asList(model.weightsManifest, 'its weightsManifest');
  const tensors = groups.flatMap(group => tensorsOf(asObject(group, 'a group of weights'), sibling));
  return { format: 'tfjs', tensors };
}

function tensorsOf(group: JsonObject, sibling: Sibling): readonly WeightTensor[] {
  const paths = asList(group.paths, 'the paths of a group').map(path => asText(path, 'a path of a group'));
  const weights = asList(group.weights, 'the weights of a group');
  if (weights.length > LIMITS.tensors || paths.length > LIMITS.entries)
    throw tooLarge('it claims too many weights');
  const shards = joined(paths, sibling);
  let at = 0;
  return weights.map(told => {
    const weight = weightOf(asObject(told, 'a weight'));
    const tensor = tensorAt(shards, at, weight);
    at += weight.count * sizeOf(weight.stored);
    return tensor;
  });
}

interface Weight {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly count: number;
  /** As it lies in the shard; a smaller type than `dtype` where it is quantised. */
  readonly stored: DType;
  readonly scale: number;
  readonly min: number;
}

function weightOf(told: JsonObject): Weight {
  const name = asText(told.name, 'the name of a weight');
  const what = `weight ${quoted(name)}`;
  const kind = asText(told.dtype, `the dtype of ${what}`);
  if (!isDType(kind)) throw unsupported(`${what} is of type ${quoted(kind)}`);
  const shape = asNumbers(told.shape, `the shape of ${what}`);
  const packed = isObject(told.quantization) ? told.quantization : undefined;
  const stored = packed ? asText(packed.dtype, `the quantisation of ${what}`) : kind;
  if (!isDType(stored)) throw unsupported(`${what} is quantised as ${quoted(stored)}`);
  const scale = typeof packed?.scale === 'number' ? packed.scale : 1;
  const min = typeof packed?.min === 'number' ? packed.min : 0;
  return { name, dtype: kind, shape, count: countOf(shape, name), stored, scale, min };
}

interface Shards {
  /** undefined where one is missing. */
  readonly region: Region | undefined;
  readonly missing: string | undefined;
  /** Where a piece lies, if one file holds all of it. */
  place(offset: number, length: number): Place;
}

/** All shards of a group as one region. */
function joined(paths: readonly string[], sibling: Sibling): Shards {
  const parts = paths.map(path => ({ path, source: isPlainName(path) ? sibling(path) : undefined }));
  const missing = parts.find(({ source }) => source === undefined)?.path;
  let size = 0;
  const ranges = parts.map(({ path, source }) => {
    const start = size;
    size += source?.size ?? 0;
    return { path, source: source ? wholeOf(source) : inMemory(new Uint8Array()), start, end: size };
  });
  const read = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    for (const { source, start, end, path } of ranges) {
      const from = Math.max(offset, start);
      const to = Math.min(offset + length, end);
      if (from < to) bytes.set(take(source, from - start, to - from, quoted(path)), from - offset);
    }
    return bytes;
  };
  return {
    region: missing === undefined ? { size, origin: undefined, read } : undefined,
    missing,
    place: (offset, length) => {
      const holder = ranges.find(({ start, end }) => start <= offset && offset + length <= end);
      return missing === undefined && holder
        ? { kind: 'bytes', file: holder.path, offset: offset - holder.start, length }
        : { kind: 'packed', inside: paths.join(', ') };
    },
  };
}

function tensorAt(shards: Shards, at: number, weight: Weight): WeightTensor {
  const { name, dtype, shape, count, stored } = weight;
  const size = sizeOf(stored);
  const what = `weight ${quoted(name)}`;
  const { region, missing } = shards;
  const bytes = region && sliceOf(region, at, count * size, what);
  const elements: Elements = {
    count,
    read: (first, length) => {
      if (!bytes) throw malformed(`its values lie in ${quoted(missing ?? '')}, which is not beside it`);
      const own = take(bytes, first * size, length * size, what);
      return stored === dtype ? own : restored(own, length, weight);
    },
  };
  return defineTensor({ name, dtype, shape, elements, place: shards.place(at, count * size) });
}

/** value = stored * scale + min (float16: as it is), written again as the weight's own type. */
function restored(bytes: Uint8Array, count: number, { dtype, stored, scale, min }: Weight): Uint8Array {
  if (dtype !== 'float32' && dtype !== 'int32') throw unsupported(`quantised values of type ${dtype}`);
  const numbers = decode(bytes, stored, { littleEndian: true, count });
  const view = new DataView(new ArrayBuffer(count * 4));
  numbers.forEach((number, place) => {
    const value = number * scale + min;
    if (dtype === 'float32') view.setFloat32(place * 4, value, true);
    else view.setInt32(place * 4, Math.round(value), true);
  });
  return new Uint8Array(view.buffer);
}

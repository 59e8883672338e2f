/**
 * Safetensors: eight bytes with the length of a header, the header as JSON, the tensors' bytes by rows.
 * Source: https://github.com/huggingface/safetensors#format
 */
import { Cursor } from './bytes/cursor.ts';
import { type Region, takeStructure } from './bytes/region.ts';
import type { DType } from './dtype.ts';
import { sizeOf } from './dtype.ts';
import { malformed, quoted, tooLarge, unsupported } from './error.ts';
import type { WeightFile } from './file.ts';
import { asNumbers, asObject, asText, type JsonObject, parseJson } from './json.ts';
import { LIMITS } from './limits.ts';
import { countOf, defineTensor, placeIn, plainElements, type WeightTensor } from './tensor.ts';

const KINDS: Readonly<Record<string, DType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
  C64: 'complex64',
  F8_E4M3: 'float8_e4m3fn',
  F8_E5M2: 'float8_e5m2',
};

export function readSafetensors(region: Region): WeightFile {
  const cursor = new Cursor(region, { what: 'its header' });
  const length = cursor.u64();
  const header = asObject(
    parseJson(takeStructure(region, cursor.at, length, 'its header'), 'its header'),
    'its header',
  );
  const data = cursor.at + length;
  const named = Object.entries(header).filter(([name]) => name !== '__metadata__');
  if (named.length > LIMITS.tensors) throw tooLarge(`it claims ${named.length} tensors`);
  return {
    format: 'safetensors',
    tensors: named.map(([name, told]) =>
      tensorOf(region, data, name, asObject(told, `its entry ${quoted(name)}`)),
    ),
  };
}

function tensorOf(region: Region, data: number, name: string, told: JsonObject): WeightTensor {
  const what = `tensor ${quoted(name)}`;
  const kind = asText(told.dtype, `the dtype of ${what}`);
  const dtype = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (dtype === undefined) throw unsupported(`${what} is of the unknown type ${quoted(kind)}`);
  const shape = asNumbers(told.shape, `the shape of ${what}`);
  const [start = 0, end = 0, ...more] = asNumbers(told.data_offsets, `the place of ${what}`);
  const count = countOf(shape, name);
  const size = sizeOf(dtype);
  if (more.length > 0 || end - start !== count * size)
    throw malformed(`${what} of shape (${shape.join(', ')}) has ${end - start} bytes, not ${count * size}`);
  return defineTensor({
    name,
    dtype,
    shape,
    elements: plainElements(region, data + start, { count, size, name }),
    place: placeIn(region, data + start, count * size, name),
  });
}

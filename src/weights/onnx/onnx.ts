/**
 * ONNX: the initializers of a model's graph, the tensors of its Constant nodes, and its LSTM, GRU and RNN nodes.
 * Source: onnx/onnx.proto (field numbers), https://onnx.ai/onnx/operators/onnx__LSTM.html.
 */
import { Cursor } from '../bytes/cursor.ts';
import {
  type ByteSource,
  inMemory,
  type Region,
  sliceOf,
  takeStructure,
  wholeOf,
  withBlocksKept,
} from '../bytes/region.ts';
import { utf8 } from '../bytes/text.ts';
import { type DType, sizeOf } from '../dtype.ts';
import { malformed, quoted, tooLarge, unsupported } from '../error.ts';
import type { WeightFile } from '../file.ts';
import { LIMITS } from '../limits.ts';
import {
  countOf,
  defineTensor,
  type Elements,
  placeIn,
  plainElements,
  type WeightTensor,
} from '../tensor.ts';
import { nodeLayer, type OnnxAttribute, type OnnxNode } from './nodes.ts';
import { type FieldBudget, fieldsOf, signed, varint } from './protobuf.ts';

const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { input: 1, output: 2, name: 3, type: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, i: 3, s: 4, t: 5, ints: 8, strings: 9 } as const;
const TENSOR = {
  dims: 1,
  type: 2,
  floats: 4,
  int32s: 5,
  int64s: 7,
  name: 8,
  raw: 9,
  doubles: 10,
  uint64s: 11,
  external: 13,
  location: 14,
} as const;

/** TensorProto.DataType. */
const KINDS: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  14: 'complex64',
  15: 'complex128',
  16: 'bfloat16',
  17: 'float8_e4m3fn',
  19: 'float8_e5m2',
};

type Sibling = (name: string) => ByteSource | undefined;

interface Context {
  readonly budget: FieldBudget;
  readonly sibling: Sibling;
}

export function readOnnx(whole: Region, sibling: Sibling): WeightFile {
  const context = { budget: { left: LIMITS.objects }, sibling };
  const tensors: WeightTensor[] = [];
  /** Of Constant nodes: most are no weights, so that only those that a recurrent node reads are told. */
  const constants: WeightTensor[] = [];
  const nodes: OnnxNode[] = [];
  let hasGraph = false;
  for (const field of fieldsOf(withBlocksKept(whole), 'its model', context.budget)) {
    if (field.number !== MODEL.graph || field.kind !== 'bytes') continue;
    hasGraph = true;
    for (const part of fieldsOf(field.region, 'its graph', context.budget)) {
      if (part.kind !== 'bytes') continue;
      if (part.number === GRAPH.initializer) tensors.push(tensorOf(part.region, context));
      if (part.number !== GRAPH.node) continue;
      const { node, constant } = nodeOf(part.region, context);
      if (constant) constants.push(constant);
      nodes.push(node);
      if (tensors.length + constants.length > LIMITS.tensors)
        throw tooLarge(`it holds more than ${LIMITS.tensors} tensors`);
    }
  }
  if (!hasGraph) throw malformed('it is no model of ONNX: it has no graph');
  const all = [...tensors, ...constants];
  const stated = nodes.flatMap(node => nodeLayer(node, all) ?? []);
  const read = new Set(stated.flatMap(({ weights }) => weights.map(({ tensor }) => tensor)));
  return { format: 'onnx', tensors: [...tensors, ...constants.filter(each => read.has(each))], stated };
}

function nodeOf(
  region: Region,
  context: Context,
): { readonly node: OnnxNode; readonly constant: WeightTensor | undefined } {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  let name = '';
  let type = '';
  let value: Region | undefined;
  for (const field of fieldsOf(region, 'a node', context.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === NODE.input) inputs.push(textOf(field.region));
    else if (field.number === NODE.output) outputs.push(textOf(field.region));
    else if (field.number === NODE.name) name = textOf(field.region);
    else if (field.number === NODE.type) type = textOf(field.region);
    else if (field.number === NODE.attribute) {
      const attribute = attributeOf(field.region, context);
      attributes.set(attribute.name, attribute);
      if (attribute.name === 'value') value = attribute.tensor;
    }
  }
  const constant =
    type === 'Constant' && value && outputs[0] !== undefined
      ? tensorOf(value, context, outputs[0])
      : undefined;
  return { node: { name, type, inputs, outputs, attributes }, constant };
}

function attributeOf(
  region: Region,
  { budget }: Context,
): OnnxAttribute & { readonly tensor: Region | undefined } {
  let name = '';
  let integer: number | undefined;
  let text: string | undefined;
  let tensor: Region | undefined;
  const texts: string[] = [];
  for (const field of fieldsOf(region, 'an attribute', budget)) {
    if (field.kind === 'integer' && field.number === ATTRIBUTE.i) integer = signed(field.value);
    if (field.kind !== 'bytes') continue;
    if (field.number === ATTRIBUTE.name) name = textOf(field.region);
    else if (field.number === ATTRIBUTE.s) text = field.region.size > 4096 ? undefined : textOf(field.region);
    else if (field.number === ATTRIBUTE.strings) texts.push(textOf(field.region));
    else if (field.number === ATTRIBUTE.t) tensor = field.region;
  }
  return { name, integer, text, texts, tensor };
}

function textOf(region: Region): string {
  return utf8(takeStructure(region, 0, region.size, 'a text'));
}

interface Parts {
  name: string;
  shape: number[];
  type: number;
  /** Bytes by rows, as they are. */
  raw: Region | undefined;
  /** Numbers of variable length. */
  packed: Region | undefined;
  loose: bigint[];
  external: Map<string, string>;
  isExternal: boolean;
}

function tensorOf(region: Region, context: Context, name?: string): WeightTensor {
  const parts = partsOf(region, context);
  const named = { ...parts, name: name ?? parts.name };
  const dtype = KINDS[parts.type];
  if (dtype === undefined)
    throw unsupported(`tensor ${quoted(named.name)} is of the unknown type ${parts.type}`);
  const count = countOf(parts.shape, named.name);
  return defineTensor({
    name: named.name,
    dtype,
    shape: parts.shape,
    ...storedAt(named, { dtype, count, context }),
  });
}

function partsOf(region: Region, { budget }: Context): Parts {
  const parts: Parts = {
    name: '',
    shape: [],
    type: 0,
    raw: undefined,
    packed: undefined,
    loose: [],
    external: new Map(),
    isExternal: false,
  };
  for (const field of fieldsOf(region, 'a tensor', budget)) {
    if (field.kind === 'integer') takeInteger(parts, field.number, field.value);
    else if (field.kind === 'bytes') takeBytes(parts, field.number, field.region, budget);
    else if (field.number === TENSOR.floats || field.number === TENSOR.doubles)
      throw unsupported('it has a tensor whose values are written one by one');
  }
  return parts;
}

function takeInteger(parts: Parts, number: number, value: bigint): void {
  if (number === TENSOR.dims) parts.shape.push(signed(value));
  else if (number === TENSOR.type) parts.type = Number(value);
  else if (number === TENSOR.location) parts.isExternal = value === 1n;
  else if (number === TENSOR.int32s || number === TENSOR.int64s || number === TENSOR.uint64s)
    parts.loose.push(value);
  if (parts.shape.length > LIMITS.rank) throw malformed('it has a tensor of too many axes');
}

function takeBytes(parts: Parts, number: number, region: Region, budget: FieldBudget): void {
  switch (number) {
    case TENSOR.dims: {
      const cursor = new Cursor(region, { what: 'a shape' });
      while (cursor.left > 0 && parts.shape.length <= LIMITS.rank) parts.shape.push(signed(varint(cursor)));
      break;
    }
    case TENSOR.name:
      parts.name = textOf(region);
      break;
    case TENSOR.raw:
    case TENSOR.floats:
    case TENSOR.doubles:
      parts.raw = region;
      break;
    case TENSOR.int32s:
    case TENSOR.int64s:
    case TENSOR.uint64s:
      parts.packed = region;
      break;
    case TENSOR.external: {
      const [key = '', value = ''] = textsOf(region, budget);
      parts.external.set(key, value);
      break;
    }
  }
}

/** A StringStringEntryProto: key 1, value 2. */
function textsOf(region: Region, budget: FieldBudget): readonly string[] {
  const texts: string[] = [];
  for (const field of fieldsOf(region, 'an entry', budget))
    if (field.kind === 'bytes' && (field.number === 1 || field.number === 2))
      texts[field.number - 1] = textOf(field.region);
  return texts;
}

type Stored = Pick<Parameters<typeof defineTensor>[0], 'elements' | 'place'>;

function storedAt(
  parts: Parts,
  { dtype, count, context }: { readonly dtype: DType; readonly count: number; readonly context: Context },
): Stored {
  const { name, raw, packed, loose } = parts;
  const size = sizeOf(dtype);
  if (parts.isExternal) return externalAt(parts, { dtype, count, context });
  if (raw || (!packed && loose.length === 0)) {
    const region = raw ?? inMemory(new Uint8Array());
    return {
      elements: plainElements(region, 0, { count, size, name }),
      place: placeIn(region, 0, count * size, name),
    };
  }
  const elements = packed ? packedElements(packed, dtype, count) : looseElements(loose, dtype);
  return { elements, place: { kind: 'packed', inside: name } };
}

function externalAt(
  { name, external }: Parts,
  { dtype, count, context }: { readonly dtype: DType; readonly count: number; readonly context: Context },
): Stored {
  const file = external.get('location') ?? '';
  const size = sizeOf(dtype);
  const offset = Number(external.get('offset') ?? 0);
  const source = isPlainName(file) ? context.sibling(file) : undefined;
  // Its shape is known without its values.
  const place = { kind: 'bytes', offset, length: count * size, file } as const;
  if (!source) return { place, elements: missingElements(file, count) };
  const region = sliceOf(wholeOf(source), offset, count * size, `tensor ${quoted(name)} in ${quoted(file)}`);
  return { place, elements: plainElements(region, 0, { count, size, name }) };
}

/** Nothing outside of the folder is opened because a file names it. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\:\0]/.test(name);
}

function missingElements(file: string, count: number): Elements {
  return {
    count,
    read: () => {
      throw malformed(`its values lie in ${quoted(file)}, which is not beside it`);
    },
  };
}

/** Numbers of variable length have no places: all are read to give some. */
function packedElements(region: Region, dtype: DType, count: number): Elements {
  // Each takes a byte at least.
  if (count > region.size) throw malformed(`a tensor of ${count} values has only ${region.size} bytes`);
  const all = (): Elements => {
    const cursor = new Cursor(inMemory(takeStructure(region, 0, region.size, 'a tensor')), {
      what: 'a tensor',
    });
    const values: bigint[] = [];
    while (values.length < count) values.push(varint(cursor));
    return looseElements(values, dtype);
  };
  return { count, read: (first, length) => all().read(first, length) };
}

function looseElements(values: readonly bigint[], dtype: DType): Elements {
  const size = sizeOf(dtype);
  return {
    count: values.length,
    read: (first, length) => {
      const bytes = new Uint8Array(length * size);
      values.slice(first, first + length).forEach((value, place) => {
        for (let byte = 0; byte < Math.min(size, 8); byte++)
          bytes[place * size + byte] = Number((value >> BigInt(byte * 8)) & 0xffn);
      });
      return bytes;
    },
  };
}

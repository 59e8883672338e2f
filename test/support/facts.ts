/** Facts by hand: layers, tensors and findings as an analysis would yield them, for tests of what is said about them. */

import type { Analysis, FileFacts, LayerFact } from '../../src/analysis/result.ts';
import { NOT_BUILT } from '../../src/frameworks/layer.ts';
import { type Dim, type Origin, parseDim, type Shape, unknownDim } from '../../src/shapes/index.ts';
import type { Module } from '../../src/syntax/tree.ts';
import type {
  Built,
  CellDescription,
  Conflict,
  Finding,
  FrameworkName,
  LayerFacet,
  LayoutName,
  NativeClass,
  NativeValue,
  Operand,
  TensorRole,
  TensorValue,
  Weight,
} from '../../src/values/index.ts';
import { slot, tensor } from '../../src/values/index.ts';

let ids = 0;
const nextId = () => ++ids;

/** A dimension as `printDim` writes it; '?' is unknown. */
export function dim(text: string | number, origin?: Origin): Dim {
  const parsed = text === '?' ? unknownDim() : parseDim(String(text));
  if (!parsed) throw new Error(`not a dimension: ${text}`);
  return origin ? { ...parsed, origins: [origin] } : parsed;
}

export function shape(...dims: readonly (string | number)[]): Shape {
  return dims.map(d => dim(d));
}

/** The place of `needle` in a text; the nth one where it stands more than once. */
export function place(text: string, needle: string, what = '', { file = 'model.py', nth = 0 } = {}): Origin {
  let start = text.indexOf(needle);
  for (let i = 0; i < nth && start >= 0; i++) start = text.indexOf(needle, start + 1);
  if (start < 0) throw new Error(`${needle} is not in the text`);
  return { file, start, end: start + needle.length, what };
}

export interface LayerParts {
  readonly framework?: FrameworkName;
  readonly type: string;
  readonly site: Origin;
  readonly recurrent?: boolean;
  readonly units?: Dim;
  readonly cell?: Partial<CellDescription>;
  readonly built?: Partial<Built>;
  readonly inner?: readonly NativeValue[];
  readonly flags?: Readonly<Record<string, boolean | undefined>>;
  readonly givenName?: string;
}

const QUALIFIED: Readonly<Partial<Record<FrameworkName, string>>> = {
  keras: 'keras.layers.',
  torch: 'torch.nn.',
  tfjs: 'tf.layers.',
};

export function layer(parts: LayerParts): NativeValue {
  const framework = parts.framework ?? 'keras';
  const qualified = `${QUALIFIED[framework] ?? ''}${parts.type}`;
  return {
    kind: 'native',
    id: nextId(),
    class: nativeClass(framework, parts.type, qualified),
    site: parts.site,
    layer: facet(parts, framework, qualified),
    model: undefined,
    behaviour: {},
  };
}

export function nativeClass(framework: FrameworkName, name: string, qualified = name): NativeClass {
  const construct = () => {
    throw new Error('not in this test');
  };
  return { kind: 'native-class', name, qualified, framework, ancestors: [], construct };
}

function facet(parts: LayerParts, framework: FrameworkName, call: string): LayerFacet {
  const built: Built = {
    ...NOT_BUILT,
    ...parts.built,
  };
  return {
    framework,
    type: parts.type,
    call,
    recurrent: parts.recurrent ?? false,
    units: parts.units,
    cell: parts.cell && cellOf(parts.cell, framework),
    inner: parts.inner ?? [],
    built: slot(built, a => a),
    isOneOfMany: false,
    givenInputSize: undefined,
    givenName: parts.givenName,
    flags: new Map(Object.entries(parts.flags ?? {})),
    arguments: new Map(),
  };
}

const LAYOUTS: Readonly<Partial<Record<FrameworkName, LayoutName>>> = { torch: 'torch', tfjs: 'tfjs' };

function cellOf(cell: Partial<CellDescription>, framework: FrameworkName): CellDescription {
  return {
    kind: 'lstm',
    layout: LAYOUTS[framework] ?? 'keras',
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    bias: true,
    resetAfter: true,
    bidirectional: false,
    numLayers: undefined,
    projection: undefined,
    ...cell,
  };
}

export function weight(
  name: string,
  dims: readonly (string | number)[],
  gates: readonly string[] = [],
  gateAxis?: number,
): Weight {
  return { name, shape: shape(...dims), gates, gateAxis, trainable: true };
}

/** The layer of the first question: `LSTM(10, return_sequences=False, input_shape=(8, 8))`. */
export function firstLstm(site: Origin, overrides: Partial<LayerParts> = {}): NativeValue {
  const gates = ['i', 'f', 'c', 'o'];
  const row = shape('batch', 10);
  const symbols = ['h_prev', 'c_prev', 'i_t', 'f_t', 'g_t', 'o_t', 'c_t', 'h_t'];
  return layer({
    type: 'LSTM',
    site,
    recurrent: true,
    units: dim(10),
    cell: {},
    built: {
      weights: [
        weight('kernel', [8, 40], gates, 1),
        weight('recurrent_kernel', [10, 40], gates, 1),
        weight('bias', [40], gates, 0),
      ],
      inputs: [shape('batch', 8, 8)],
      outputs: [row],
      states: ['h', 'c'].map(name => ({ name, shape: row })),
      step: new Map([['x_t', shape('batch', 8)], ...symbols.map(symbol => [symbol, row] as const)]),
      inputSize: dim(8),
      steps: dim(8),
      called: true,
    },
    ...overrides,
  });
}

export interface TensorParts {
  readonly framework?: FrameworkName;
  readonly shape: Shape | undefined;
  readonly operation?: string;
  readonly site: Origin;
  readonly layer?: NativeValue;
  readonly role?: TensorRole;
  readonly parents?: readonly TensorValue[];
}

export function tensorValue(parts: TensorParts): TensorValue {
  const {
    framework = 'keras',
    shape,
    operation = parts.layer?.class.name ?? 'Input',
    site,
    layer,
    role = 'value',
    parents = [],
  } = parts;
  return tensor({ nextId }, { framework, shape, source: { operation, site, layer, role, parents } });
}

export function operand(tensor: TensorValue, at: Origin, role = 'input'): Operand {
  return { role, shape: tensor.shape, tensor, at };
}

/** A finding at the statement on whose lines the conflict stands. */
export function finding(text: string, conflict: Conflict, parts: Partial<Finding> = {}): Finding {
  const { file, start, end } = conflict.at;
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const last = text.indexOf('\n', end);
  const statement = { file, start: first, end: last < 0 ? text.length : last, what: '' };
  return { conflict, file, statement, callers: [], assumptions: [], root: file, ...parts };
}

export const EMPTY: Module = { language: 'python', body: [], comments: [], problems: [] };

export function fileFacts(text: string, parts: Partial<FileFacts> = {}): FileFacts {
  return {
    path: 'model.py',
    text,
    module: EMPTY,
    layers: [],
    models: [],
    findings: [],
    suspicions: [],
    tensors: [],
    observations: [],
    slips: [],
    cuts: [],
    versions: new Map(),
    relevant: true,
    ...parts,
  };
}

export function layerFact(layer: NativeValue, name?: string, instance?: string): LayerFact {
  return { layer, name, instance };
}

export function analysisOf(...files: readonly FileFacts[]): Analysis {
  return { files: new Map(files.map(file => [file.path, file])), dataFiles: new Set() };
}

/**
 * Recorded runs of the real frameworks (test/goldens/cells/vectors.json): weights, inputs, initial states and the states of every step. Each
 * record has the framework's version and the code that was run.
 */
import { readFileSync } from 'node:fs';
import {
  type CellChoice,
  fromRows,
  type Matrix,
  type NumericSizes,
  type Tensor,
} from '../../../src/cells/index.ts';

type Nested = number | readonly Nested[];

export interface VectorRecord {
  readonly id: string;
  readonly framework: string;
  readonly layer: string;
  readonly config: Readonly<Record<string, number | boolean | string | readonly string[]>>;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly values: Nested;
  }[];
  /** batch, time, feature */
  readonly x: readonly (readonly (readonly number[])[])[];
  readonly initial_state: Readonly<Record<string, readonly (readonly number[])[]>> | null;
  /** h and c: time, batch, unit; y: batch, time, unit */
  readonly expected: Readonly<Record<string, readonly (readonly (readonly number[])[])[]>>;
  readonly code?: string;
  readonly defaults?: Readonly<Record<string, string | boolean>> | null;
}

function golden(name: string): string {
  return readFileSync(new URL(`../../goldens/cells/${name}`, import.meta.url), 'utf8');
}

export const records: readonly VectorRecord[] = JSON.parse(golden('vectors.json'));

export interface GateRecord {
  readonly framework: string;
  readonly layer: string;
  readonly kind: string;
  readonly gate_order: readonly string[];
}

export const gateRecords: readonly GateRecord[] = JSON.parse(golden('gates.json'));

const layoutNames: ReadonlyMap<string, string> = new Map([
  ['keras', 'keras'],
  ['tf_keras', 'keras2'],
  ['keras2.2.4', 'keras2'],
  ['torch', 'torch'],
  ['tfjs', 'tfjs'],
  ['onnx', 'onnx'],
]);

export function layoutOf(framework: string): string {
  return layoutNames.get(framework) ?? framework;
}

function kindOf(layer: string, config: VectorRecord['config']): string {
  if (config.peephole) return 'lstm-peephole';
  if (/lstm/i.test(layer)) return 'lstm';
  return /gru/i.test(layer) ? 'gru' : 'simple-rnn';
}

/** What the analysis of a program would say of the layer: the defaults of each framework and what the record sets. */
export function choiceOf({ framework, layer, config, defaults, weights }: VectorRecord): CellChoice {
  const activation = config.nonlinearity ?? [config.activations].flat()[0] ?? defaults?.activation ?? 'tanh';
  const torch = framework === 'torch';
  return {
    kind: kindOf(layer, config),
    layout: layoutOf(framework),
    activation: String(activation),
    recurrentActivation: String(defaults?.recurrent_activation ?? recurrentDefault(framework)),
    bias: weights.some(weight => /bias|^B$/.test(weight.name)),
    resetAfter:
      torch ||
      Boolean(
        config.reset_after ?? config.linear_before_reset ?? defaults?.reset_after ?? framework === 'keras',
      ),
    projection: config.proj_size,
  };
}

/** Keras 2.2.4's default, as gates.json records it; the others use the logistic function. */
function recurrentDefault(framework: string): string {
  return framework === 'keras2.2.4' ? 'hard_sigmoid' : 'sigmoid';
}

export function sizesOf({ config, x }: VectorRecord): NumericSizes {
  const projection = typeof config.proj_size === 'number' ? config.proj_size : undefined;
  return { units: Number(config.units ?? config.hidden_size), features: x[0]?.[0]?.length ?? 0, projection };
}

function flat(values: Nested): readonly number[] {
  return typeof values === 'number' ? [values] : values.flatMap(flat);
}

/** `lstm/lstm_cell/kernel:0` is `kernel`, `weight_ih_l0` is `weight_ih`. */
export function weightsOf({ weights }: VectorRecord): ReadonlyMap<string, Tensor> {
  const plain = (name: string): string => (name.split('/').at(-1) ?? name).replace(/:0$|_l0$/, '');
  return new Map(weights.map(({ name, shape, values }) => [plain(name), { shape, data: flat(values) }]));
}

/** One sequence of the batch in the order in which the layer reads it. */
export function sequenceOf({ x, config }: VectorRecord, batch: number): Matrix {
  const rows = x[batch] ?? [];
  return fromRows(config.go_backwards ? [...rows].reverse() : rows);
}

export function initialStateOf({ initial_state }: VectorRecord, batch: number): ReadonlyMap<string, Matrix> {
  return new Map(
    Object.entries(initial_state ?? {}).map(([name, rows]) => [
      `${name}_prev`,
      fromRows((rows[batch] ?? []).map(value => [value])),
    ]),
  );
}

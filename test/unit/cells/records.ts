/**
 * Recorded runs of the real frameworks (`*vectors.json` of test/goldens/cells): weights, inputs, initial states and the states of every step.
 * Each record has the framework's version, the code that was run, and the `cell` that must do the same.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  type BoundCell,
  bindCell,
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
  /** What the analysis of the program would say of the layer. */
  readonly cell: CellChoice & { readonly units: number; readonly projection?: number };
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
}

const FOLDER = new URL('../../goldens/cells/', import.meta.url);

function golden<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

export const records: readonly VectorRecord[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('vectors.json'))
  .flatMap(name => golden<VectorRecord>(name));

export interface GateRecord {
  readonly framework: string;
  readonly layer: string;
  readonly kind: string;
  readonly gate_order: readonly string[];
}

export const gateRecords = golden<GateRecord>('gates.json');

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

export function boundOf({ cell }: VectorRecord): BoundCell {
  const bound = bindCell(cell);
  assert.ok(bound.ok, JSON.stringify(bound));
  return bound.value;
}

export function sizesOf({ cell, x }: VectorRecord): NumericSizes {
  return { units: cell.units, features: x[0]?.[0]?.length ?? 0, projection: cell.projection };
}

function flat(values: Nested): readonly number[] {
  return typeof values === 'number' ? [values] : values.flatMap(flat);
}

/** Under the layout's names: `lstm/lstm_cell/kernel:0` is `kernel`, `weight_ih_l0` is `weight_ih`, `lstm/linear/w` is `linear/w`. */
export function weightsOf(record: VectorRecord): ReadonlyMap<string, Tensor> {
  const stored = boundOf(record).weights.map(({ name }) => name);
  const plain = (recorded: string): string => {
    const name = recorded.replace(/:0$|_l0$/, '');
    return stored.find(own => name === own || name.endsWith(`/${own}`)) ?? name;
  };
  return new Map(
    record.weights.map(({ name, shape, values }) => [plain(name), { shape, data: flat(values) }]),
  );
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

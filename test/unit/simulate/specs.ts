/** Recorded layers (test/goldens/cells/*layers.json) as specs, and running them as the command does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type Precision, type Result, readSpec, simulate, simulationJson } from '../../../src/cells/index.ts';
import { planOf } from '../../../src/report/index.ts';
import { sharedParser } from '../../support/parser.ts';

export type Nested = number | null | readonly Nested[];

export interface LayerRecord {
  readonly id: string;
  readonly framework: string;
  readonly layer: string;
  readonly code: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly values: Nested;
  }[];
  readonly x: Nested;
  readonly initial_state: Readonly<Record<string, Nested>> | null;
  /** h and c: time, batch, unit; y and final_state as the framework returns them. */
  readonly expected: Readonly<Record<string, unknown>>;
}

const FOLDER = new URL('../../goldens/cells/', import.meta.url);

const read = (name: string): readonly LayerRecord[] =>
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

export const layerRecords: readonly LayerRecord[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('layers.json'))
  .flatMap(read);

export type Document = Readonly<Record<string, unknown>>;

export async function outcomeOf(
  spec: unknown,
  options: { readonly precision?: Precision; readonly isTraced?: boolean } = {},
): Promise<Result<Document>> {
  const { precision = 'float32', isTraced = false } = options;
  const given = readSpec(spec);
  if (!given.ok) return given;
  const plan = planOf(given.value, await sharedParser());
  if (!plan.ok) return plan;
  const result = simulate(plan.value, given.value, precision);
  if (!result.ok) return result;
  return { ok: true, value: simulationJson(result.value, plan.value, { precision, isTraced }) };
}

export async function documentOf(
  spec: unknown,
  options: Parameters<typeof outcomeOf>[1] = {},
): Promise<Document> {
  const outcome = await outcomeOf(spec, options);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

/** The messages of what is wrong. */
export async function faultsOf(spec: unknown): Promise<readonly string[]> {
  const outcome = await outcomeOf(spec);
  assert.ok(!outcome.ok);
  return outcome.problems.map(({ message }) => message);
}

/** Every number of `expected` is at the same place of `actual`, within the tolerance. */
export function assertClose(actual: unknown, expected: unknown, where: string, tolerance: number): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), where);
    assert.equal(actual.length, expected.length, where);
    for (const [i, each] of expected.entries()) assertClose(actual[i], each, `${where}[${i}]`, tolerance);
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, where);
    for (const [name, each] of Object.entries(expected))
      assertClose(
        Object.entries(actual).find(([key]) => key === name)?.[1],
        each,
        `${where}.${name}`,
        tolerance,
      );
  } else {
    assert.ok(typeof actual === 'number' && typeof expected === 'number', `${where}: ${actual}`);
    assert.ok(Math.abs(actual - expected) <= tolerance, `${where}: ${actual}, recorded ${expected}`);
  }
}

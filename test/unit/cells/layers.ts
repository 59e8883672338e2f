/** Layers of every kind and layout with example numbers, for properties. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bindCell,
  type CellChoice,
  layouts,
  sampleParameters,
  sampleSequence,
  type Trace,
  trace,
  type Walk,
  walkOf,
} from '../../../src/cells/index.ts';
import { keras } from '../../support/cells.ts';

export { keras };

export function sampled(
  choice: CellChoice,
  units: number,
  features: number,
  steps: number,
  seed: number,
): Trace {
  const bound = bindCell(choice);
  assert.ok(bound.ok, JSON.stringify(bound));
  const sizes = { units, features, projection: choice.projection === undefined ? undefined : 2 };
  const parameters = sampleParameters(bound.value, sizes, seed, 'float64');
  const x = sampleSequence(steps, features, seed, 'float64');
  const result = trace({
    bound: bound.value,
    sizes,
    parameters,
    x,
    initialState: new Map(),
    precision: 'float64',
  });
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** The positions of `sampled` with the same arguments. */
export function walked(...layer: Parameters<typeof sampled>): Walk {
  const { program, sizes, steps } = sampled(...layer);
  return walkOf(program, sizes, steps);
}

/** Every cell of every layout. */
export const choices: readonly CellChoice[] = layouts.flatMap(layout =>
  Object.keys(layout.cells).map(name => ({
    ...keras,
    kind: name.startsWith('gru') ? 'gru' : name === 'lstm-projected' ? 'lstm' : name,
    layout: layout.name,
    resetAfter: name === 'gru-reset-after',
    projection: name.endsWith('-projected') ? 2 : undefined,
  })),
);

export const anyChoice = fc
  .tuple(fc.constantFrom(...choices), fc.constantFrom('sigmoid', 'hard_sigmoid'))
  .map(([choice, recurrentActivation]) => ({ ...choice, recurrentActivation }));

/** Short to print where a property fails; `sampled` makes the trace. */
export const anyLayer = fc.tuple(
  anyChoice,
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 4 }),
  fc.nat(999),
);

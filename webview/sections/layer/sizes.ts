/** The sizes that a calculator runs with: from the code where it says them, else assumed and marked so; editable within limits. */

import { countText } from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import { featuresOf, type Part } from './stack.ts';

export interface Sizes {
  readonly units: number;
  readonly features: number;
  readonly steps: number;
  readonly projection: number | undefined;
}

export type SizeField = 'units' | 'features' | 'steps';

/** Above these, a single step takes longer than a person waits. */
export const sizeLimits: Readonly<Record<SizeField, number>> = { units: 2048, features: 2048, steps: 1000 };

/** Small enough to see every number. */
const assumed: Readonly<Record<SizeField, number>> = { units: 4, features: 3, steps: 5 };

/** The sizes of one cell of a specification; unknown ones are assumed, too large ones cut to the limit. */
export function sizesFrom(spec: CalculatorSpec, part: Part): Sizes {
  const units = Math.min(spec.units ?? assumed.units, sizeLimits.units);
  return {
    units,
    features: Math.min(featuresOf(spec, part) ?? assumed.features, sizeLimits.features),
    steps: Math.min(spec.steps ?? assumed.steps, sizeLimits.steps),
    projection: spec.projection === null ? undefined : Math.min(spec.projection, sizeLimits.units),
  };
}

function specified(spec: CalculatorSpec, part: Part, field: SizeField): number | null {
  return field === 'features' ? featuresOf(spec, part) : spec[field];
}

export const sizeFields: readonly SizeField[] = ['units', 'features', 'steps'];

/** The sizes that the code leaves open, or that are too large for here. */
export function sizesNotFrom(
  spec: CalculatorSpec,
  part: Part,
): {
  unknown: readonly SizeField[];
  cut: readonly SizeField[];
} {
  return {
    unknown: sizeFields.filter(field => specified(spec, part, field) === null),
    cut: sizeFields.filter(field => (specified(spec, part, field) ?? 0) > sizeLimits[field]),
  };
}

/** The sizes with one of them as typed, or why that cannot be. */
export function withSize(sizes: Sizes, field: SizeField, text: string): Sizes | string {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(value) || value < 1) return 'A whole number from 1 is needed.';
  if (value > sizeLimits[field]) return `At most ${countText(sizeLimits[field])} here.`;
  return { ...sizes, [field]: value };
}

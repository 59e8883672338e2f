/** The layer's cells and sizes as plain data. */
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import { isRecord, whole } from '../../state/slice.ts';
import { readNumbers, savedNumbers } from '../edits/saved.ts';
import { type Sizes, sizeFields, sizeLimits, sizesFrom } from './sizes.ts';
import type { LayerShare, Work } from './slice.ts';
import { hasPart, type Part, partKey, partOfKey } from './stack.ts';

export function savedParked(parked: LayerShare['parked']): readonly unknown[] {
  return [...parked].map(([key, work]) => [key, work.sizes, savedNumbers(work)]);
}

export function readPart(key: unknown, spec: CalculatorSpec): Part | undefined {
  const part = partOfKey(key);
  return part && hasPart(spec, part) ? part : undefined;
}

export function readParked(value: unknown, spec: CalculatorSpec): LayerShare['parked'] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Map(
    entries.flatMap((entry): [string, Work][] => {
      if (!Array.isArray(entry)) return [];
      const [key, sizes, numbers]: readonly unknown[] = entry;
      const part = readPart(key, spec);
      if (!part) return [];
      const own = readNumbers(isRecord(numbers) ? numbers : {});
      return [
        [partKey(part), { ...own, sizes: readSizes(sizes, sizesFrom(spec, part)), past: [], future: [] }],
      ];
    }),
  );
}

export function readSizes(value: unknown, initial: Sizes): Sizes {
  if (!isRecord(value)) return initial;
  const read = sizeFields.map(field => [field, whole(value[field])] as const);
  const valid = read.every(([field, size]) => size !== undefined && size >= 1 && size <= sizeLimits[field]);
  return valid ? { ...initial, ...Object.fromEntries(read) } : initial;
}

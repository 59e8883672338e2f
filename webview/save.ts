/** The state as plain data, for the webview's own memory over hiding, reload and restart; and back, trusting nothing. */
import { type CalculatorSpec, readSpec } from '../src/protocol/calculator.ts';
import { type Sizes, sizeFields, sizeLimits, sizesFrom } from './sizes.ts';
import { firstPart, hasPart, type Part, partKey, partOfKey } from './stack.ts';
import { type Edits, initialState, type State, type Work } from './state.ts';

const version = 1;

/** More edits than this are not kept over a reload; nobody types so many. */
const editLimit = 20_000;

export function saved(state: State): unknown {
  const { spec, part, sizes, seed, position, unit, digits, precision } = state;
  const edits = savedEdits(state.edits);
  const parked = [...state.parked].map(([key, work]) => [key, work.sizes, savedEdits(work.edits)]);
  return {
    version,
    spec,
    part: partKey(part),
    parked,
    sizes,
    seed,
    edits,
    position,
    unit,
    digits,
    precision,
  };
}

/** undefined: nothing that this version saved. What is malformed in part falls back to its first value. */
export function restored(value: unknown): State | undefined {
  if (!isRecord(value) || value.version !== version) return undefined;
  const spec = readSpec(value.spec);
  if (!spec) return undefined;
  const initial = initialState(spec);
  const part = readPart(value.part, spec) ?? firstPart;
  return {
    ...initial,
    part,
    parked: readParked(value.parked, spec),
    sizes: readSizes(value.sizes, sizesFrom(spec, part)),
    seed: whole(value.seed) ?? initial.seed,
    edits: readEdits(value.edits),
    position: whole(value.position) ?? 0,
    unit: whole(value.unit) ?? 0,
    digits: [2, 4, 6].find(digits => digits === value.digits) ?? initial.digits,
    precision: value.precision === 'float64' ? 'float64' : 'float32',
  };
}

function savedEdits(edits: Edits): readonly (readonly [string, number])[] {
  return [...edits].slice(0, editLimit);
}

function readPart(key: unknown, spec: CalculatorSpec): Part | undefined {
  const part = partOfKey(key);
  return part && hasPart(spec, part) ? part : undefined;
}

function readParked(value: unknown, spec: CalculatorSpec): ReadonlyMap<string, Work> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Map(
    entries.flatMap((entry): [string, Work][] => {
      if (!Array.isArray(entry)) return [];
      const [key, sizes, edits]: readonly unknown[] = entry;
      const part = readPart(key, spec);
      if (!part) return [];
      const work = { sizes: readSizes(sizes, sizesFrom(spec, part)), edits: readEdits(edits) };
      return [[partKey(part), { ...work, past: [], future: [] }]];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function readSizes(value: unknown, initial: Sizes): Sizes {
  if (!isRecord(value)) return initial;
  const read = sizeFields.map(field => [field, whole(value[field])] as const);
  const valid = read.every(([field, size]) => size !== undefined && size >= 1 && size <= sizeLimits[field]);
  return valid ? { ...initial, ...Object.fromEntries(read) } : initial;
}

function readEdits(value: unknown): Edits {
  if (!Array.isArray(value)) return new Map();
  const pairs: readonly unknown[] = value.slice(0, editLimit);
  return new Map(
    pairs.flatMap((pair): [string, number][] => {
      if (!Array.isArray(pair)) return [];
      const [key, number]: readonly unknown[] = pair;
      return typeof key === 'string' && key.length < 100 && typeof number === 'number' ? [[key, number]] : [];
    }),
  );
}

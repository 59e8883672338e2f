/** The state as plain data, for the webview's own memory over hiding, reload and restart; and back, trusting nothing. */
import { readSpec } from '../src/protocol/calculator.ts';
import { type Sizes, sizeFields, sizeLimits } from './sizes.ts';
import { type Edits, initialState, type State } from './state.ts';

const version = 1;

/** More edits than this are not kept over a reload; nobody types so many. */
const editLimit = 20_000;

export function saved(state: State): unknown {
  const { spec, sizes, seed, position, unit, digits, precision } = state;
  const edits = [...state.edits].slice(0, editLimit);
  return { version, spec, sizes, seed, edits, position, unit, digits, precision };
}

/** undefined: nothing that this version saved. What is malformed in part falls back to its first value. */
export function restored(value: unknown): State | undefined {
  if (!isRecord(value) || value.version !== version) return undefined;
  const spec = readSpec(value.spec);
  if (!spec) return undefined;
  const initial = initialState(spec);
  return {
    ...initial,
    sizes: readSizes(value.sizes, initial.sizes),
    seed: whole(value.seed) ?? initial.seed,
    edits: readEdits(value.edits),
    position: whole(value.position) ?? 0,
    unit: whole(value.unit) ?? 0,
    digits: [2, 4, 6].find(digits => digits === value.digits) ?? initial.digits,
    precision: value.precision === 'float64' ? 'float64' : 'float32',
  };
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

/** What can be undone and redone, as plain data: as many of the last changes as are few numbers. */
import { type CalculatorSpec, readSpec } from '../../../src/protocol/calculatorSpec.ts';
import { isRecord, whole } from '../../state/slice.ts';
import { readParked, readPart, readSizes, savedParked } from '../layer/saved.ts';
import { sizesFrom } from '../layer/sizes.ts';
import { firstPart, partKey } from '../layer/stack.ts';
import type { Numbers } from './matrices.ts';
import { readNumbers, savedNumbers } from './saved.ts';
import type { EditHistory, LayerBefore, Snapshot } from './slice.ts';

/** Numbers in all snapshots together: the state is written with every step that a person takes. */
const keptNumbers = 5_000;

type Saved = Readonly<Record<string, unknown>>;

export function savedHistory({ past, future }: EditHistory): Saved {
  if (past.length + future.length === 0) return {};
  return { past: newest(past).map(savedSnapshot), future: newest(future).map(savedSnapshot) };
}

/** `specs`: those of the state. A layer that is like one of them is that very object: whether it is still as the code has it is asked so. */
export function readHistory(
  { past, future }: Saved,
  specs: readonly CalculatorSpec[],
): Pick<EditHistory, 'past' | 'future'> {
  return { past: readSnapshots(past, specs), future: readSnapshots(future, specs) };
}

/** The last ones, without a gap. */
function newest(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  let left = keptNumbers;
  const first = snapshots.findLastIndex(snapshot => {
    left -= sizeOf(snapshot);
    return left < 0;
  });
  return snapshots.slice(first + 1);
}

function sizeOf({ layer, ...numbers }: Snapshot): number {
  const others = [...(layer?.parked?.values() ?? [])];
  return [numbers, ...others].reduce((sum, each) => sum + countOf(each), 1);
}

/** What files and fills gave is had again from where it came. */
function countOf({ edits, matrices }: Numbers): number {
  let count = edits.size;
  for (const { matrix, origin } of matrices.values())
    count += origin.kind === 'file' || origin.kind === 'filled' ? 1 : (matrix?.data.length ?? 0);
  return count;
}

/** A snapshot never changes. */
const written = new WeakMap<Snapshot, Saved>();

function savedSnapshot(snapshot: Snapshot): Saved {
  const known = written.get(snapshot);
  if (known) return known;
  const { layer } = snapshot;
  const saved = { ...savedNumbers(snapshot), ...(layer && { layer: savedLayer(layer) }) };
  written.set(snapshot, saved);
  return saved;
}

function savedLayer({ spec, sizes, seed, position, part, parked }: LayerBefore): Saved {
  const others = part && parked && { part: partKey(part), parked: savedParked(parked) };
  return { spec, sizes, seed, position, ...others };
}

function readSnapshots(value: unknown, specs: readonly CalculatorSpec[]): readonly Snapshot[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value.slice(-keptNumbers) : [];
  // What cannot be gone back to ends the way there.
  const all = entries.map(entry => readSnapshot(entry, specs));
  const broken = all.lastIndexOf(undefined);
  return all.slice(broken + 1).flatMap(each => each ?? []);
}

function readSnapshot(value: unknown, specs: readonly CalculatorSpec[]): Snapshot | undefined {
  if (!isRecord(value)) return undefined;
  const numbers = readNumbers(value);
  if (value.layer === undefined) return numbers;
  const layer = readLayer(value.layer, specs);
  return layer && { ...numbers, layer };
}

function readLayer(value: unknown, specs: readonly CalculatorSpec[]): LayerBefore | undefined {
  if (!isRecord(value)) return undefined;
  const read = readSpec(value.spec);
  if (!read) return undefined;
  const spec = specs.find(each => JSON.stringify(each) === JSON.stringify(read)) ?? read;
  const isOfAll = value.part !== undefined;
  const part = isOfAll ? (readPart(value.part, spec) ?? firstPart) : undefined;
  return {
    spec,
    sizes: readSizes(value.sizes, sizesFrom(spec, part ?? firstPart)),
    seed: whole(value.seed) ?? 1,
    position: whole(value.position) ?? 0,
    ...(part && { part, parked: readParked(value.parked, spec) }),
  };
}

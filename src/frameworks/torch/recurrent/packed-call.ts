/** Recurrent layers on a PackedSequence: PyTorch leaves most checks to its kernels, which refuse the same mistakes in other words. */
import { compare, type Dim, multiply, type Origin, type Shape, size } from '../../../shapes/index.ts';
import { watchResults } from '../../array/result-uses.ts';
import { refuseOperands, refuseRank, refuseSize } from '../../array/scene.ts';
import type { Use } from '../../modules/layer-class.ts';
import {
  bundle,
  expectedStates,
  giveStates,
  noteRun,
  outputFeatures,
} from '../../modules/recurrent/outputs.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { checkState } from '../../modules/recurrent/state.ts';
import type { RecurrentStyle } from '../../modules/recurrent/style.ts';
import { type Operand, tuple, type Value } from '../../parts.ts';
import { makePacked, type Packed } from '../packed.ts';

export function callPacked(
  use: Use,
  style: RecurrentStyle,
  settings: Settings,
  packed: Packed,
  at: Origin,
): Value {
  const data: Operand = {
    role: 'input',
    shape: packed.row && [packed.rows, ...packed.row],
    tensor: packed.parents[0],
    at,
  };
  const layout = { batch: packed.batch, steps: packed.steps };
  return (
    checkRows(use, settings, data, packed) ??
    checkState(use, style, expectedStates(settings, layout)) ??
    giveOutputs(use, settings, data, packed)
  );
}

function checkRows(
  use: Use,
  { inputSize, projection }: Settings,
  data: Operand,
  { row, beyond, ...packed }: Packed,
): Value | undefined {
  if (beyond) {
    const says = 'start (…) + length (…) exceeds dimension size';
    return refuseOperands(
      use,
      [data],
      { kind: 'too-small', axis: 0, dim: beyond.time, needed: beyond.length },
      data.at,
      says,
    );
  }
  if (row && hasWrongRank(use, row, packed, projection && inputSize)) {
    const says = use.operation === 'LSTM' ? undefined : `input must have 2 dimensions, got ${row.length + 1}`;
    return refuseRank(use, data, [2], ['rows', 'features'], says);
  }
  const wrong = row && wrongFeatures(row, inputSize);
  if (!data.shape || !wrong || (!projection && isUnchecked(use, packed))) return undefined;
  const says = use.operation === 'LSTM' ? 'mat1 and mat2 shapes cannot be multiplied' : undefined;
  return refuseSize(use, data, {
    axis: data.shape.length - 1,
    expected: inputSize,
    actual: wrong,
    parameter: 'input_size',
    says,
  });
}

type Counts = Pick<Packed, 'rows' | 'batch' | 'steps'>;

/**
 * Rows of no feature axis or of several. An LSTM whose rows are not checked makes one axis of all, which fits by chance: a single row, an axis of one, as
 * many rows as a projected LSTM has features (`projected`).
 */
function hasWrongRank(use: Use, row: Shape, counts: Counts, projected: Dim | undefined): boolean {
  if (row.length === 1) return false;
  const { rows, batch, steps } = counts;
  if (use.operation !== 'LSTM' || compare(rows, multiply(batch, steps)) === 'different') return true;
  const [first = rows] = row;
  const fitsProjected = row.length === 0 && projected && compare(rows, projected) !== 'different';
  return compare(first, size(1)) === 'different' && !fitsProjected;
}

/** Where all sequences are of one length, PyTorch hands an LSTM's rows to oneDNN, which compares no sizes and reads what lies there. */
function isUnchecked(use: Use, { rows, batch, steps }: Counts): boolean {
  return use.operation === 'LSTM' && compare(rows, multiply(batch, steps)) === 'equal';
}

/** Rows without a feature axis count as one feature each only by name: the kernel multiplies all of them at once. */
function wrongFeatures(row: Shape, inputSize: Settings['inputSize']) {
  const actual = row.at(-1) ?? size(1);
  return compare(actual, inputSize) === 'different' ? actual : undefined;
}

function giveOutputs(use: Use, settings: Settings, data: Operand, packed: Packed): Value {
  const output = makePacked(
    use.host,
    { ...packed, row: [outputFeatures(use, settings)], layer: use.layer },
    { operation: use.operation, site: use.site, layer: use.layer, role: 'sequence' },
  );
  const layout = { batch: packed.batch, steps: packed.steps };
  const states = giveStates(use, settings, layout, data.tensor);
  const rows = data.shape && [packed.rows, outputFeatures(use, settings)];
  noteRun(use, settings, layout, [data.shape], [rows, ...states.map(s => s.shape)]);
  watchResults(use.host, output, states);
  return tuple([output, bundle(states)]);
}

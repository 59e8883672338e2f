/** Damaged files: whatever byte is changed or wherever a file is cut off, there is an answer or a WeightFileError, in bounded time and memory. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inflate } from '../../../src/project/disk-bytes.ts';
import { LIMITS, openWeights, recurrentLayers, WeightFileError } from '../../../src/weights/index.ts';
import { fraction } from '../../support/fraction.ts';
import { bytesOf, type FileRecord, fileRecords } from '../../support/weights.ts';
import '../../support/property-seed.ts';

/** Damages tried of each file. `LSTM_SHAPES_RUNS=1000 npm test -- ...` tries more. */
const RUNS = Number(process.env.LSTM_SHAPES_RUNS ?? 40);
/** Of each tensor: more would only repeat. */
const VALUES = 1000;

/** Structure stands at the beginning or at the end of most files. */
const place = fc.oneof(
  fraction,
  fraction.map(each => each ** 4),
  fraction.map(each => 1 - each ** 4),
);
const flips = fc.array(fc.record({ at: place, value: fc.integer({ min: 0, max: 255 }) }), {
  minLength: 1,
  maxLength: 4,
});
const damages = fc.record({ flips, cut: fc.option(fraction, { freq: 3 }) });

type Damage = typeof damages extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(bytes: Uint8Array, { flips, cut }: Damage): Uint8Array {
  const copy = new Uint8Array(bytes);
  for (const { at, value } of flips) copy[Math.min(copy.length - 1, Math.floor(at * copy.length))] = value;
  return cut === null ? copy : copy.subarray(0, Math.floor(cut * copy.length));
}

/** Reads all there is, and holds that nobody asks for more bytes than the file has, nor for more memory than the limits allow. */
function readAll(bytes: Uint8Array, { name }: FileRecord): void {
  const file = openWeights({
    name,
    source: {
      size: bytes.length,
      read: (offset, length) => {
        assert.ok(
          offset >= 0 && offset + length <= bytes.length,
          `bytes ${offset} to ${offset + length} were asked for`,
        );
        return bytes.subarray(offset, offset + length);
      },
    },
    inflate: (packed, options) => {
      assert.ok(options.maxBytes <= LIMITS.inflated, `${options.maxBytes} bytes might be unpacked`);
      return inflate(packed, options);
    },
  });
  recurrentLayers(file);
  for (const tensor of file.tensors) {
    const count = tensor.shape.reduce((product, size) => product * size, 1);
    valuesOf(() => tensor.values(0, Math.min(count, VALUES)));
  }
}

function valuesOf(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WeightFileError)) throw error;
  }
}

describe('damaged files of weights', function () {
  this.timeout(600_000);
  for (const record of fileRecords()) {
    it(`${record.part}/${record.name} is read or refused`, () => {
      const bytes = bytesOf(record);
      fc.assert(
        fc.property(damages, damage => valuesOf(() => readAll(damaged(bytes, damage), record))),
        { numRuns: RUNS },
      );
    });
  }
});

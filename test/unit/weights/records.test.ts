/** Files that real frameworks wrote hold what those frameworks say: names, types, shapes, every value, the recurrent layers. */
import assert from 'node:assert/strict';
import { layoutNamed } from '../../../src/cells/index.ts';
import { inflate } from '../../../src/project/disk-bytes.ts';
import {
  openWeights,
  type RecurrentLayer,
  recurrentLayers,
  WeightFileError,
} from '../../../src/weights/index.ts';
import { bytesOf, fileRecords, inMemory, openRecord, type TensorRecord } from '../../support/weights.ts';

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function valuesOf({ values }: TensorRecord): readonly number[] {
  const texts: Readonly<Record<string, number>> = { inf: Number.POSITIVE_INFINITY, nan: Number.NaN };
  return values.map(value =>
    typeof value === 'string' ? (texts[value] ?? Number.NEGATIVE_INFINITY) : value,
  );
}

function summary({ cell, units, inputSize, layers, directions }: RecurrentLayer): string {
  return [cell, units, inputSize, layers, directions].join(' ');
}

describe('files of weights', () => {
  for (const record of fileRecords()) {
    const title = `${record.part}/${record.name}`;
    if (record.refused !== undefined) {
      it(`${title} is refused by name`, () => {
        assert.throws(
          () => openRecord(record),
          (error: unknown) =>
            error instanceof WeightFileError &&
            error.kind === 'refused' &&
            error.message.includes(record.refused ?? ''),
        );
      });
      continue;
    }
    it(`${title} holds what its framework says`, () => {
      const file = openRecord(record);
      const found = [...file.tensors].sort(byName);
      const expected = [...record.tensors].sort(byName);
      assert.deepEqual(
        found.map(({ name, dtype, shape }) => ({ name, dtype, shape })),
        expected.map(({ name, dtype, shape }) => ({ name, dtype, shape })),
      );
      expected.forEach((tensor, place) => {
        assert.deepEqual(Array.from(found[place]?.values() ?? []), valuesOf(tensor), tensor.name);
      });
      assert.deepEqual(
        recurrentLayers(file).map(summary).sort(),
        record.layers
          .map(({ kind, units, inputSize, layers, directions }) =>
            [kind, units, inputSize, layers, directions].join(' '),
          )
          .sort(),
      );
    });
    it(`${title} gives slices of the values`, () => {
      for (const tensor of openRecord(record).tensors) {
        const all = Array.from(tensor.values());
        const middle = Math.floor(all.length / 3);
        const end = Math.floor((2 * all.length) / 3);
        assert.deepEqual(
          Array.from(tensor.values(middle, end - middle)),
          all.slice(middle, end),
          tensor.name,
        );
      }
    });
  }

  it('name the weights of their recurrent layers as the layouts of cells do', () => {
    for (const record of fileRecords().filter(({ refused }) => refused === undefined)) {
      for (const layer of recurrentLayers(openRecord(record))) {
        const names = layoutNamed(layer.layout)?.cells[layer.cell]?.weights.map(({ name }) => name) ?? [];
        // MLX names a bias otherwise in each layer.
        const known = [...names, 'bias', 'b', 'bhn'];
        for (const { name } of layer.weights)
          assert.ok(known.includes(name), `${layer.layout} ${layer.cell} ${name}`);
      }
    }
  });

  it('are read by slice: a large tensor costs nothing until its values are asked for', () => {
    const header = JSON.stringify({
      w: { dtype: 'F32', shape: [1 << 20, 1 << 10], data_offsets: [0, 2 ** 32] },
    });
    const head = Buffer.alloc(8 + header.length);
    head.writeBigUInt64LE(BigInt(header.length));
    head.write(header, 8);
    let read = 0;
    const source = {
      size: head.length + 2 ** 32,
      read: (offset: number, length: number): Uint8Array => {
        read += length;
        const bytes = new Uint8Array(length);
        bytes.set(head.subarray(offset, offset + length));
        return bytes;
      },
    };
    const [tensor] = openWeights({ name: 'w.safetensors', source, inflate }).tensors;
    assert.deepEqual(Array.from(tensor?.values(2 ** 29, 3) ?? []), [0, 0, 0]);
    assert.ok(read < 4096, `${read} bytes were read`);
    assert.throws(() => tensor?.values(), WeightFileError);
  });

  it('say where the bytes of a tensor lie', () => {
    const record = { part: 'torch', name: 'state.pt' };
    const bytes = bytesOf(record);
    const file = openWeights({ name: record.name, source: inMemory(bytes), inflate });
    const tensor = file.tensors.find(({ name }) => name === 'fc.bias');
    assert.ok(tensor?.place.kind === 'bytes');
    const { offset, length } = tensor.place;
    assert.equal(length, 4);
    assert.equal(Buffer.from(bytes).readFloatLE(offset), tensor.values()[0]);
  });
});

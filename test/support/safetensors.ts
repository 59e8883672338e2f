/** Files of weights as a person has them on the disk. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Shapes = Readonly<Record<string, readonly number[]>>;

/** PyTorch's LSTM(1, 2). */
export const smallLstm: Shapes = {
  weight_ih_l0: [8, 1],
  weight_hh_l0: [8, 2],
  bias_ih_l0: [8],
  bias_hh_l0: [8],
};

/** Every number is 0.5. Gives the file's path, in a folder of its own where none is given. */
export function writeSafetensors(name: string, shapes: Shapes, folder?: string): string {
  const file = path.join(folder ?? mkdtempSync(path.join(tmpdir(), 'weights-')), name);
  writeFileSync(file, safetensors(shapes));
  return file;
}

function safetensors(shapes: Shapes): Buffer {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const start = end;
    end += 4 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [start, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const numbers = new Float32Array(end / 4).fill(0.5);
  return Buffer.concat([length, text, Buffer.from(numbers.buffer)]);
}

/** Files of bytes on disk, read by slice, and unpacking: what the room of weights needs of node. */
import { closeSync, constants as flags, fstatSync, openSync, readSync } from 'node:fs';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import type { StoredTensor, TextTable } from '../values/host.ts';
import { type ByteSource, type Inflate, openWeights } from '../weights/index.ts';
import { readTextTable } from './text-table.ts';

export interface OpenedBytes extends ByteSource {
  /** When it was changed last, in milliseconds. */
  readonly time: number;
  close(): void;
}

/** Opening a pipe must not wait for somebody to write into it. */
const OPENING = flags.O_RDONLY | (flags.O_NONBLOCK ?? 0);

/** undefined: there is no such file, or it cannot be opened, or it is none (a folder, a pipe). */
export function openBytes(path: string): OpenedBytes | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, OPENING);
  } catch {
    return undefined;
  }
  const found = fstatSync(descriptor);
  if (!found.isFile()) {
    closeSync(descriptor);
    return undefined;
  }
  return {
    size: found.size,
    time: found.mtimeMs,
    read: (offset, length) => {
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const got = readSync(descriptor, bytes, filled, length - filled, offset + filled);
        if (got === 0) break;
        filled += got;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(descriptor),
  };
}

export const inflate: Inflate = (bytes, { form, maxBytes, partial }) => {
  const unpack = form === 'raw' ? inflateRawSync : inflateSync;
  const finishFlush = partial ? constants.Z_SYNC_FLUSH : constants.Z_FINISH;
  return unpack(bytes, { maxOutputLength: maxBytes, finishFlush });
};

const KINDS: readonly (readonly [RegExp, StoredTensor['dtype']])[] = [
  [/float/, 'float'],
  [/int/, 'int'],
  [/bool/, 'bool'],
  [/complex/, 'complex'],
];

const MOST_KNOWN = 64;

/** Reads files by their paths, each again when its time or its size has changed. */
function remembering<T>(
  read: (path: string, source: ByteSource) => T | undefined,
): (path: string) => T | undefined {
  const known = new Map<string, { readonly stamp: string; readonly held: T | undefined }>();
  return path => {
    const source = openBytes(path);
    if (!source) return undefined;
    try {
      const stamp = `${source.time} ${source.size}`;
      const before = known.get(path);
      if (before?.stamp === stamp) return before.held;
      if (known.size >= MOST_KNOWN) known.clear();
      const held = read(path, source);
      known.set(path, { stamp, held });
      return held;
    } finally {
      source.close();
    }
  };
}

/** The tensors of a file of weights, as programs on shapes see them; undefined where it cannot be read. Never throws. */
export const tensorsAt = remembering(readTensors);

/** The lines of a file of delimited text; undefined where it cannot be read. Never throws. */
export const tableAt = remembering<TextTable>((_path, source) => {
  try {
    return readTextTable(source, bytes => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
});

function readTensors(path: string, source: ByteSource): readonly StoredTensor[] | undefined {
  try {
    return openWeights({ name: path, source, inflate }).tensors.map(({ name, dtype, shape }) => {
      return { name, dtype: KINDS.find(([pattern]) => pattern.test(dtype))?.[1] ?? 'float', shape };
    });
  } catch {
    // What is wrong with the file, or with the disk, is nothing that the program on shapes knows more of.
    return undefined;
  }
}

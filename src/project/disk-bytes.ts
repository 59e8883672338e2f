/** Files of bytes on disk, read by slice, and unpacking: what the room of weights needs of node. */
import { closeSync, constants as flags, fstatSync, openSync, readSync } from 'node:fs';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import type { ByteSource, Inflate } from '../weights/index.ts';

export interface OpenedBytes extends ByteSource {
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

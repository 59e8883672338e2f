/** The text of a file or of standard input, with a limit. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export type ReadText = { readonly text: string } | { readonly fault: string };

const PIECE = 64 * 1024;

/** `path`: '-' for standard input. Fails, as a clause, on what cannot be opened, is a folder, is no UTF-8 or is longer. */
export function readText(path: string, maxBytes: number): ReadText {
  try {
    const isInput = path === '-';
    const file = isInput ? 0 : openSync(path, 'r');
    try {
      if (fstatSync(file).isDirectory()) return { fault: 'it is a folder' };
      const bytes = readAll(file, maxBytes);
      if (!bytes) return { fault: `it is longer than ${maxBytes} bytes` };
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } finally {
      if (!isInput) closeSync(file);
    }
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function readAll(file: number, maxBytes: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.alloc(PIECE);
    const count = readPiece(file, piece);
    if (count === 0) return Buffer.concat(pieces, length);
    length += count;
    if (length > maxBytes) return undefined;
    pieces.push(piece.subarray(0, count));
  }
}

/** Standard input may have nothing to give yet. */
function readPiece(file: number, piece: Buffer): number {
  for (;;)
    try {
      return readSync(file, piece, 0, piece.length, null);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function faultOf(error: unknown): string {
  if (error instanceof TypeError) return 'it is no UTF-8 text';
  const code = codeOf(error);
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES') return 'it may not be read';
  return error instanceof Error ? error.message : String(error);
}

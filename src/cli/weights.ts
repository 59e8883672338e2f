/** `lstm-shapes weights FILE...`: what files of weights hold. */
import path from 'node:path';
import { inflate, openBytes } from '../project/disk-bytes.ts';
import { type ReadWeights, weightsDocument, weightsText } from '../report/index.ts';
import { openWeights, WeightFileError } from '../weights/index.ts';
import type { Output } from './output.ts';

export interface WeightsOptions {
  readonly files: readonly string[];
  readonly format: 'text' | 'json';
}

/** Prints what can be read, names what cannot on standard error, and says whether all could. */
export async function listWeights({ files, format }: WeightsOptions, output: Output): Promise<boolean> {
  const read = files.map(readWeights);
  const text = format === 'json' ? `${JSON.stringify(weightsDocument(read), null, 1)}\n` : textOf(read);
  await output.write(text);
  for (const { path: typed, read: found } of read)
    if ('message' in found) output.complain(`cannot read ${typed}: ${found.message}`);
  return read.every(({ read: found }) => !('message' in found));
}

/** Files that cannot be read are told on standard error alone. */
function textOf(read: readonly ReadWeights[]): string {
  return weightsText(read.filter(({ read: found }) => !('message' in found)));
}

function readWeights(typed: string): ReadWeights {
  const source = openBytes(typed);
  if (!source)
    return {
      path: typed,
      read: { kind: 'malformed', message: 'it does not exist, or is no file that can be opened' },
    };
  const folder = path.dirname(typed);
  const opened = [source];
  try {
    const sibling = (name: string): ReturnType<typeof openBytes> => {
      const found = openBytes(path.join(folder, name));
      if (found) opened.push(found);
      return found;
    };
    return { path: typed, read: openWeights({ name: path.basename(typed), source, inflate, sibling }) };
  } catch (error) {
    if (error instanceof WeightFileError)
      return { path: typed, read: { kind: error.kind, message: error.message } };
    // The disk itself has failed; anything else is a fault of ours and must be seen.
    if (error instanceof Error && 'code' in error)
      return { path: typed, read: { kind: 'malformed', message: error.message } };
    throw error;
  } finally {
    for (const each of opened) each.close();
  }
}

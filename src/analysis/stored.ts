/**
 * What files of the workspace hold, read as data: `np.load('x.npy')`, `torch.load('model.pt')`. A program that writes files of its own may have
 * replaced one when it comes to read it, so nothing of them is believed in such a program.
 */
import type { StoredTensor, Value } from '../values/index.ts';
import { fileName } from './library/python/files.ts';
import type { Machine } from './machine.ts';

export function storedIn(m: Machine, file: Value): readonly StoredTensor[] | undefined {
  const name = fileName(file);
  if (name === undefined || writesFiles(m)) return undefined;
  const found = m.project.tensors(m.statement.file, name);
  if (found) m.recorder.dataFiles.add(found.path);
  return found?.tensors;
}

/** Names of what writes files, fetches them or runs other programs; in comments, too: it is enough that it may be. */
const WRITES =
  /save|dump|write|download|urlretrieve|checkpoint|copy|move|rename|replace|unlink|remove|tofile|subprocess|system|chdir|memmap|['"][wax]\+?b?['"]/i;

function writesFiles(m: Machine): boolean {
  const files = new Set([m.statement.file, ...m.modules.keys()]);
  return [...files].some(path => WRITES.test(m.project.source(path)?.text ?? ''));
}

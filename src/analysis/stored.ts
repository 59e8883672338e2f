/**
 * What files of the workspace hold, read as data: `np.load('x.npy')`, `torch.load('model.pt')`. A program that writes files of its own may have
 * replaced one when it comes to read it, so nothing of them is believed in such a program.
 */
import type { StoredTensor, TextTable, Value } from '../values/index.ts';
import { fileName } from './library/python/files.ts';
import type { Machine } from './machine.ts';

export function storedIn(m: Machine, file: Value): readonly StoredTensor[] | undefined {
  const name = fileName(file);
  if (name === undefined || writesFiles(m)) return undefined;
  const found = m.project.tensors(m.statement.file, name);
  if (found) m.recorder.readsData(found.path);
  return found?.tensors;
}

/** Tables are written by fewer functions, so that a program may save its model and yet be believed to read what lies there. */
export function tableIn(m: Machine, file: Value): TextTable | undefined {
  const name = fileName(file);
  if (name === undefined || !IS_TABLE.test(name) || writesTables(m, name)) return undefined;
  const found = m.project.table(m.statement.file, name);
  if (found) m.recorder.readsData(found.path);
  return found?.table;
}

/** The files that the server is told of when they change. */
const IS_TABLE = /\.[ct]sv$/i;

/** Names of what writes files, fetches them or runs other programs; in comments, too: it is enough that it may be. */
const WRITES =
  /save|dump|write|download|urlretrieve|checkpoint|copy|move|rename|replace|unlink|remove|tofile|subprocess|system|chdir|memmap|['"][wax]\+?b?['"]/i;

const WRITES_TEXT =
  /savetxt|tofile|writer|\.write|download|urlretrieve|wget|curl|shutil|os\.(rename|replace|remove|unlink)|subprocess|system|chdir|open\([^)]*['"][wax]/i;

/** `to_csv('predictions.csv')`, where it names its file. */
const TO_CSV = /\.to_csv\((?:\s*['"]([^'"]*)['"])?/g;

function writesFiles(m: Machine): boolean {
  return someFile(m, 'writes files', text => WRITES.test(text));
}

function writesTables(m: Machine, read: string): boolean {
  return someFile(
    m,
    `writes ${read}`,
    text =>
      WRITES_TEXT.test(text) ||
      [...text.matchAll(TO_CSV)].some(([, written]) => written === undefined || last(written) === last(read)),
  );
}

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether one of the program's files so far is such; `name` stands for what is asked. */
function someFile(m: Machine, name: string, isSuch: (text: string) => boolean): boolean {
  const files = new Set([m.statement.file, ...m.modules.keys()]);
  return [...files].some(path =>
    m.project.ask(path, name, source => source !== undefined && isSuch(source.text)),
  );
}

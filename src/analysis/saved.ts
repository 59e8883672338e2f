/**
 * What the program itself has saved to files, by their names: `torch.save(net.state_dict(), path)`, then `torch.load(path)`. Each file is a slot, so that
 * what a branch saved is not certain after it.
 */
import { slot, type UnknownValue, type Value } from '../values/index.ts';
import { fileName } from './library/python/files.ts';
import type { Machine, Saved } from './machine.ts';

const UNCERTAIN: UnknownValue = {
  kind: 'unknown',
  reason: { missing: 'what a file holds that the program may write' },
};

/** The file that a text, a path or an open file names; undefined where its name is not known. */
export function savedIn(m: Machine, file: Value): Saved['content'] | undefined {
  const name = fileName(file);
  if (name === undefined) return undefined;
  m.stretches?.spoil();
  const key = plain(name);
  const known = m.saved.get(key);
  if (known && known.entry === m.entry) return known.content;
  const content = slot<Value | undefined>(undefined, (a, b) => (a === b ? a : UNCERTAIN));
  m.saved.set(key, { content, entry: m.entry });
  return content;
}

/** Code that is not known has been given the name of a file: it may have written to it. */
export function letWrite(m: Machine, file: Value): void {
  if (m.saved.size === 0) return;
  m.stretches?.spoil();
  const name = fileName(file);
  const known = name === undefined ? undefined : m.saved.get(plain(name));
  if (known) m.heap.write(known.content, UNCERTAIN);
}

/** './a//b' is 'a/b'. */
function plain(name: string): string {
  return name.replace(/\/(\.?\/)+/g, '/').replace(/^(\.\/)+/, '');
}

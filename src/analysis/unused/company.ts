/**
 * The files whose code an object of a file may come to: those that are bound to it by imports, in whichever direction and over how many others, and those
 * that may be without saying so.
 */
import type { Source } from '../../project/source.ts';
import { importsIn } from '../../project/text-imports.ts';
import type { Machine } from '../machine.ts';

/** Of the files of one analysis, and of those that they import. */
export function companyOf(m: Machine, path: string): readonly string[] {
  const bound = new Map<string, ReadonlySet<string>>();
  const found = new Set([...m.modules.keys(), ...m.roots]);
  for (const each of found) {
    const imported = importedBy(m, each);
    bound.set(each, new Set(imported));
    for (const other of imported) found.add(other);
  }
  const all = [...found];
  const stem = stemOf(path);
  const company = new Set([path, ...all.filter(each => mayGetObjects(m.project.source(each), stem))]);
  for (const one of company)
    for (const other of all) if (meet(bound.get(one), bound.get(other), one, other)) company.add(other);
  return all.filter(each => company.has(each));
}

/** One imports the other, or both the same file. */
const meet = (
  a: ReadonlySet<string> = NONE,
  b: ReadonlySet<string> = NONE,
  one: string,
  other: string,
): boolean => a.has(other) || b.has(one) || [...a].some(each => b.has(each));

const NONE: ReadonlySet<string> = new Set();

function importedBy({ project }: Machine, path: string): readonly string[] {
  const source = project.source(path);
  if (!source) return [];
  return importsIn(source.text, source.module.language).flatMap(
    ({ module, level }) => project.resolve(path, module, level) ?? [],
  );
}

/** What reads objects from files or finds modules by their names as texts, and what names the file in a way that nothing here could follow. */
const mayGetObjects = (source: Source | undefined, stem: string): boolean =>
  source === undefined ||
  /\b(pickle|joblib|dill|cloudpickle|torch\.load|importlib|__import__|runpy|exec|eval|getattr)\b/.test(
    source.text,
  ) ||
  new RegExp(`\\b${stem.replace(/\W/g, '\\$&')}\\b`).test(importLines(source.text));

const importLines = (text: string): string =>
  text
    .split('\n')
    .filter(line => /\bimport\b|\brequire\b/.test(line))
    .join('\n');

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

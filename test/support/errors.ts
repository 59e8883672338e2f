/** What frameworks refuse and accept, as recorded (test/goldens/errors), and what is found in the same programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Problem, problemsOf } from '../../src/rules/index.ts';
import { analyseTexts } from './analyse.ts';

export interface ErrorRecord {
  readonly id: string;
  readonly language: 'python' | 'typescript' | 'javascript';
  readonly category: string;
  readonly requirements?: string;
  readonly code: string;
  readonly raises: boolean;
  readonly line?: number;
  readonly message?: string;
  readonly smell?: boolean;
  readonly about?: string;
}

const FOLDER = 'test/goldens/errors';
const SUFFIX = { python: 'py', typescript: 'ts', javascript: 'js' } as const;
const NOT_RECORDS = ['categories.json', 'kinds.json'];

export function errorRecords(): readonly ErrorRecord[] {
  const files = readdirSync(FOLDER).filter(name => name.endsWith('.json') && !NOT_RECORDS.includes(name));
  return files.flatMap((name): readonly ErrorRecord[] =>
    JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')),
  );
}

/** The record's program as files of a project, the program first. */
export function textsOf({ language, code, requirements }: ErrorRecord): Readonly<Record<string, string>> {
  return {
    [`program.${SUFFIX[language]}`]: `${code}\n`,
    ...(requirements && { 'requirements.txt': requirements }),
  };
}

export async function problemsIn(record: ErrorRecord): Promise<readonly Problem[]> {
  const name = `program.${SUFFIX[record.language]}`;
  const problems = problemsOf(await analyseTexts(textsOf(record), [name]));
  return problems.get(`/project/${name}`) ?? [];
}

/** The error that is told of a refused program; undefined where none is. */
export async function errorIn(record: ErrorRecord): Promise<Problem | undefined> {
  return (await problemsIn(record)).find(({ severity }) => severity === 'error');
}

/** Whether words with `…` for what is left out stand in what a framework raised. */
export function isSaid(words: string, message: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const parts = plain(words)
    .split(/ ?… ?/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*')).test(plain(message));
}

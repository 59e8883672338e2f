/** Error texts of real frameworks and the programs that raised them, and what is said of them. */
import { readFileSync } from 'node:fs';
import { type ExaminedFile, type Explained, explainError } from '../../src/report/index.ts';
import { locateIn, problemsOf } from '../../src/rules/index.ts';
import { analyseTexts } from './analyse.ts';

/** One line of goldens/messages/messages.json. */
export interface RaisedRecord {
  readonly id: string;
  readonly framework: string;
  readonly language: 'python' | 'typescript';
  readonly code: string;
  readonly requirements?: string;
  /** The line of `code` that raised. */
  readonly line: number;
  /** Exception and words. */
  readonly error: string;
}

/** One line of goldens/messages/programs.json: bugs of people, rebuilt small. */
export interface RaisedProgram {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly error: string;
  readonly file: string;
  /** Lines of `file`, any of which is a right answer. */
  readonly lines: readonly number[];
  /** Frames of the program itself, outermost first. */
  readonly raisedAt: readonly (readonly [string, number])[];
}

// The files hold what their recorder wrote, which has these forms.
export const RAISED = read('messages') as readonly RaisedRecord[];
export const PROGRAMS = read('programs') as readonly RaisedProgram[];

/** Statements that frameworks refuse, each with what they say. */
export const WORDS: readonly (readonly [string, string])[] = [
  'torch',
  'keras',
  'tfjs',
  'numpy',
  'jax',
].flatMap(name => Object.entries(read(`words/${name}`) as Readonly<Record<string, string>>));

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../goldens/messages/${name}.json`, import.meta.url), 'utf8'));
}

export async function examined(texts: Readonly<Record<string, string>>): Promise<readonly ExaminedFile[]> {
  const roots = Object.keys(texts).filter(name => /\.(?:py|[jt]s)$/.test(name));
  const analysis = await analyseTexts(texts, roots);
  const problems = problemsOf(analysis);
  return [...analysis.files].map(([path, facts]) => ({
    shown: path.replace('/project/', ''),
    facts,
    problems: problems.get(path) ?? [],
  }));
}

export function explained(error: string, files: readonly ExaminedFile[]): Explained {
  const locate = locateIn(new Map(files.map(({ facts }) => [facts.path, facts])));
  return explainError(error, files, {
    locate,
    linkTo: (path, offset) => `${path.replace('/project', '')}#L${locate(path, offset)?.line}`,
    fixesOf: () => [],
    shownPath: path => path.replace('/project/', ''),
  });
}

/** The same error with a traceback as the language prints it, and frames of the framework below those of the program. */
export function withTraceback(
  error: string,
  frames: readonly (readonly [string, number])[],
  texts: Readonly<Record<string, string>>,
): string {
  if (frames.some(([file]) => !file.endsWith('.py'))) {
    const lines = frames.map(([file, line]) => `    at build (/home/me/project/${file}:${line}:3)`);
    return [error, '    at check (/home/me/project/node_modules/tfjs/tf.js:10:9)', ...lines.reverse()].join(
      '\n',
    );
  }
  const lines = frames.flatMap(([file, line]) => [
    `  File "/home/me/project/${file}", line ${line}, in forward`,
    `    ${texts[file]?.split('\n')[line - 1]?.trim()}`,
  ]);
  return [
    'Traceback (most recent call last):',
    ...lines,
    '  File "/opt/venv/lib/python3.11/site-packages/torch/nn/modules/module.py", line 1773, in _call_impl',
    '    return forward_call(*args, **kwargs)',
    error,
  ].join('\n');
}

/** Every 'name.py, line 12' that an explanation names, in its own words. */
export function namedPlaces(markdown: string): readonly string[] {
  const words = markdown.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '');
  return [...words.matchAll(/\[([^\]]+), line (\d+)\]/g)].map(
    ([, file = '', line]) => `${file.replaceAll('\\', '')}:${line}`,
  );
}

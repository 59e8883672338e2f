/**
 * Expressions that a real framework has run (test/goldens/arrays), run by the analysis: what it says of each, in the form of the records.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { FileFacts } from '../../src/analysis/index.ts';
import { childrenOf } from '../../src/frameworks/jax/trees.ts';
import { constantOf, type Dim, printShape, size, substitute, symbolsOf } from '../../src/shapes/index.ts';
import { shapeOf, type Value } from '../../src/values/index.ts';
import { analyseTexts } from './analyse.ts';

/** What the framework gave; `{}` for anything but arrays, integers and sequences. */
export type Recorded =
  | { readonly shape: readonly number[] }
  | { readonly number: number }
  | { readonly items: readonly Recorded[] }
  | { readonly refused: string }
  | Readonly<Record<string, never>>;

/** A size is undefined where it is not known. */
export type Told =
  | { readonly shape: readonly (Dim | undefined)[] | undefined }
  | { readonly number: Dim | undefined }
  | { readonly items: readonly Told[] }
  | { readonly refused: true }
  | { readonly unknown: true };

export interface Golden<R = Recorded> {
  readonly preamble: string;
  readonly results: ReadonlyMap<string, R>;
  /** Expressions of which less is told than the framework knows: those behind a line `# --- not told: REASON`. */
  readonly notTold: readonly string[];
  /** For the results of symbolic.py: the sizes n and k of each. */
  readonly sizes: readonly (readonly [number, number])[];
}

const FOLDER = new URL('../goldens/arrays/', import.meta.url);

function read<R>(name: string): Golden<R> {
  const { results, sizes } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
  const [preamble = '', ...parts] = readFileSync(new URL(`${name}.py`, FOLDER), 'utf8').split('# ---');
  const notTold = parts.flatMap(part => (part.startsWith(' not told') ? part.split('\n').slice(1) : []));
  return { preamble, results: new Map(Object.entries<R>(results)), notTold: notTold.filter(Boolean), sizes };
}

const golden = (name: string): Golden => read(name);

/** Each expression with several sizes n and k: one result for each. */
export const symbolicGolden = (): Golden<readonly Recorded[]> => read('symbolic');

/** Each expression's outcome. All stand in one program: what the analysis refuses does not stop it. */
export function toldOf({ preamble, results }: Golden): Promise<ReadonlyMap<string, Told>> {
  return runLines(preamble, [...results.keys()], '');
}

/** As `toldOf`, in a function that nothing calls: n and k are its parameters. */
export function symbolicallyToldOf({
  preamble,
  results,
}: Golden<unknown>): Promise<ReadonlyMap<string, Told>> {
  const lines = preamble.split('\n');
  const imports = lines.filter(line => line.startsWith('import')).join('\n');
  const body = lines.filter(line => line && !line.startsWith('import'));
  const head = `${imports}\n\ndef program(n, k):\n${body.map(line => `    ${line}\n`).join('')}`;
  return runLines(head, [...results.keys()], '    ');
}

export interface RefusedExpression {
  /** The golden that has it: 'mlx_nn'. */
  readonly of: string;
  readonly expression: string;
  /** What the framework raised. */
  readonly message: string;
  /** Its words as they are quoted, where it is found at all. */
  readonly says: string | undefined;
}

/** All expressions of all goldens that the real framework refuses. */
export async function refusedExpressions(): Promise<readonly RefusedExpression[]> {
  const names = readdirSync(FOLDER).flatMap(name => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  const all = await Promise.all(names.filter(name => name !== 'symbolic').map(refusedOf));
  return all.flat();
}

async function refusedOf(name: string): Promise<readonly RefusedExpression[]> {
  const { preamble, results } = golden(name);
  const refused = [...results].flatMap(([expression, result]) =>
    'refused' in result ? [{ of: name, expression, message: result.refused }] : [],
  );
  const lines = refused.map(({ expression }) => `_ = ${expression}\n`);
  const analysis = await analyseTexts({ 'main.py': preamble + lines.join('') });
  const findings = analysis.files.get('/project/main.py')?.findings ?? [];
  let next = preamble.length;
  return refused.map((each, i) => {
    const start = next;
    next += lines[i]?.length ?? 0;
    const found = findings.find(({ statement }) => statement.start >= start && statement.start < next);
    return { ...each, says: found?.conflict.says };
  });
}

async function runLines(
  head: string,
  expressions: readonly string[],
  indent: string,
): Promise<ReadonlyMap<string, Told>> {
  const line = (expression: string, i: number): string => `${indent}r${i} = ${expression}\n`;
  const analysis = await analyseTexts({ 'main.py': head + expressions.map(line).join('') });
  const file = analysis.files.get('/project/main.py');
  if (!file) throw new Error('the program was not analysed');
  let next = head.length;
  return new Map(
    expressions.map((expression, i) => {
      const start = next + indent.length;
      next += line(expression, i).length;
      return [expression, outcome(file, start, start + `r${i}`.length, next)];
    }),
  );
}

/** The value that a variable at start..end gets in a line that ends at `next`. */
function outcome(file: FileFacts, start: number, end: number, next: number): Told {
  if (file.findings.some(f => f.statement.start < next && f.statement.end > start)) return { refused: true };
  const value = file.observations.find(o => o.start === start && o.end === end)?.values[0];
  return value ? told(value) : { unknown: true };
}

function told(value: Value): Told {
  if (value.kind === 'number' && value.dim) return { number: value.dim };
  if (value.kind === 'tensor') return { shape: shapeOf(value) };
  if (value.kind === 'list' && 'known' in value.items.value)
    return { items: value.items.value.known.map(told) };
  const named = value.kind === 'native' ? childrenOf(value) : undefined;
  return named ? { items: named.map(told) } : { unknown: true };
}

/** What is told, with numbers for symbols of these names. */
export function withSizes(said: Told, sizes: Readonly<Record<string, number>>): Told {
  if ('shape' in said) return { shape: said.shape?.map(dim => dim && numbered(dim, sizes)) };
  if ('number' in said) return { number: said.number && numbered(said.number, sizes) };
  return 'items' in said ? { items: said.items.map(item => withSizes(item, sizes)) } : said;
}

function numbered(dim: Dim, sizes: Readonly<Record<string, number>>): Dim {
  const names = new Map(symbolsOf(dim).map(s => [s.id, s.name]));
  return substitute(dim, id => {
    const number = sizes[names.get(id) ?? ''];
    return number === undefined ? undefined : size(number);
  });
}

type Verdict = 'equal' | 'unknown' | 'wrong';

/** 'wrong' where what is told contradicts the record, 'unknown' where less is told than the framework knows. */
export function compared(recorded: Recorded, said: Told): Verdict {
  if ('refused' in recorded) return 'refused' in said ? 'equal' : 'unknown';
  if ('refused' in said) return 'wrong';
  if ('unknown' in said) return Object.keys(recorded).length === 0 ? 'equal' : 'unknown';
  if ('shape' in recorded) return sameShape(recorded.shape, said);
  if ('number' in recorded)
    return 'number' in said ? sameSize(recorded.number, said.number) : sameShape([], said);
  if (!('items' in recorded)) return 'equal';
  if (!('items' in said) || said.items.length !== recorded.items.length) return 'wrong';
  return worst(recorded.items.map((item, i) => compared(item, said.items[i] ?? { unknown: true })));
}

/** An array without axes may be told as a number. */
function sameShape(recorded: readonly number[], said: Told): Verdict {
  if ('number' in said) return recorded.length === 0 ? 'equal' : 'wrong';
  if (!('shape' in said)) return 'wrong';
  if (!said.shape) return 'unknown';
  if (said.shape.length !== recorded.length) return 'wrong';
  return worst(recorded.map((n, axis) => sameSize(n, said.shape?.[axis])));
}

function sameSize(recorded: number, said: Dim | undefined): Verdict {
  const number = said && constantOf(said);
  return number === undefined ? 'unknown' : number === recorded ? 'equal' : 'wrong';
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('wrong') ? 'wrong' : verdicts.includes('unknown') ? 'unknown' : 'equal';
}

/** What is told of the expressions of one file of test/goldens/arrays and differs from what the framework gave; '' where nothing does. */
export async function surprisesOf(name: string, notTold: readonly string[] = []): Promise<string> {
  const records = golden(name);
  return surprises(records.results, await toldOf(records), [...notTold, ...records.notTold], compared);
}

/** Lines for a message: expressions whose verdict is not what is expected of them. */
export function surprises<R>(
  results: ReadonlyMap<string, R>,
  said: ReadonlyMap<string, Told>,
  notTold: readonly string[],
  judge: (recorded: R, told: Told) => Verdict,
): string {
  const lines = [...results].flatMap(([expression, recorded]) => {
    const told = said.get(expression) ?? { unknown: true };
    const verdict = judge(recorded, told);
    const expected = notTold.includes(expression) ? 'unknown' : 'equal';
    return verdict === expected
      ? []
      : [`${verdict}: ${expression}\n  recorded ${JSON.stringify(recorded)}\n  told ${shown(told)}`];
  });
  return lines.join('\n');
}

function shown(told: Told): string {
  if ('items' in told) return `[${told.items.map(shown).join(', ')}]`;
  if ('shape' in told)
    return told.shape?.every(dim => dim !== undefined) ? printShape(told.shape) : 'an array';
  return Object.keys(told).join();
}

/** The one place that decides whether a document is analysed; every surface (hover, problems, reports, calculator) asks here. */
import { excludes, isInside, type Relevance, relativePath } from '../project/index.ts';
import type { Settings } from '../protocol/settings.ts';
import { grammarOf } from '../syntax/language.ts';
import { schemeOf } from './uris.ts';

/** Not git, diff and review schemes, whose text is a second copy of a file. */
const SCHEMES: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-test-web']);

export type Verdict =
  | { readonly analysed: true }
  /** `irrelevant`: it could be analysed, but imports nothing that makes it worth it. */
  | { readonly analysed: false; readonly reason: string; readonly irrelevant: boolean };

export interface Candidate {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
}

export interface GateOptions {
  /** undefined while the editor has not told the settings of the document yet. */
  readonly settings: Settings | undefined;
  /** The workspace folders, as paths: what globs are relative to. */
  readonly roots: readonly string[];
  readonly relevance: Relevance;
}

const ANALYSED: Verdict = { analysed: true };

/** `reason` is one sentence for the person, with its full stop. */
export function verdictOn(candidate: Candidate, { settings, roots, relevance }: GateOptions): Verdict {
  const { uri, path, text } = candidate;
  if (!settings) return no('The settings of this document are not known yet.');
  if (!settings.enable) return no('LSTM Shapes is turned off here (setting `lstmShapes.enable`).');
  if (!SCHEMES.has(schemeOf(uri))) return no('Documents of this kind are not analysed.');
  if (grammarOf(path) === null) return no('Only Python, TypeScript, JavaScript and notebooks are analysed.');
  if (isExcluded(path, settings, roots)) return no('The setting `lstmShapes.exclude` leaves this file out.');
  const large = tooLarge(text, settings);
  if (large !== undefined) return no(`The file ${large}.`);
  if (!relevance.of(path, text))
    return no('Nothing in this file imports a framework with recurrent layers.', true);
  return ANALYSED;
}

/** What is said of a text that is too long, to follow its name or 'it'; undefined where it is not. */
export function tooLarge(text: string, { maxFileSize }: Settings): string | undefined {
  if (text.length <= maxFileSize * 1024) return undefined;
  return `is larger than ${maxFileSize} kB (setting \`lstmShapes.maxFileSize\`)`;
}

function no(reason: string, irrelevant = false): Verdict {
  return { analysed: false, reason, irrelevant };
}

export function isExcluded(path: string, settings: Settings, roots: readonly string[]): boolean {
  const root = roots.find(folder => isInside(path, folder));
  const relative = root === undefined ? path.replace(/^[^/]*\//, '') : relativePath(root, path);
  return excluderOf(settings.exclude)(relative);
}

const EXCLUDERS = new WeakMap<readonly string[], (relative: string) => boolean>();

/** Globs are compiled once for each answer of the editor. */
function excluderOf(globs: readonly string[]): (relative: string) => boolean {
  const excluder = EXCLUDERS.get(globs) ?? excludes(globs);
  EXCLUDERS.set(globs, excluder);
  return excluder;
}

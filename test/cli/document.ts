/** The JSON document of `check`, validated against the public schema before a test reads it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Ended, type RunOptions, runOn } from './built.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
  readonly cell?: number;
}

export interface Diagnostic {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Range;
  readonly related?: readonly { readonly message: string; readonly path: string; readonly range: Range }[];
}

export interface Layer {
  readonly layer: string;
  readonly call?: string;
  readonly range: Range;
  readonly recurrent: boolean;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: unknown;
    readonly gates?: readonly string[];
  }[];
  readonly parameters?: unknown;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly states?: unknown;
  readonly step?: Readonly<Record<string, unknown>>;
}

export interface CheckedFile {
  readonly path: string;
  readonly layers: readonly Layer[];
  readonly diagnostics: readonly Diagnostic[];
  readonly tensors?: readonly {
    readonly name: string;
    readonly range: Range;
    readonly shape: unknown;
    readonly scope?: string | null;
  }[];
}

export interface CheckDocument {
  readonly version: 1;
  readonly files: readonly CheckedFile[];
}

const schema: object = JSON.parse(readFileSync('src/report/check.schema.json', 'utf8'));
const validate = new Ajv2020({ strict: false, allErrors: true }).compile<CheckDocument>(schema);

export function readDocument(text: string): CheckDocument {
  const document: unknown = JSON.parse(text);
  assert.ok(validate(document), JSON.stringify(validate.errors));
  return document;
}

export interface Checked extends Ended {
  readonly document: CheckDocument;
}

/** `check --format json` on files of its own, in their folder. */
export async function check(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Checked> {
  const ended = await runOn(files, ['check', '--format', 'json', ...args], options);
  return { ...ended, document: readDocument(ended.out) };
}

export function fileOf(document: CheckDocument, path: string): CheckedFile {
  const file = document.files.find(candidate => candidate.path === path);
  assert.ok(file, `${path} is not among ${document.files.map(candidate => candidate.path).join(', ')}`);
  return file;
}

/** 'severity rule line' of each diagnostic. */
export function summaries(file: CheckedFile): readonly string[] {
  return file.diagnostics.map(({ severity, rule, range }) => `${severity} ${rule} ${range.start.line}`);
}

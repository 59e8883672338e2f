/** The commands that analyse: what they share is here, what they print in formats.ts. */
import {
  createConfigurations,
  environmentAt,
  type FileStore,
  folderOf,
  isInside,
  normalisePath,
  readChosen,
  withListingsKept,
} from '../project/index.ts';
import { createLevels, type Levels } from '../rules/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import type { FixedText } from './fix.ts';
import { type Format, githubFormat, jsonFormat, markdownFormat, sarifFormat, textFormat } from './formats.ts';
import { type Inputs, pathTyped, readInputs } from './inputs.ts';
import type { Output } from './output.ts';
import { createPatches } from './patches.ts';
import { type ScannedFile, scan } from './scan.ts';
import { createTally } from './tally.ts';

export const EXIT = { fine: 0, errors: 1, unreadable: 2 } as const;

export interface Surroundings {
  readonly output: Output;
  /** Of this tool. */
  readonly version: string;
  readonly currentFolder: string;
  readonly colour: boolean;
  /** Files no larger than this. */
  readonly disk: (maxBytes: number) => FileStore;
  readonly loadParser: () => Promise<SourceParser>;
  /** Replaces the text of a file; says why it could not be, as a clause. */
  readonly rewrite: (path: string, before: string, after: string) => string | undefined;
}

export interface CommandOptions {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** kB. */
  readonly maxFileSize: number;
  readonly format: 'text' | 'json' | 'sarif' | 'github' | 'markdown';
  readonly tensors: boolean;
  /** What is done with safe fixes: written into the files, shown as a patch, or nothing. */
  readonly fixes: 'write' | 'show' | 'none';
  /** From framework to version. */
  readonly framework: Readonly<Record<string, string>>;
  /** Levels of rules that count whatever configuration files say. */
  readonly rule: Levels;
  /** An interpreter of Python or the folder of its environment, as typed. */
  readonly python: string | undefined;
}

/** Analyses the paths, prints what was found and gives the exit code. */
export async function run(options: CommandOptions, surroundings: Surroundings): Promise<number> {
  const { output, currentFolder, disk, rewrite } = surroundings;
  const maxBytes = options.maxFileSize * 1024;
  const files = withListingsKept(disk(maxBytes));
  const current = normalisePath(currentFolder);
  const inputs = readInputs(options.paths, {
    files,
    current,
    exclude: options.exclude,
  });
  for (const path of inputs.missing) output.complain(`cannot read ${path}: it does not exist`);
  const format = formatOf(options, inputs, surroundings);
  const tally = createTally();
  let unreadable = inputs.missing.length;
  const interpreter = options.python === undefined ? undefined : pathTyped(options.python, current);
  if (interpreter !== undefined && !environmentAt(files, interpreter)) {
    output.complain(`cannot read ${options.python}: no Python environment with packages is there`);
    unreadable++;
  }
  const chosen = readChosen(options.framework, 'command line');
  const levels = createLevels({
    tablesFor: createConfigurations(files, path => rootOf(path, inputs.roots)).of,
    setFor: () => options.rule,
  });
  const parser = await surroundings.loadParser();
  const levelsOf = levels.of;
  const fixes = options.fixes !== 'none';
  const patches = createPatches(inputs);
  let unwritten = 0;
  const takeFixed = ({ path, before, after }: FixedText): boolean => {
    const failure = options.fixes === 'write' ? rewrite(path, before, after) : undefined;
    if (failure === undefined) return true;
    output.complain(`cannot write ${inputs.printed(path)}: ${failure}`);
    unreadable++;
    unwritten++;
    return false;
  };
  for (const batch of scan(inputs, {
    files,
    parser,
    maxLength: maxBytes,
    chosen,
    interpreter,
    levelsOf,
    takeFixed: fixes ? takeFixed : undefined,
  })) {
    format.take(batch);
    for (const fixed of batch.fixed) patches.add(fixed);
    for (const file of batch.files) {
      tally.add(file);
      if (isToldOnItsOwn(file, inputs)) {
        output.complain(`cannot read ${file.path}: ${file.failure}`);
        unreadable++;
      }
    }
  }
  for (const [file, faults] of levels.faults()) {
    for (const fault of faults) output.complain(`${inputs.printed(file)}: ${fault}`);
    unreadable++;
  }
  if (options.fixes === 'show') await output.write(patches.text());
  else await output.write(format.finish(tally));
  if (fixes && (patches.count() > 0 || unwritten === 0))
    output.complain(patches.summary(options.fixes === 'write'));
  if (unreadable > 0) return EXIT.unreadable;
  const isUnfixed = options.fixes === 'show' && patches.count() > 0;
  return isUnfixed || tally.hasErrors() ? EXIT.errors : EXIT.fine;
}

function rootOf(path: string, roots: readonly string[]): string {
  return roots.find(root => isInside(path, root)) ?? folderOf(path);
}

/** A file that was named and cannot be read; one that was found in a folder has a problem in the listing only. */
function isToldOnItsOwn({ file, failure }: ScannedFile, inputs: Inputs): boolean {
  return failure !== undefined && inputs.named.has(file);
}

function formatOf(
  { format, tensors }: CommandOptions,
  inputs: Inputs,
  { colour, version }: Surroundings,
): Format {
  switch (format) {
    case 'json':
      return jsonFormat(inputs, tensors);
    case 'sarif':
      return sarifFormat(inputs, version);
    case 'github':
      return githubFormat(inputs);
    case 'text':
      return textFormat(inputs, colour);
    case 'markdown':
      return markdownFormat();
  }
}

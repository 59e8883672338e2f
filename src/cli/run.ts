/** The commands that analyse: what they share is here, what they print in formats.ts. */
import {
  environmentAt,
  type FileStore,
  normalisePath,
  readChosen,
  withListingsKept,
} from '../project/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { type Format, jsonFormat, markdownFormat, textFormat } from './formats.ts';
import { type Inputs, pathTyped, readInputs } from './inputs.ts';
import type { Output } from './output.ts';
import { type ScannedFile, scan } from './scan.ts';
import { createTally } from './tally.ts';

export const EXIT = { fine: 0, errors: 1, unreadable: 2 } as const;

export interface Surroundings {
  readonly output: Output;
  readonly currentFolder: string;
  readonly colour: boolean;
  /** Files no larger than this. */
  readonly disk: (maxBytes: number) => FileStore;
  readonly loadParser: () => Promise<SourceParser>;
}

export interface CommandOptions {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** kB. */
  readonly maxFileSize: number;
  readonly format: 'text' | 'json' | 'markdown';
  readonly tensors: boolean;
  /** From framework to version. */
  readonly framework: Readonly<Record<string, string>>;
  /** An interpreter of Python or the folder of its environment, as typed. */
  readonly python: string | undefined;
}

/** Analyses the paths, prints what was found and gives the exit code. */
export async function run(options: CommandOptions, surroundings: Surroundings): Promise<number> {
  const { output, currentFolder, disk } = surroundings;
  const maxBytes = options.maxFileSize * 1024;
  const files = withListingsKept(disk(maxBytes));
  const current = normalisePath(currentFolder);
  const inputs = readInputs(options.paths, {
    files,
    current,
    exclude: options.exclude,
  });
  for (const path of inputs.missing) output.complain(`cannot read ${path}: it does not exist`);
  const format = formatOf(options, inputs, surroundings.colour);
  const tally = createTally();
  let unreadable = inputs.missing.length;
  const interpreter = options.python === undefined ? undefined : pathTyped(options.python, current);
  if (interpreter !== undefined && !environmentAt(files, interpreter)) {
    output.complain(`cannot read ${options.python}: no Python environment with packages is there`);
    unreadable++;
  }
  const chosen = readChosen(options.framework, 'command line');
  const parser = await surroundings.loadParser();
  for (const batch of scan(inputs, { files, parser, maxLength: maxBytes, chosen, interpreter })) {
    format.take(batch);
    for (const file of batch.files) {
      tally.add(file);
      if (isToldOnItsOwn(file, inputs)) {
        output.complain(`cannot read ${file.path}: ${file.failure}`);
        unreadable++;
      }
    }
  }
  await output.write(format.finish(tally));
  return unreadable > 0 ? EXIT.unreadable : tally.hasErrors() ? EXIT.errors : EXIT.fine;
}

/** A file that was named and cannot be read; one that was found in a folder has a problem in the listing only. */
function isToldOnItsOwn({ file, failure }: ScannedFile, inputs: Inputs): boolean {
  return failure !== undefined && inputs.named.has(file);
}

function formatOf({ format, tensors }: CommandOptions, inputs: Inputs, colour: boolean): Format {
  if (format === 'json') return jsonFormat(inputs, tensors);
  return format === 'text' ? textFormat(inputs, colour) : markdownFormat();
}

/** The command line itself: names, options and help. Public: grows by adding. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readChosen } from '../project/index.ts';
import { type Levels, NO_LEVELS, readLevels, ruleNames, unknownRule } from '../rules/index.ts';
import type { ExplainOptions } from './explain-error.ts';
import type { CommandOptions } from './run.ts';
import type { SimulateOptions } from './simulate.ts';
import type { WeightsOptions } from './weights.ts';

export interface Actions {
  readonly analyse: (options: CommandOptions) => Promise<void>;
  readonly serve: () => void;
  readonly listRules: (format: RulesFormat) => Promise<void>;
  readonly explain: (rule: string) => Promise<void>;
  readonly explainError: (options: ExplainOptions) => Promise<void>;
  readonly simulate: (options: SimulateOptions) => Promise<void>;
  readonly listWeights: (options: WeightsOptions) => Promise<void>;
}

export type RulesFormat = 'text' | 'json';

const DESCRIPTION =
  'Finds recurrent layers in Python, notebooks, TypeScript and JavaScript, works out the shapes of their weights and steps without running anything, and says what cannot work.';

const EXIT_CODES = `
Exit codes:
  0  nothing of severity error was found
  1  at least one error was found; with --diff also where a problem can be fixed
  2  bad usage, or a path or a configuration that cannot be read (it is named on standard error; all else is still analysed);
     of simulate: the SPEC does not fit its layer (nothing is printed but what is wrong)`;

const EXPLAIN_EXIT_CODES = `
Exit codes:
  0  the place that the error comes from was found
  1  it was not; what the message means is said all the same
  2  bad usage, no text, or a path that cannot be read`;

export function createCommandLine(version: string, actions: Actions): Command {
  const program = new Command('lstm-shapes')
    .description(DESCRIPTION)
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride();
  addAnalysis(program.command('check'), ['text', 'json', 'sarif', 'github'], actions)
    .description('list the problems of files and folders (default: the current folder)')
    .option('--tensors', 'with --format json: list every assignment of a tensor', false)
    .option('--fix', 'do all safe fixes in the files, then list what is left', false)
    .addOption(
      new Option('--diff', 'print what --fix would change as a patch, and change nothing')
        .default(false)
        .conflicts('fix'),
    );
  addAnalysis(program.command('report'), ['markdown', 'json'], actions).description(
    'print the shapes of every model and layer, gate by gate',
  );
  program
    .command('rules')
    .description('list the rules with their severity')
    .addOption(new Option('--format <format>', 'output format').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: RulesFormat }) => actions.listRules(format));
  program
    .command('explain')
    .description('say what a rule finds, why it matters and how it is mended')
    .argument('<RULE>', 'the name of a rule, as problems print it', readRuleName)
    .action(actions.explain);
  program
    .command('explain-error')
    .description(
      'say what an error text of a framework means, and where in files and folders it comes from (default: the current folder)',
    )
    .argument('[PATH...]', 'files and folders')
    .option('--text <text>', 'the error text; without it, standard input is read')
    .option('--max-file-size <kB>', 'leave out larger files', readSize, 1024)
    .addHelpText('after', EXPLAIN_EXIT_CODES)
    .action((paths: string[], options: Omit<ExplainOptions, 'paths'>) =>
      actions.explainError({ ...options, paths }),
    );
  program
    .command('simulate')
    .description('run one recurrent layer on given numbers and print its states as JSON')
    .argument(
      '<SPEC>',
      'a JSON file with the layer, its weights, input and initial state; - for standard input',
    )
    .option('--trace', 'add every intermediate of every step by its symbol', false)
    .addOption(
      new Option('--dtype <dtype>', 'the arithmetic').choices(['float32', 'float64']).default('float32'),
    )
    .action((spec: string, options: Omit<SimulateOptions, 'spec'>) => actions.simulate({ ...options, spec }));
  program
    .command('weights')
    .description(
      'list the tensors of files of weights, and the recurrent layers in them, without running anything (.npy, .npz, .safetensors, .h5, .keras, .pt, .pth, .onnx, model.json of TensorFlow.js)',
    )
    .argument('<FILE...>', 'files of weights')
    .addOption(new Option('--format <format>', 'output format').choices(['text', 'json']).default('text'))
    .action((files: string[], { format }: Pick<WeightsOptions, 'format'>) =>
      actions.listWeights({ files, format }),
    );
  program
    .command('lsp')
    .description('serve editors over the language server protocol on standard input and output')
    .option('--stdio', 'accepted for editors that always pass it')
    .action(actions.serve);
  return program;
}

/** As commander gives them: those that not every command has are optional. */
type ParsedOptions = Omit<CommandOptions, 'paths' | 'tensors' | 'fixes'> & {
  readonly tensors?: boolean;
  readonly fix?: boolean;
  readonly diff?: boolean;
};

function addAnalysis(
  command: Command,
  formats: readonly CommandOptions['format'][],
  actions: Actions,
): Command {
  const [byDefault = 'text'] = formats;
  return command
    .argument('[PATH...]', 'files and folders')
    .addOption(new Option('--format <format>', 'output format').choices(formats).default(byDefault))
    .option(
      '--exclude <glob>',
      'leave out files of folders; may be repeated',
      (glob, all: string[]) => [...all, glob],
      [],
    )
    .option(
      '--framework <name=version>',
      'take this version instead of what requirement files say (keras=2.2.4); may be repeated',
      readFramework,
      {},
    )
    .option(
      '--rule <name=level>',
      'take a rule as off, hint, information, warning or error, whatever configuration files say; may be repeated',
      readRule,
      NO_LEVELS,
    )
    .option(
      '--python <path>',
      'an interpreter or environment whose installed versions count where requirement files leave a choice',
    )
    .option('--max-file-size <kB>', 'leave out larger files', readSize, 1024)
    .action((paths: string[], { fix, diff, tensors, ...options }: ParsedOptions) => {
      const fixes = fix ? 'write' : diff ? 'show' : 'none';
      return actions.analyse({ ...options, paths, tensors: tensors ?? false, fixes });
    });
}

function readFramework(text: string, all: CommandOptions['framework']): CommandOptions['framework'] {
  const [, name = '', version] = /^([^=~<>! ]+)=(.+)$/.exec(text) ?? [];
  if (version === undefined)
    throw new InvalidArgumentError('It must be a name and a version, as in keras=2.2.4.');
  const [fault] = readChosen({ [name]: version }, '').faults;
  if (fault) throw new InvalidArgumentError(fault);
  return { ...all, [name]: version };
}

function readRule(text: string, all: Levels): Levels {
  const [, name, level] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined)
    throw new InvalidArgumentError('It must be a name and a level, as in wrong-axis=off.');
  const { levels, faults } = readLevels({ [name]: level }, 'rule');
  const [fault] = faults;
  if (fault) throw new InvalidArgumentError(fault);
  return new Map([...all, ...levels]);
}

function readRuleName(name: string): string {
  if (!ruleNames.includes(name)) throw new InvalidArgumentError(unknownRule(name));
  return name;
}

function readSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) throw new InvalidArgumentError('It must be a whole number of kB.');
  return size;
}

/** The exit code of what commander ends with: 0 after help and version, else bad usage. */
export function exitCodeOf(error: unknown): number | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? 0 : 2;
}

/** Every record of test/goldens/truth against what `check --format json --tensors` and `report` print of its program. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Folder, runCli } from './built.ts';

const FOLDER = 'test/goldens/truth';

type RealShape = readonly (number | null)[];

interface RealWeight {
  readonly name: string;
  readonly shape: RealShape;
}

/** What a framework did with a program: the weights that its layers own, and shapes of the variables at module level. */
interface TruthRecord {
  readonly id: string;
  readonly framework: string;
  readonly language: 'python' | 'typescript';
  readonly code: string;
  readonly requirements?: string;
  readonly weights?: readonly RealWeight[];
  readonly parameter_count?: number;
  readonly vars?: Readonly<Record<string, unknown>>;
  /** The rows of `summary()`, where the program makes a model of Keras's or TensorFlow.js's. */
  readonly layers?: readonly {
    readonly type: string;
    readonly output?: unknown;
    readonly params: number | null;
  }[];
  readonly summary?: string;
}

type ToldShape = readonly (number | string | null)[] | null;

interface ToldFile {
  readonly path: string;
  readonly layers: readonly {
    readonly inside: number | null;
    readonly weights: readonly { readonly name: string; readonly shape: ToldShape }[];
    readonly parameters?: number | string | null;
  }[];
  readonly diagnostics: readonly { readonly severity: string; readonly message: string }[];
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: ToldShape;
    readonly scope: string | null;
  }[];
}

const records: readonly TruthRecord[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .flatMap(name => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));

describe('the recorded truth', function () {
  this.timeout(300_000);
  const told = new Map<string, ToldFile>();
  let folder: Folder;

  before(async () => {
    folder = new Folder(Object.fromEntries(records.flatMap(filesOf)));
    const { out } = await runCli(['check', '--format', 'json', '--tensors', '.'], { cwd: folder.path });
    const files: readonly ToldFile[] = JSON.parse(out).files;
    for (const file of files) told.set(basename(dirname(file.path)), file);
  });
  after(() => folder.remove());

  const forEach = (compare: (record: TruthRecord, file: ToldFile) => string | undefined) => {
    const wrong = records.flatMap(record => {
      const file = told.get(record.id);
      const text = file ? compare(record, file) : 'nothing is told';
      return text === undefined ? [] : [`${record.id}: ${text}`];
    });
    assert.deepEqual(wrong, []);
  };

  it('has the weights that are told, by name and shape, and as many parameters', () =>
    forEach((record, { layers }) => {
      if (!record.weights) return undefined;
      const outer = layers.filter(({ inside }) => inside === null);
      const own = outer.flatMap(({ weights }) => weights).map(weight => keyOf(weight, record.framework));
      const real = record.weights.map(weight => keyOf(weight, record.framework));
      if (own.sort().join() !== real.sort().join()) return `${real} are told as ${own}`;
      const count = outer.reduce((sum, { parameters }) => sum + Number(parameters), 0);
      return count === record.parameter_count
        ? undefined
        : `${record.parameter_count} parameters are told as ${count}`;
    }));

  it('has the shapes of variables', () =>
    forEach((record, { tensors }) => {
      const own = new Map(
        tensors.filter(({ scope }) => scope === null).map(({ name, shape }) => [name, shape]),
      );
      const wrong = Object.entries(record.vars ?? {}).filter(
        ([name, shape]) => isShape(shape) && !isSame(shape, own.get(name) ?? null, record.framework),
      );
      return wrong.length === 0
        ? undefined
        : wrong
            .map(
              ([name, shape]) =>
                `${name} ${JSON.stringify(shape)} is told as ${JSON.stringify(own.get(name))}`,
            )
            .join();
    }));

  it('runs, and is told no error', () =>
    forEach((_record, { diagnostics }) => diagnostics.find(({ severity }) => severity === 'error')?.message));

  it('has the rows of summary(), in their order', async () => {
    const summarised = records.filter(({ summary }) => summary !== undefined);
    assert.ok(summarised.length > 40);
    const { out } = await runCli(['report', '.'], { cwd: folder.path });
    const parts = new Map(
      out
        .replaceAll('\\', '')
        .split(/^## /m)
        .map(part => [/^.*?([\w.-]+)\/program\./.exec(part)?.[1], part]),
    );
    const wrong = summarised.flatMap(({ id, layers = [] }) => {
      const rows = rowsIn(parts.get(id) ?? '');
      const real = layers.map(
        ({ type, output, params }) =>
          `${type} ${isShape(output) ? outputText(output) : '…'} ${params ?? '?'}`,
      );
      const isEqual =
        rows.length >= real.length && real.every((row, i) => row === rows[i] || isOpen(row, rows[i]));
      return isEqual ? [] : [`${id}: ${real.join('; ')} are told as ${rows.join('; ')}`];
    });
    assert.deepEqual(wrong, []);
  });
});

const suffixOf = (language: TruthRecord['language']): string => (language === 'python' ? '.py' : '.ts');

function filesOf({ id, language, code, requirements }: TruthRecord): readonly (readonly [string, string])[] {
  const program = [`${id}/program${suffixOf(language)}`, `${code}\n`] as const;
  return requirements === undefined ? [program] : [program, [`${id}/requirements.txt`, requirements]];
}

/** 'lstm/lstm_cell/kernel_1:0' is a kernel, 'lstm0_l0_i2h_weight' an l0_i2h_weight, Flax's 'params/cell/ii/kernel' an ii.kernel. */
function keyOf({ name, shape }: { name: string; shape: ToldShape }, framework: string): string {
  const parts = (name.split(':')[0] ?? '').replaceAll('/', '.').split('.');
  const last = parts.at(-1) ?? '';
  const short = framework.startsWith('flax')
    ? parts.slice(-2).join('.')
    : framework === 'mxnet'
      ? last.replace(/^(lstm|gru|rnn|dense|embedding)\d*_(?=[lr]\d|i2h|h2h|weight|bias)/, '')
      : /^(keras|tf)/.test(framework)
        ? last.replace(/_\d+$/, '')
        : last;
  return `${short} ${JSON.stringify(shape)}`;
}

const isShape = (shape: unknown): shape is RealShape =>
  Array.isArray(shape) && shape.every(size => size === null || typeof size === 'number');

/** A size that stays open may be any symbol; Keras 2 forgets sizes that are known, those of the batch apart. */
function isSame(real: RealShape, own: ToldShape, framework: string): boolean {
  return (
    own !== null &&
    own.length === real.length &&
    real.every((size, axis) => {
      if (size !== null) return own[axis] === size;
      return typeof own[axis] !== 'number' || (framework === 'keras2.2.4' && axis > 0);
    })
  );
}

/** 'LSTM *,8,10 760' of each row of the tables of models. */
const rowsIn = (report: string): readonly string[] =>
  [...report.matchAll(/^\| `.*?` \((\w+)\) \| (.*?) \| ([\d,?]+) \|$/gm)].map(
    ([, type, output = '', count = '']) => `${type} ${shapeIn(output)} ${count.replaceAll(',', '')}`,
  );

/** '(batch, 8, 10)' as '*,8,10'. */
const shapeIn = (text: string): string =>
  text
    .replace(/[()`\\ ]/g, '')
    .split(',')
    .filter(size => size !== '')
    .map(size => (/^\d+$/.test(size) ? size : '*'))
    .join();

const outputText = (output: RealShape): string => output.map(size => size ?? '*').join();

/** A row of which the record says several outputs, or none. */
function isOpen(real: string, own: string | undefined): boolean {
  const [type, output, count] = real.split(' ');
  const [ownType, , ownCount] = own?.split(' ') ?? [];
  return output === '…' && type === ownType && count === ownCount;
}

/**
 * Exports run again: scripts in a Python that has what they need (`LSTM_SHAPES_PYTHON` names one, else `python3`; without NumPy, PyTorch or Keras their tests are
 * skipped), specs through `simulate`, data as numbers.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  bindCell,
  type CellChoice,
  columnVector,
  type ExportedCell,
  type Exporter,
  exportCsv,
  exportJson,
  exportKeras,
  exportNumpy,
  exportSpec,
  exportTorch,
  latexExporter,
  layouts,
  type Precision,
  readMatrix,
  sampleMasks,
  sampleParameters,
  sampleSequence,
  textExporter,
  trace,
} from '../../../src/cells/index.ts';
import { documentOf } from '../simulate/specs.ts';
import { keras } from './layers.ts';

const PYTHON = process.env.LSTM_SHAPES_PYTHON ?? 'python3';

interface Options {
  readonly units?: number;
  readonly precision?: Precision;
}

function exported(choice: CellChoice, { units = 3, precision = 'float32' }: Options = {}): ExportedCell {
  const bound = bindCell(choice);
  assert.ok(bound.ok, JSON.stringify(bound));
  const projection = choice.projection === undefined ? undefined : 2;
  const sizes = { units, features: 2, projection };
  const parameters = sampleParameters(bound.value, sizes, 5, precision);
  const x = sampleSequence(4, 2, 5, precision);
  const initialState = new Map(
    bound.value.cell.states.map(({ previous, size }) => [
      previous,
      columnVector(
        Float64Array.from({ length: size === 'projection' ? 2 : units }, (_, unit) => 0.25 - unit / 16),
      ),
    ]),
  );
  const masks = sampleMasks(bound.value, sizes, 5, 0.4);
  const input = { bound: bound.value, sizes, parameters, x, initialState, precision, masks };
  const run = trace(input);
  assert.ok(run.ok, JSON.stringify(run));
  return { ...input, name: 'my "cell"\n', choice, trace: run.value };
}

function textOf(exporter: Exporter, cell: ExportedCell): string {
  const result = exporter(cell);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value.text;
}

const problemOf = (exporter: Exporter, cell: ExportedCell): string => {
  const result = exporter(cell);
  return result.ok ? '' : (result.problems[0]?.message ?? '');
};

/** Whether the Python has a package. */
function has(name: string): boolean {
  try {
    execFileSync(PYTHON, ['-c', `import ${name}`], { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

const RUNNER = `
import runpy, sys, traceback
failed = 0
for path in sys.argv[1:]:
    try:
        runpy.run_path(path)
    except Exception:
        failed += 1
        print(path, traceback.format_exc())
sys.exit(failed)
`;

/** Runs scripts by name, all in one process; fails with what any of them raised. */
function runAll(scripts: ReadonlyMap<string, string>): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'lstm-shapes-export-'));
  try {
    const files = [...scripts].map(([name, text]) => {
      const file = path.join(folder, `${name.replace(/\W/g, '_')}.py`);
      writeFileSync(file, text);
      return file;
    });
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
    execFileSync(PYTHON, ['-c', RUNNER, ...files], { env, encoding: 'utf8', timeout: 240_000 });
  } catch (error) {
    assert.fail(String(error instanceof Error && 'stdout' in error ? error.stdout : error));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const every: readonly CellChoice[] = layouts.flatMap(layout =>
  Object.keys(layout.cells).map(name => ({
    ...keras,
    layout: layout.name,
    kind: name.startsWith('gru')
      ? 'gru'
      : name === 'lstm-one-state'
        ? 'lstm'
        : name.replace('lstm-projected', 'lstm'),
    resetAfter: name === 'gru-reset-after',
    projection: name.endsWith('-projected') ? 2 : undefined,
  })),
);

const nameOf = (choice: CellChoice, more = ''): string =>
  `${choice.layout} ${choice.kind} ${choice.resetAfter} ${choice.projection} ${choice.bias} ${more}`;

const variants = (choices: readonly CellChoice[]): readonly CellChoice[] =>
  choices.flatMap(choice => [choice, { ...choice, bias: false }]);

function scriptsOf(exporter: Exporter, choices: readonly CellChoice[]): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  for (const choice of choices) {
    for (const precision of ['float32', 'float64'] as const) {
      const result = exporter(exported(choice, { precision }));
      if (result.ok) scripts.set(nameOf(choice, precision), result.value.text);
    }
  }
  return scripts;
}

/** Keras has one precision for a whole process. */
const single = (scripts: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...scripts].filter(([name]) => name.endsWith('float32')));

describe('an exported script', function () {
  this.timeout(300_000);

  it('for NumPy gives what the calculator gave, for every cell of every layout', function () {
    if (!has('numpy')) this.skip();
    const scripts = scriptsOf(exportNumpy, variants(every));
    assert.equal(scripts.size, 4 * every.length);
    runAll(scripts);
  });

  it('for NumPy has every activation, and numbers of large cells packed', function () {
    if (!has('numpy')) this.skip();
    const names = [
      'linear',
      'relu',
      'relu6',
      'hard_sigmoid',
      'elu',
      'selu',
      'softplus',
      'softsign',
      'swish',
      'mish',
      'exponential',
      'gelu',
      'leaky_relu',
      'celu',
      'hard_silu',
      'hard_tanh',
      'hard_shrink',
      'soft_shrink',
      'tanh_shrink',
      'squareplus',
      'log_sigmoid',
      'sparse_sigmoid',
      'sparse_plus',
      'softmax',
      'log_softmax',
    ];
    const scripts = new Map(
      names.map(activation => [
        activation,
        textOf(exportNumpy, exported({ ...keras, activation }, { precision: 'float64' })),
      ]),
    );
    scripts.set(
      'fifth',
      textOf(exportNumpy, exported({ ...keras, layout: 'keras2', recurrentActivation: 'hard_sigmoid' })),
    );
    scripts.set('flax', textOf(exportNumpy, exported({ ...keras, layout: 'flax', activation: 'gelu' })));
    const large = textOf(exportNumpy, exported(keras, { units: 40 }));
    assert.match(large, /unpacked\("/);
    scripts.set('large', large);
    runAll(scripts);
  });

  /** Cells of every kind of equation, with the weights this way and that. */
  const masked = [
    keras,
    { ...keras, kind: 'gru', resetAfter: true },
    { ...keras, kind: 'gru' },
    { ...keras, kind: 'simple-rnn' },
    { ...keras, layout: 'torch' },
    { ...keras, layout: 'torch', projection: 2 },
    { ...keras, layout: 'torch', kind: 'gru', resetAfter: true },
    { ...keras, layout: 'tensorflow1', forgetBias: 0.5 },
  ].map(choice => ({ ...choice, recurrentDropout: true }));

  it('has the masks of recurrent dropout, or has them in its weights', function () {
    if (!has('numpy')) this.skip();
    const scripts = scriptsOf(exportNumpy, masked);
    assert.equal(scripts.size, 2 * masked.length);
    for (const text of scripts.values()) assert.match(text, /^m(_\w)? = np\.array/m);
    runAll(scripts);
    if (has('torch')) runAll(scriptsOf(exportTorch, masked));
    if (has('keras')) runAll(single(scriptsOf(exportKeras, masked)));
  });

  it('asserts: a changed number makes it fail', function () {
    if (!has('numpy')) this.skip();
    const text = textOf(exportNumpy, exported(keras)).replace(/expected_h = np\.array\(\[/, '$&1 + ');
    assert.throws(() => runAll(new Map([['changed', text]])), /Mismatched elements/);
  });

  it('for PyTorch gives what the calculator gave', function () {
    if (!has('torch')) this.skip();
    const scripts = scriptsOf(exportTorch, variants(every));
    assert.ok(scripts.size > 60, String(scripts.size));
    runAll(scripts);
  });

  it('for Keras gives what the calculator gave', function () {
    if (!has('keras')) this.skip();
    const choices = variants(
      every.filter(({ layout }) => !['mindspore', 'mxnet', 'paddle'].includes(layout)),
    );
    const scripts = scriptsOf(exportKeras, choices);
    assert.ok(scripts.size > 60, String(scripts.size));
    runAll(single(scripts));
  });

  it('says why a framework cannot have the cell', () => {
    const gru = exported({ ...keras, kind: 'gru', resetAfter: false });
    assert.equal(problemOf(exportTorch, gru), 'PyTorch has no GRU that computes the same.');
    const peephole = exported({ ...keras, layout: 'onnx', kind: 'lstm-peephole' });
    assert.equal(problemOf(exportKeras, peephole), 'Keras has no cell "lstm-peephole" here.');
    const relu = exported({ ...keras, activation: 'relu' });
    assert.equal(
      problemOf(exportTorch, relu),
      "PyTorch's LSTM has no other activations than sigmoid and tanh.",
    );
  });

  it('holds nothing of a name but words', () => {
    const text = textOf(exportNumpy, exported(keras));
    assert.match(text, /^"""my {2}cell {2}\. Keras LSTM: units 3, features 2, 4 time steps\.\n/);
  });
});

describe('an exported spec', () => {
  for (const choice of [
    keras,
    { ...keras, bias: false },
    { ...keras, kind: 'gru', resetAfter: true },
    { ...keras, kind: 'gru' },
    { ...keras, kind: 'simple-rnn', activation: 'relu' },
    { ...keras, layout: 'keras2', recurrentActivation: 'sigmoid' },
    { ...keras, layout: 'torch' },
    { ...keras, layout: 'torch', projection: 2 },
    { ...keras, layout: 'torch', kind: 'gru', resetAfter: true },
    { ...keras, layout: 'haiku' },
    { ...keras, layout: 'chainer' },
    { ...keras, layout: 'onnx' },
    { ...keras, recurrentDropout: true },
    { ...keras, kind: 'gru', recurrentDropout: true },
    { ...keras, layout: 'torch', projection: 2, recurrentDropout: true },
  ])
    it(`is what simulate runs: ${nameOf(choice)}`, async () => {
      const cell = exported(choice);
      const document = (await documentOf(JSON.parse(textOf(exportSpec, cell)))) as {
        readonly h: readonly (readonly (readonly number[])[])[];
      };
      for (let time = 0; time < 4; time++) {
        const own = Array.from(cell.trace.at(time).value('h_t')?.data ?? []);
        assert.deepEqual(document.h[time]?.[0]?.length, own.length);
        for (const [unit, value] of own.entries())
          assert.ok(Math.abs(value - (document.h[time]?.[0]?.[unit] ?? Number.NaN)) <= 1e-6);
      }
    });
});

describe('exported data', () => {
  const cell = exported(keras);

  it('is a table with every gate and state', () => {
    const text = textOf(exportCsv, cell);
    assert.equal(text.split('\n')[0], 't,unit,i_t,f_t,c̃_t,o_t,c_t,h_t');
    const table = readMatrix(text.slice(text.indexOf('\n')));
    assert.ok(table.ok);
    assert.deepEqual([table.value.rows, table.value.columns], [12, 8]);
    const last = Array.from(table.value.data).slice(-8);
    assert.deepEqual(last.slice(0, 2), [3, 2]);
    assert.equal(Math.fround(last[7] ?? 0), cell.trace.at(3).value('h_t')?.data[2]);
  });

  it('is a trace with every operation', () => {
    const document = JSON.parse(textOf(exportJson, cell));
    assert.equal(document.steps.length, 4);
    assert.deepEqual(Object.keys(document.steps[0]), [...new Set(Object.keys(document.steps[0]))]);
    assert.deepEqual(
      document.steps[3].h_t.map(Math.fround),
      Array.from(cell.trace.at(3).value('h_t')?.data ?? []),
    );
    assert.deepEqual(document.weights[0].shape, [2, 12]);
    assert.equal(document.equations.length, 6);
  });

  it('is a document in LaTeX, and a text', () => {
    const latex = textOf(latexExporter(2, 2), cell);
    assert.equal((latex.match(/\\begin\{/g) ?? []).length, (latex.match(/\\end\{/g) ?? []).length);
    assert.match(latex, /c_\{t\} &= f_\{t\} \\odot c_\{t-1\} \+ i_\{t\} \\odot \\tilde\{c\}_\{t\}/);
    const text = textOf(textExporter({ time: 1, operation: 3 }, 2), cell);
    assert.match(text, /^# my "cell" \n/);
    assert.match(text, /## Time step 1 of 0 to 3/);
    assert.match(text, /- forget gate: `f_t = /);
  });
});

/** `simulate`: a layer on given numbers, from a file or standard input. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIST, runCli, runOn } from './built.ts';

interface LayerRecord {
  readonly id: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const records: readonly LayerRecord[] = JSON.parse(readFileSync('test/goldens/cells/layers.json', 'utf8'));

function recordNamed(id: string): LayerRecord {
  const record = records.find(each => each.id === id);
  assert.ok(record);
  return record;
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function assertClose(actual: unknown, expected: unknown): void {
  const own = numbersIn(actual);
  const recorded = numbersIn(expected);
  assert.equal(own.length, recorded.length);
  assert.ok(recorded.length > 0);
  for (const [i, value] of recorded.entries()) assert.ok(Math.abs((own[i] ?? Number.NaN) - value) <= 5e-6);
}

describe('simulate', () => {
  const record = recordNamed('tf_keras/LSTMCell/11');

  it('prints the states of a spec as JSON', async () => {
    const { code, out, err } = await runOn({ 'spec.json': JSON.stringify(record) }, [
      'simulate',
      'spec.json',
    ]);
    assert.equal(err, '');
    assert.equal(code, 0);
    const { framework, layer, dtype, h, c, y, final_state, trace } = JSON.parse(out);
    assert.deepEqual([framework, layer, dtype], ['tf_keras', 'LSTMCell', 'float32']);
    assertClose([h, y, final_state], [record.expected.h, record.expected.y, record.expected.final_state]);
    assert.equal(numbersIn(c).length, numbersIn(h).length);
    assert.equal(trace, undefined);
  });

  it('reads standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, [path.join(DIST, 'cli.js'), 'simulate', '-'], {
      input: JSON.stringify(record),
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assertClose(JSON.parse(stdout).h, record.expected.h);
  });

  it('adds every intermediate with --trace', async () => {
    const spec = JSON.stringify(recordNamed('torch/nn.LSTM/14'));
    const { code, out } = await runOn({ 'spec.json': spec }, [
      'simulate',
      '--trace',
      '--dtype',
      'float64',
      'spec.json',
    ]);
    assert.equal(code, 0);
    const { trace, passes, dtype } = JSON.parse(out);
    assert.equal(dtype, 'float64');
    assert.deepEqual(
      passes.map((each: { pass: string }) => each.pass),
      ['l0', 'l0_reverse'],
    );
    assert.equal(trace.length, 2);
    const [step] = trace[0].steps;
    for (const symbol of [
      'x_t',
      'h_{t-1}',
      'c_{t-1}',
      'W_ii x_t',
      'f_t',
      'f_t ⊙ c_{t-1}',
      'tanh(c_t)',
      'h_t',
    ])
      assert.ok(Array.isArray(step[symbol]), `${symbol} is not among ${Object.keys(step)}`);
    assert.match(trace[0].equations[0], /^i_t = σ\(W_ii x_t \+ b_ii \+ W_hi h_\{t-1\} \+ b_hi\)$/);
  });

  it('says that the layer is another than that of the code, and x of another shape, and runs the code', async () => {
    const spec = JSON.stringify({ ...record, layer: 'GRUCell', x_shape: [4, 1, 3] });
    const { code, out, err } = await runOn({ 'spec.json': spec }, ['simulate', 'spec.json']);
    assert.equal(code, 0);
    assert.match(err, /spec\.json: layer: "GRUCell" is not in code, ".*LSTMCell\(2, .*", which is what runs/);
    assert.match(err, /spec\.json: x_shape: \[4,1,3\] is not the shape of x, \[2,4,3\]/);
    assertClose(JSON.parse(out).h, record.expected.h);
  });

  const refused: readonly (readonly [what: string, text: string | Uint8Array, complaint: RegExp])[] = [
    ['no JSON', '{"framework": ', /spec\.json: not valid JSON/],
    ['NaN', '{"x": [NaN]}', /not valid JSON.*JSON has no NaN and no Infinity/],
    ['another encoding', new Uint8Array([0x22, 0xe9, 0x22]), /cannot read spec\.json: it is no UTF-8 text/],
    ['a list', JSON.stringify([record]), /SPEC: expected an object, one record, got a list of 1/],
    ['nothing that is needed', '{}', /framework: expected a text, got nothing/],
    [
      'a weight of another shape',
      JSON.stringify({ ...record, code: 'layers.RNN(layers.LSTMCell(3))' }),
      /weight "rnn_1\/lstm_cell_1\/kernel:0": expected \(3, 12\), got \(3, 8\)/,
    ],
  ];
  for (const [what, text, complaint] of refused)
    it(`gives exit code 2 and prints nothing but what is wrong with ${what}`, async () => {
      const { code, out, err } = await runOn({ 'spec.json': text }, ['simulate', 'spec.json']);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, complaint);
    });

  it('names a spec that is not there, and a folder', async () => {
    const missing = await runOn({}, ['simulate', 'nowhere.json']);
    assert.equal(missing.code, 2);
    assert.match(missing.err, /cannot read nowhere\.json: it does not exist/);
    const folder = await runOn({}, ['simulate', '.']);
    assert.equal(folder.code, 2);
    assert.match(folder.err, /cannot read \.: it is a folder/);
  });

  it('asks for a spec', async () => {
    const { code, err } = await runCli(['simulate']);
    assert.equal(code, 2);
    assert.match(err, /missing required argument 'SPEC'/);
  });
});

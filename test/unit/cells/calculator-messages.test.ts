/** Messages between extension and calculator: what is let in, and the shell's policy. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageLimit, readFromCalculator, readToCalculator } from '../../../src/protocol/calculator.ts';
import { calculatorHtml, calculatorPolicy } from '../../../src/protocol/calculatorHtml.ts';
import { type CalculatorSpec, readSavedSpec, readSpec } from '../../../src/protocol/calculatorSpec.ts';
import { packKept, unpackKept } from '../../../src/protocol/keptNumbers.ts';

const spec: CalculatorSpec = {
  framework: 'Keras',
  layer: 'LSTM',
  cell: 'lstm',
  layoutName: 'keras',
  units: 10,
  inputSize: null,
  steps: 8,
  activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
  biases: true,
  resetAfter: false,
  projection: null,
  source: { label: 'model.py', line: 7, uri: 'file:///model.py' },
};

describe('numbers that are kept for the calculator', () => {
  const id = '0123456789abcdef0123456789abcdef';

  it('are the same after they were packed as a file', () => {
    for (const data of [
      Float32Array.of(1, -2.5, Number.NaN, 4, 0.1, 6),
      Float64Array.of(0.1, 2, 3, 4, 5, -0),
    ]) {
      const matrix = { rows: 2, columns: 3, data };
      assert.deepEqual(unpackKept(packKept(matrix)), matrix);
    }
  });

  it('are none where the file was cut or says what it does not hold', () => {
    const file = packKept({ rows: 2, columns: 2, data: new Float32Array(4) });
    for (const broken of [file.slice(0, 8), file.slice(0, -4), file.slice(0, -1), new Uint8Array(64)])
      assert.equal(unpackKept(broken), undefined);
  });

  it('are let in by a name that is one, with as many numbers as they say', () => {
    const matrix = { rows: 1, columns: 2, data: new Float32Array(2) };
    assert.deepEqual(readFromCalculator({ type: 'keep', id, matrix, more: 1 }), { type: 'keep', id, matrix });
    assert.deepEqual(readToCalculator({ type: 'kept', id, matrix: 7 }), {
      type: 'kept',
      id,
      matrix: undefined,
    });
    for (const message of [
      { type: 'keep', id: '../state', matrix },
      { type: 'keep', id, matrix: { ...matrix, rows: 2 } },
      { type: 'keep', id, matrix: { ...matrix, data: [0, 0] } },
      { type: 'keptWanted', id: `${id}/..` },
    ])
      assert.equal(readFromCalculator(message), undefined);
  });
});

describe('calculator messages', () => {
  it('let well-formed ones in, with the known fields only', () => {
    assert.deepEqual(readToCalculator({ type: 'load', spec: { ...spec, more: 1 } }), { type: 'load', spec });
    assert.deepEqual(readFromCalculator({ type: 'ready', more: 1 }), { type: 'ready' });
    assert.deepEqual(readFromCalculator({ type: 'revealSource', place: spec.source }), {
      type: 'revealSource',
      place: spec.source,
    });
    const shown = { type: 'load', spec, mistake: 'bias-twice' };
    assert.deepEqual(readToCalculator({ ...shown, more: 1 }), shown);
    assert.equal(readToCalculator({ ...shown, mistake: 7 }), undefined);
    const state = { spec, version: 1 };
    const changed = { type: 'stateChanged', state, hasOwnNumbers: true };
    assert.deepEqual(readFromCalculator({ ...changed, more: 1 }), changed);
    assert.deepEqual(readFromCalculator({ ...changed, hasOwnNumbers: 1 }), {
      ...changed,
      hasOwnNumbers: false,
    });
    assert.deepEqual(readSavedSpec(state), spec);
  });

  const malformed: readonly [what: string, changes: object][] = [
    ['a size of 0', { units: 0 }],
    ['a fractional size', { steps: 1.5 }],
    ['an absurd size', { inputSize: 1e12 }],
    ['a size that is text', { units: '10' }],
    ['a missing size', { units: undefined }],
    ['no activations', { activations: undefined }],
    ['a long text', { layer: 'x'.repeat(2000) }],
    ['a line 0', { source: { label: 'model.py', line: 0 } }],
    ['biases that are text', { biases: 'yes' }],
    ['a forget bias that is none', { forgetBias: Number.NaN }],
    ['a dropout of all', { recurrentDropout: 1 }],
  ];
  for (const [what, changes] of malformed)
    it(`leave out a layer with ${what}`, () => assert.equal(readSpec({ ...spec, ...changes }), undefined));

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), message => {
        for (const read of [readToCalculator, readFromCalculator, readSavedSpec, readSpec]) read(message);
      }),
    );
    const cycle: Record<string, unknown> = { type: 'stateChanged', state: { spec } };
    cycle.self = cycle;
    assert.equal(readFromCalculator(cycle), undefined);
  });

  it('are limited in length', () => {
    const state = { spec, padding: 'x'.repeat(messageLimit) };
    assert.equal(readFromCalculator({ type: 'stateChanged', state }), undefined);
  });
});

describe("the calculator's page", () => {
  const page = {
    nonce: 'abc',
    cspSource: 'https://example.test',
    scriptUri: 'https://example.test/main.js',
    styleUri: 'https://example.test/main.css',
    title: '<img src=x onerror="alert(1)">',
  };

  it('has a strict policy', () => {
    const policy = calculatorPolicy(page);
    assert.match(policy, /^default-src 'none';/);
    assert.match(policy, /connect-src 'none'/);
    assert.match(policy, /worker-src blob:/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.ok(calculatorHtml(page).includes(policy.replaceAll('"', '&quot;')));
  });

  it('escapes its title, and gives the toolkit its nonce', () => {
    const html = calculatorHtml(page);
    assert.ok(!html.includes('<img'));
    assert.ok(html.includes('<meta property="csp-nonce" content="abc">'));
  });
});

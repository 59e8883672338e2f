/** The text and the shapes of the per-step equations, as hover, report and calculator show them. */
import assert from 'node:assert/strict';
import {
  bindCell,
  type CellChoice,
  layouts,
  parseEquation,
  stepEquations,
} from '../../../src/cells/index.ts';
import { compare, parseDim, size } from '../../../src/shapes/index.ts';

const keras: CellChoice = {
  kind: 'lstm',
  layout: 'keras',
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  bias: true,
  resetAfter: true,
};

function line(choice: CellChoice, symbol: string, units = '10', features = '8') {
  const sizes = { units: parseDim(units) ?? size(0), features: parseDim(features) ?? size(0) };
  const found = stepEquations(choice, sizes).find(equation => equation.symbol === symbol);
  assert.ok(found, `${symbol} of ${choice.kind} in ${choice.layout}`);
  return found;
}

describe('step equations', () => {
  it("answer the first question: Keras' LSTM of 10 units on 8 features", () => {
    const forget = line(keras, 'f_t');
    assert.equal(forget.text, 'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)');
    assert.equal(forget.shapesText, '[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]');
    assert.equal(forget.name, 'forget gate');
    assert.deepEqual(
      forget.output.map(dim => compare(dim, size(dim === forget.output[0] ? 10 : 1))),
      ['equal', 'equal'],
    );
  });

  it("use each framework's own symbols", () => {
    const torch = { ...keras, layout: 'torch' };
    assert.equal(line(torch, 'f_t').text, 'f_t = σ(W_if x_t + b_if + W_hf h_{t-1} + b_hf)');
    assert.equal(
      line(torch, 'f_t').shapesText,
      '[10, 8]·[8, 1] + [10, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]',
    );
    assert.equal(line(keras, 'c̃_t').text, 'c̃_t = tanh(W_cᵀ x_t + U_cᵀ h_{t-1} + b_c)');
    assert.equal(line(torch, 'g_t').text, 'g_t = tanh(W_ig x_t + b_ig + W_hg h_{t-1} + b_hg)');
    const torchRnn = { ...torch, kind: 'simple-rnn' };
    assert.equal(line(torchRnn, 'h_t').text, 'h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)');
  });

  it('tell the two GRUs apart', () => {
    const gru = { ...keras, kind: 'gru' };
    assert.equal(line(gru, 'h̃_t').text, 'h̃_t = tanh(W_hᵀ x_t + b_xh + r_t ⊙ (U_hᵀ h_{t-1} + b_hh))');
    const before = { ...gru, resetAfter: false };
    assert.equal(line(before, 'h̃_t').text, 'h̃_t = tanh(W_hᵀ x_t + U_hᵀ (r_t ⊙ h_{t-1}) + b_h)');
    assert.equal(
      line(before, 'h̃_t').shapesText,
      '[10, 8]·[8, 1] + [10, 10]·([10, 1] ⊙ [10, 1]) + [10, 1] → [10, 1]',
    );
    assert.equal(line(gru, 'h_t').text, 'h_t = z_t ⊙ h_{t-1} + (1 − z_t) ⊙ h̃_t');
    assert.equal(line(gru, 'h_t').shapesText, '[10, 1] ⊙ [10, 1] + (1 − [10, 1]) ⊙ [10, 1] → [10, 1]');
  });

  it('leave out biases that the layer does not have', () => {
    assert.equal(line({ ...keras, bias: false }, 'f_t').text, 'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1})');
    const gru = { ...keras, kind: 'gru', bias: false };
    assert.equal(line(gru, 'h̃_t').text, 'h̃_t = tanh(W_hᵀ x_t + r_t ⊙ U_hᵀ h_{t-1})');
  });

  it('take symbolic sizes', () => {
    assert.equal(
      line(keras, 'f_t', 'hidden_size', 'input_size').shapesText,
      '[hidden_size, input_size]·[input_size, 1] + [hidden_size, hidden_size]·[hidden_size, 1] + [hidden_size, 1] → [hidden_size, 1]',
    );
  });

  it('project the hidden state', () => {
    const choice = { ...keras, layout: 'torch', projection: 3 };
    const lines = stepEquations(choice, { units: size(10), features: size(8), projection: size(3) });
    assert.equal(lines.at(-1)?.text, 'h_t = W_hr (o_t ⊙ tanh(c_t))');
    assert.equal(lines.at(-1)?.shapesText, '[3, 10]·([10, 1] ⊙ [10, 1]) → [3, 1]');
  });

  it('write an activation by the name that the program gave it', () => {
    assert.match(line({ ...keras, recurrentActivation: 'hard_sigmoid' }, 'f_t').text, /= hard_sigmoid\(/);
    assert.doesNotMatch(line({ ...keras, recurrentActivation: 'a}\\href{x' }, 'f_t').latex, /href\{/);
  });

  it('are none for a cell whose arithmetic is not known', () => {
    assert.deepEqual(
      stepEquations({ ...keras, kind: 'conv-lstm' }, { units: size(1), features: size(1) }),
      [],
    );
    assert.deepEqual(
      stepEquations({ ...keras, kind: 'constructor' }, { units: size(1), features: size(1) }),
      [],
    );
    assert.deepEqual(
      stepEquations({ ...keras, layout: 'nowhere' }, { units: size(1), features: size(1) }),
      [],
    );
  });

  it('exist for every cell of every layout, one line each', () => {
    for (const layout of layouts)
      for (const kind of Object.keys(layout.cells)) {
        const choice = { ...keras, layout: layout.name, resetAfter: kind === 'gru-reset-after' };
        const plain = kind.startsWith('gru') ? 'gru' : kind;
        const projection = kind === 'lstm-projected' ? 1 : undefined;
        const bound = bindCell({ ...choice, kind: projection ? 'lstm' : plain, projection });
        assert.ok(bound.ok, `${layout.name} ${kind}`);
        assert.equal(bound.value.cell.name, kind);
        assert.deepEqual(
          bound.value.equations.map(equation => equation.target),
          bound.value.cell.lines.map(each => each.target),
        );
      }
  });
});

describe('parsing a formula', () => {
  const broken: readonly [text: string, message: RegExp][] = [
    ['f_t = sigmoid(W_f * x_t', /expected|Parenthesis/i],
    ['W_f * x_t', /one equation/],
    ['f_t = x_t ^ 2', /operator pow/],
    ['f_t = max(a, b)', /one argument/],
    ['f_t = [1, 2]', /no array/],
    ['f_t = "text"', /not a number/],
    ['', /one equation/],
  ];
  for (const [text, message] of broken)
    it(`says what is wrong with "${text}"`, () => {
      const result = parseEquation(text);
      assert.ok(!result.ok);
      assert.match(result.problems[0]?.message ?? '', message);
    });
});

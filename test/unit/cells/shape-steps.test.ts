/** The operations of a cell in symbols: each with its rule, for one sample and for a batch. */
import assert from 'node:assert/strict';
import { bindCell, layouts, shapeSteps } from '../../../src/cells/index.ts';
import { keras } from '../../support/cells.ts';

function stepsOf(kind: string, layout: string, projection?: number) {
  const bound = bindCell({ ...keras, kind, layout, projection });
  return bound.ok ? shapeSteps(bound.value) : undefined;
}

describe('the operations of a cell without numbers', () => {
  it('have operands in parentheses where they would be read otherwise', () => {
    const words = (choice: Partial<Parameters<typeof bindCell>[0]>): readonly string[] => {
      const bound = bindCell({ ...keras, kind: 'gru', ...choice });
      assert.ok(bound.ok);
      return shapeSteps(bound.value).map(({ operator, operands }) =>
        operands.map(({ text }) => text).join(` ${operator} `),
      );
    };
    assert.ok(words({}).includes('U_hᵀ · (r_t ⊙ h_{t-1})'), words({}).join('\n'));
    assert.ok(words({ kind: 'lstm', recurrentDropout: true }).includes('U_fᵀ · (m_f ⊙ h_{t-1})'));
    assert.ok(words({ layout: 'torch', resetAfter: true }).includes('r_t ⊙ (W_hn h_{t-1} + b_hn)'));
  });

  it('say their shapes and rules in the words of the framework', () => {
    const keras = stepsOf('lstm', 'keras')?.filter(({ target }) => target === 'f_t') ?? [];
    assert.deepEqual(
      keras.map(({ statement }) => statement),
      [
        '[units, features] · [features, 1] → [units, 1]',
        '[units, units] · [units, 1] → [units, 1]',
        '[units, 1] + [units, 1] + [units, 1] → [units, 1]',
        'σ([units, 1]) → [units, 1]',
      ],
    );
    assert.match(keras[0]?.rule ?? '', /^The inner sizes must be equal, features and features/);
    assert.match(keras[3]?.rule ?? '', /the shape stays/);
    assert.equal(keras.at(-1)?.name, 'f_t');
    const torch = stepsOf('lstm', 'torch')?.find(({ target }) => target === 'f_t');
    assert.equal(torch?.statement, '[hidden_size, input_size] · [input_size, 1] → [hidden_size, 1]');
  });

  it('say what a batch makes of them', () => {
    const keras = stepsOf('lstm', 'keras')?.filter(({ target }) => target === 'f_t') ?? [];
    assert.deepEqual(
      keras.map(({ batch }) => batch),
      [
        '(batch, features) · (features, units) → (batch, units)',
        '(batch, units) · (units, units) → (batch, units)',
        '(batch, units) + (batch, units) + (units,) → (batch, units)',
        'σ(batch, units) → (batch, units)',
      ],
    );
    const gru = stepsOf('gru', 'keras')?.find(({ operator }) => operator === '−');
    assert.equal(gru?.statement, '1 − [units, 1] → [units, 1]');
    assert.match(gru?.rule ?? '', /plain number/);
    const projected = stepsOf('lstm', 'torch', 4)?.at(-1);
    assert.equal(projected?.batch, '(batch, hidden_size) · (hidden_size, projection) → (batch, projection)');
  });

  it('fit for every cell of every layout', () => {
    for (const { name } of layouts)
      for (const kind of ['lstm', 'gru', 'simple-rnn'])
        for (const step of stepsOf(kind, name) ?? []) {
          assert.ok(
            !`${step.statement}${step.batch}`.includes('?'),
            `${name}: ${step.statement} ${step.batch}`,
          );
          assert.ok(step.result.length === 2 && step.rule !== '', `${name}: ${step.statement}`);
        }
  });
});

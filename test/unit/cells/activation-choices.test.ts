/** The activations that a framework can be given, each by a name that means it there. */
import assert from 'node:assert/strict';
import { activationNames, scalarActivation } from '../../../src/cells/activations.ts';
import { activationChoices, bindCell, type Layout, layoutNamed, layouts } from '../../../src/cells/index.ts';
import { keras } from './layers.ts';

const choicesOf = (layout: Layout) => activationChoices(layout).map(({ name, title }) => [name, title]);

describe('choices of activations', () => {
  for (const layout of layouts)
    it(`are names that ${layout.title} knows, each of another definition`, () => {
      const kind =
        Object.keys(layout.cells).find(name => name.startsWith('lstm')) ??
        (layout.cells['simple-rnn'] ? 'simple-rnn' : 'gru');
      const definitions = activationChoices(layout).map(({ name }) => {
        const bound = bindCell({ ...keras, kind, layout: layout.name, activation: name });
        assert.ok(bound.ok);
        const used: readonly string[] =
          JSON.stringify(bound.value.equations).match(/"activation":"(\w+)"/g) ?? [];
        const own = activationNames.filter(each => used.includes(`"activation":"${each}"`));
        return own.find(each => each !== 'sigmoid') ?? 'sigmoid';
      });
      assert.ok(definitions.length > 10);
      assert.equal(new Set(definitions).size, definitions.length, definitions.join());
    });

  it('say which hard_sigmoid is meant', () => {
    const [keras3, keras2] = ['keras', 'keras2'].map(layoutNamed);
    assert.ok(keras3 && keras2);
    const hard = (layout: Layout) =>
      choicesOf(layout).filter(([, title]) => title?.startsWith('hard_sigmoid'));
    assert.deepEqual(hard(keras3), [
      ['hard_sigmoid', 'hard_sigmoid: x/6 + 0.5, held in [0, 1]'],
      ['hard_sigmoid_fifth', 'hard_sigmoid: 0.2x + 0.5, held in [0, 1]'],
    ]);
    assert.deepEqual(hard(keras2), [['hard_sigmoid', 'hard_sigmoid: 0.2x + 0.5, held in [0, 1]']]);
    assert.equal(scalarActivation('hard_sigmoid')?.(1), 1 / 6 + 0.5);
    assert.equal(scalarActivation('hard_sigmoid_fifth')?.(1), 0.7);
  });
});

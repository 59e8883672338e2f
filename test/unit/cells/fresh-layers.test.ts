/** Layers that a calculator can begin with are layers that it can calculate. */
import assert from 'node:assert/strict';
import { bindCell, layoutNamed, layouts } from '../../../src/cells/index.ts';
import { readSpec } from '../../../src/protocol/calculatorSpec.ts';
import { FRESH_LAYERS, freshSpec } from '../../../src/protocol/freshLayers.ts';
import { choiceOf } from '../../../webview/state/model.ts';

describe('a calculator without code', () => {
  for (const framework of FRESH_LAYERS)
    for (const layer of framework.layers)
      it(`begins with ${layer.layer} of ${framework.framework}`, () => {
        const spec = freshSpec(framework, layer);
        assert.deepEqual(readSpec(spec), spec);
        assert.equal(layoutNamed(framework.layoutName)?.title, framework.framework);
        const bound = bindCell(choiceOf(spec));
        assert.ok(bound.ok, JSON.stringify(bound));
        assert.equal(bound.value.cell.name.startsWith(layer.cell), true);
      });

  it('may be of every framework whose layout is known', () => {
    const begun = FRESH_LAYERS.map(({ layoutName }) => layoutName);
    // Storages of the same framework beside the one that it begins with, and equations that a person has written.
    const others = [
      'keras2',
      'flax-nnx',
      'flax-nnx-fused',
      'chainer-nstep',
      'tensorflow1-gru-block',
      'by-hand',
    ];
    assert.deepEqual(
      layouts.flatMap(({ name }) => (begun.includes(name) || others.includes(name) ? [] : [name])),
      [],
    );
  });
});

/** Arrays without names, as np.savez makes them of a layer's list of weights. */
import assert from 'node:assert/strict';
import { recurrentLayers, type WeightFile, type WeightTensor } from '../../../src/weights/index.ts';

function archive(...shapes: readonly (readonly number[])[]): WeightFile {
  const tensors = shapes.map(
    (shape, place): WeightTensor => ({
      name: `arr_${place}`,
      dtype: 'float32',
      shape,
      order: 'rows',
      place: { kind: 'unwritten' },
      values: () => new Float32Array(),
    }),
  );
  // The directory of an archive is in any order.
  return { format: 'npz', tensors: [...tensors].reverse() };
}

const told = (file: WeightFile): readonly string[] =>
  recurrentLayers(file).map(
    ({ name, layout, cell, units, inputSize, weights }) =>
      `${name}: ${layout} ${cell} ${inputSize} ${units} ${weights.map(weight => `${weight.name}=${weight.tensor.name}`).join(' ')}`,
  );

describe('arrays without names', () => {
  it('are the weights of a layer of Keras where they fit', () => {
    assert.deepEqual(told(archive([8, 40], [10, 40], [40])), [
      'arr_0 to arr_2: keras lstm 8 10 kernel=arr_0 recurrent_kernel=arr_1 bias=arr_2',
    ]);
    assert.match(told(archive([8, 30], [10, 30], [2, 30]))[0] ?? '', /keras gru-reset-after 8 10/);
    assert.match(told(archive([8, 30], [10, 30], [30]))[0] ?? '', /keras gru 8 10/);
  });

  it('are the weights of a layer of PyTorch where they fit', () => {
    assert.match(told(archive([40, 8], [40, 10], [40], [40]))[0] ?? '', /torch lstm 8 10 weight_ih=arr_0/);
    assert.match(told(archive([30, 8], [30, 10], [30], [30]))[0] ?? '', /torch gru-reset-after 8 10/);
  });

  it('are found among those of other layers, in their order', () => {
    const model = archive([100, 8], [8, 40], [10, 40], [40], [10, 16], [4, 16], [16], [4, 2], [2]);
    assert.deepEqual(
      recurrentLayers(model).map(({ name }) => name),
      ['arr_1 to arr_3', 'arr_4 to arr_6'],
    );
  });

  it('are none where shapes do not fit, or would fit dense layers too', () => {
    assert.deepEqual(told(archive([8, 10], [10, 10], [10])), []);
    assert.deepEqual(told(archive([8, 40], [10, 40])), []);
    assert.deepEqual(told(archive([8, 40], [10, 40], [39])), []);
    assert.deepEqual(told(archive([8, 64], [64], [64, 10], [10])), []);
  });
});

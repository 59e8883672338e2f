/** A layer that no variable names is called by the code that leads to it from its model, as the framework has it. */
import assert from 'node:assert/strict';
import { analyseTexts } from '../../support/analyse.ts';

async function layerNames(code: string): Promise<readonly (string | undefined)[]> {
  const { files } = await analyseTexts({ 'main.py': code });
  return (files.get('/project/main.py')?.layers ?? []).map(({ name }) => name);
}

describe('names of layers in models', () => {
  it('go through the list of layers in Keras', async () => {
    const names = await layerNames(`from keras import Input, Sequential
from keras.layers import LSTM, Dense
model = Sequential([Input((7, 8)), LSTM(10), Dense(3)])
`);
    assert.deepEqual(names.slice(-2), ['model.layers[0]', 'model.layers[1]']);
  });

  it('count functions among the layers in tf_keras', async () => {
    const names = await layerNames(`import tensorflow as tf
import tf_keras
series = tf_keras.Input((4, 3))
twice = tf.concat([series, series], axis=-1)
model = tf_keras.Model(series, tf_keras.layers.LSTM(5)(twice))
`);
    assert.equal(names.at(-1), 'model.layers[2]');
  });

  it('count through containers in PyTorch, one in another too', async () => {
    const names = await layerNames(`import torch.nn as nn
net = nn.Sequential(nn.Sequential(nn.Linear(3, 4), nn.ReLU()), nn.LSTM(4, 5))
`);
    assert.deepEqual(names, ['net[0][0]', 'net[0][1]', 'net[1]']);
  });

  it('count through containers in Paddle', async () => {
    const names = await layerNames(`import paddle.nn as nn
net = nn.Sequential(nn.Linear(3, 4), nn.LSTM(4, 5))
`);
    assert.deepEqual(names, ['net[0]', 'net[1]']);
  });
});

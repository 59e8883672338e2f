import * as tf from '@tensorflow/tfjs';

const text = 'hello world, hello tensors';
const chars = [...new Set(text)].sort();
const charSize = 15;
const maxLen = 5;

function oneHot(ids: number[]): tf.Tensor2D {
  return tf.oneHot(tf.tensor1d(ids, 'int32'), charSize) as tf.Tensor2D;
}

const inputs: tf.Tensor2D[] = [];
const targets: tf.Tensor2D[] = [];
for (let i = 0; i + maxLen < 20; i++) {
  const window = Array.from({length: maxLen}, (_, k) => chars.indexOf(text[i + k]));
  inputs.push(oneHot(window));
  targets.push(oneHot([chars.indexOf(text[i + maxLen])]));
}
const xs = tf.stack(inputs) as tf.Tensor3D;
const ys = tf.concat(targets);

const model = tf.sequential({
  layers: [
    tf.layers.lstm({units: 24, inputShape: [maxLen, charSize]}),
    tf.layers.dense({units: charSize, activation: 'softmax'}),
  ],
});
model.compile({optimizer: tf.train.rmsprop(0.05), loss: 'categoricalCrossentropy'});
await model.fit(xs, ys, {epochs: 1, batchSize: 4, verbose: 0});

const tf = require('@tensorflow/tfjs');

const samples = [];
for (let i = 0; i < 64; i++) {
  samples.push({xs: [i, i * 2, i % 5, 1], ys: [i / 64]});
}
const xs = tf.tensor2d(samples.map(s => s.xs));
const ys = tf.tensor2d(samples.map(s => s.ys));
const numOfFeatures = xs.shape[1];

const model = tf.sequential();
model.add(tf.layers.lstm({inputShape: [1, numOfFeatures], units: 8}));
model.add(tf.layers.dense({units: 1}));
model.compile({optimizer: tf.train.sgd(1e-6), loss: 'meanSquaredError'});
await model.fit(xs.expandDims(1), ys, {epochs: 2, batchSize: 8});

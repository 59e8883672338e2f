// Statements that TensorFlow.js refuses, one a line; `node words/tfjs.cjs` records what it says of each.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const tf = require('@tensorflow/tfjs');

const lstm = options => tf.layers.lstm({ units: 4, ...options });
const model = (...layers) => tf.sequential({ layers });

const STATEMENTS = [
  () => tf.tensor([1, 2, 3], [2, 2]),
  () => tf.tensor2d([1, 2, 3], [2, 2]),
  () => tf.zeros([2, 3]).matMul(tf.zeros([4, 5])),
  () => tf.zeros([2, 3]).add(tf.zeros([2, 4])),
  () => tf.zeros([2, 3]).reshape([4, 2]),
  () => tf.concat([tf.zeros([2, 3]), tf.zeros([2, 4])], 0),
  () => tf.stack([tf.zeros([2]), tf.zeros([3])]),
  () => tf.zeros([10, 3]).slice([5, 0], [20, 3]),
  () => model(lstm({ inputShape: [3] })),
  () => model(lstm({ inputShape: [5, 3] }), lstm({})),
  () => model(lstm({ inputShape: [5, 3] })).predict(tf.zeros([8, 3])),
  () => model(lstm({ inputShape: [5, 3] })).predict(tf.zeros([8, 5, 2])),
  () => tf.layers.concatenate().apply([tf.input({ shape: [4, 2] }), tf.input({ shape: [5, 2] })]),
  () => tf.layers.add().apply([tf.input({ shape: [4] }), tf.input({ shape: [5] })]),
  () => model(tf.layers.dense({ units: 4, inputShape: [6] }), tf.layers.reshape({ targetShape: [3, 3] })),
  () => tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 3 }) }).apply(tf.input({ shape: [5] })),
  () => tf.losses.meanSquaredError(tf.zeros([4, 3]), tf.zeros([4, 2])),
  () => model(tf.layers.dense({ units: 0, inputShape: [3] })),
  () => model(tf.layers.dense({ units: 3 })).predict(tf.zeros([2, 3])),
  () => tf.split(tf.zeros([5, 2]), 2),
  () => tf.zeros([2, 3]).transpose([0, 1, 2]),
  () => tf.zeros([2, 3]).expandDims(5),
  () => tf.zeros([2, 3]).squeeze([0]),
  () => tf.zeros([2, 3]).sum(2),
];
const said = {};
for (const statement of STATEMENTS) {
  try {
    statement();
    console.log(`not refused: ${statement}`);
  } catch (error) {
    said[String(statement).replace(/^\(\) => /, '')] = `${error.name}: ${error.message}`;
  }
}
writeFileSync(path.join(__dirname, 'tfjs.json'), `${JSON.stringify(said, null, 1)}\n`);

import * as tf from '@tensorflow/tfjs';
const xs = Array.from({ length: 32 }, (_, i) => [[i], [i + 1], [i + 2]]);
const ys = xs.map(row => row[0]);
const ds = tf.data.zip({ xs: tf.data.array(xs), ys: tf.data.array(ys) }).shuffle(8).batch(16);
const seen = [];
await ds.forEachAsync((e) => { seen.push(e.xs, e.ys); });
const x = seen[0];
const y = seen[1];
function* rows() { for (let i = 0; i < 8; i++)
  yield { xs: tf.zeros([3, 1]), ys: tf.ones([1]) }; }
const generated = tf.data.generator(rows).batch(4, false).map((e) => ({ xs: e.xs.mul(2), ys: e.ys }));
const [first] = await generated.take(1).toArray();
const gx = first.xs;
const gy = first.ys;
const model = tf.sequential();
model.add(tf.layers.simpleRNN({ units: 4, inputShape: [3, 1] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fitDataset(ds, { epochs: 1, verbose: 0 });
await model.fitDataset(generated, { epochs: 1, verbose: 0 });

const tf = require('@tensorflow/tfjs');

async function run() {
  const xs = tf.tensor3d([[[8], [3]]]);
  const ys = tf.tensor3d([[[0], [1]]]);

  const model = tf.sequential();
  const hidden = tf.layers.lstm({
    units: 3,
    activation: 'sigmoid',
    inputShape: [2, 1],
    returnSequences: true
  });
  model.add(hidden);
  const output = tf.layers.lstm({
    units: 1,
    activation: 'sigmoid',
    returnSequences: true
  });
  model.add(output);

  const sgd = tf.train.sgd(0.0001);
  model.compile({optimizer: sgd, loss: tf.losses.meanSquaredError});
  await model.fit(xs, ys, {epochs: 3});
  const inputs = tf.tensor3d([[[1], [2]]]);
  const outputs = model.predict(inputs);
  console.log(outputs.argMax().dataSync());
}
await run();

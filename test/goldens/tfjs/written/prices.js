import * as tf from '@tensorflow/tfjs';
function ComputeSMA(data, windowSize) {
  const res = [];
  for (let i = 0; i <= data.length - windowSize; i++) {
    const set = data.slice(i, i + windowSize);
    const avg = set.reduce((acc, d) => acc + d.price, 0) / windowSize;
    res.push({ set: set.map(d => d.price), avg });
  }
  return res;
}
const prices = Array.from({ length: 60 }, (_, i) => ({ price: Math.sin(i) + i }));
const windowSize = 10;
const sma = ComputeSMA(prices, windowSize);
const inputs = sma.map(row => row.set);
const outputs = sma.map(row => row.avg);
async function trainModel(X, Y, window_size, n_epochs, learning_rate, n_layers) {
  const input_layer_shape = window_size;
  const input_layer_neurons = 64;
  const rnn_input_layer_features = 8;
  const rnn_input_layer_timesteps = input_layer_neurons / rnn_input_layer_features;
  const rnn_input_shape = [rnn_input_layer_features, rnn_input_layer_timesteps];
  const rnn_output_neurons = 20;
  const model = tf.sequential();
  const xs = tf.tensor2d(X, [X.length, X[0].length]).div(tf.scalar(10));
  const ys = tf.tensor2d(Y, [Y.length, 1]).reshape([Y.length, 1]).div(tf.scalar(10));
  model.add(tf.layers.dense({ units: input_layer_neurons, inputShape: [input_layer_shape] }));
  model.add(tf.layers.reshape({ targetShape: rnn_input_shape }));
  let lstm_cells = [];
  for (let index = 0; index < n_layers; index++) {
    lstm_cells.push(tf.layers.lstmCell({ units: rnn_output_neurons }));
  }
  model.add(tf.layers.rnn({ cell: lstm_cells, inputShape: rnn_input_shape, returnSequences: false }));
  model.add(tf.layers.dense({ units: 1, inputShape: [rnn_output_neurons] }));
  model.compile({ optimizer: tf.train.adam(learning_rate), loss: 'meanSquaredError' });
  const hist = await model.fit(xs, ys, { batchSize: 16, epochs: n_epochs, verbose: 0 });
  return { model, stats: hist };
}
const { model: trained, stats } = await trainModel(inputs, outputs, windowSize, 1, 0.01, 3);
function makePredictions(X, model) {
  const predictedResults = model.predict(tf.tensor2d(X, [X.length, X[0].length]).div(tf.scalar(10))).mul(10);
  return Array.from(predictedResults.dataSync());
}
const p = makePredictions(inputs.slice(0, 7), trained);
const again = tf.tensor1d(p);

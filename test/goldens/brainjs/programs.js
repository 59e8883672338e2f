// Programs as people write them; each is run by itself. The name stands behind the dashes.
// --- forecast of two series
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({
  inputSize: 2,
  hiddenLayers: [10],
  outputSize: 2,
});
net.train(
  [
    [[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]],
  ],
  { log: false, errorThresh: 0.09, iterations: 2 },
);
const output = net.forecast([[1, 5], [2, 4]], 2);
// --- one series
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep();
net.train([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]], { iterations: 2 });
const next = net.run([1, 2, 3]);
// --- sizes from the data
const { recurrent } = require('brain.js');

const net = new recurrent.GRUTimeStep({ hiddenLayers: [8, 8] });
net.train([[[1, 2, 3], [2, 3, 4], [3, 4, 5]]], { iterations: 2 });
// --- inputs and outputs
const brain = require('brain.js');

const net = new brain.recurrent.RNNTimeStep({ hiddenLayers: [6] });
net.train([{ input: [1, 2, 3], output: [4] }, { input: [2, 3, 4], output: [5] }], { iterations: 2 });
// --- inputs and outputs of several values
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [4], outputSize: 2 });
net.train([{ input: [[1, 2], [2, 3]], output: [[3, 4]] }], { iterations: 2 });
// --- before any data
const brain = require('brain.js');

const rnn = new brain.recurrent.RNN({ inputSize: 6, inputRange: 12, outputSize: 6, hiddenLayers: [8, 4] });
const lstm = new brain.recurrent.LSTM();
const gru = new brain.recurrent.GRU({ inputSize: 4, inputRange: 9, outputSize: 5, hiddenLayers: [7] });
rnn.initialize();
lstm.initialize();
gru.initialize();
// --- sizes that differ
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [10], outputSize: 1 });
net.train([[[1, 5], [2, 4]]], { iterations: 2 });
// --- one size left out
const brain = require('brain.js');

const net = new brain.recurrent.GRUTimeStep({ inputSize: 3, hiddenLayers: [10] });
net.train([[[1, 5, 2], [2, 4, 1]]], { iterations: 2 });
// --- wider steps than the network
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [10], outputSize: 2 });
net.train([[[1, 5, 9], [2, 4, 8], [3, 3, 7]]], { iterations: 2 });
// --- rows of another length than a step
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [10], outputSize: 2 });
net.train([[1, 2, 3], [2, 3, 4]], { iterations: 2 });
// --- rows that are steps
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [10], outputSize: 2 });
net.train([[1, 2], [2, 3]], { iterations: 2 });
// --- a list of numbers
const brain = require('brain.js');

const net = new brain.recurrent.GRUTimeStep();
net.train([1, 2, 3, 4], { iterations: 2 });
// --- pairs of numbers for a wide network
const brain = require('brain.js');

const net = new brain.recurrent.RNNTimeStep({ inputSize: 2, hiddenLayers: [5], outputSize: 2 });
net.train([{ input: [1, 2], output: [3, 4] }], { iterations: 2 });
// --- pairs of steps that are too wide
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 2, hiddenLayers: [5], outputSize: 2 });
net.train([{ input: [[1, 2, 3], [2, 3, 4]], output: [[3, 4, 5]] }], { iterations: 2 });
// --- sizes of 1 follow the data
const brain = require('brain.js');

const net = new brain.recurrent.LSTMTimeStep({ inputSize: 1, hiddenLayers: [5], outputSize: 1 });
net.train([[[1, 2], [2, 3], [3, 4]]], { iterations: 2 });
// --- trained again on other data
const brain = require('brain.js');

const net = new brain.recurrent.GRUTimeStep({ hiddenLayers: [5] });
net.train([[[1, 2], [2, 3], [3, 4]]], { iterations: 2 });
net.train([[1, 2, 3], [2, 3, 4]], { iterations: 2 });
// --- options built elsewhere
const brain = require('brain.js');

const base = { hiddenLayers: Array(2).fill(6), learningRate: 0.01 };
const options = { ...base, inputSize: 3, outputSize: 3 };
const net = new brain.recurrent.LSTMTimeStep(options);
const rows = Array.from({ length: 4 }, (_, i) => [i, i + 1, i + 2]);
net.train([rows.slice(0, 3), rows.slice(1)], { iterations: 2 });

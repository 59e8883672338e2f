import * as tf from '@tensorflow/tfjs';

type Row = { close: number; volume: number };
const rows: Row[] = Array.from({ length: 120 }, (_, i) => ({ close: Math.sin(i / 5), volume: i % 7 }));
const WINDOW = 20;

function makeWindows(data: Row[], size: number) {
  const inputs: number[][][] = [];
  const outputs: number[] = [];
  for (let i = 0; i + size < data.length; i++) {
    inputs.push(data.slice(i, i + size).map(r => [r.close, r.volume]));
    outputs.push(data[i + size].close);
  }
  return { xs: tf.tensor3d(inputs), ys: tf.tensor1d(outputs).expandDims(1) };
}

const { xs, ys } = makeWindows(rows, WINDOW);

function buildModel(window: number): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.lstm({ units: 32, inputShape: [window, 2], returnSequences: true }));
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.lstm({ units: 16 }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' });
  return model;
}

const model = buildModel(WINDOW);
await model.fit(xs, ys, { epochs: 1, batchSize: 16, verbose: 0 });

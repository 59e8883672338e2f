/**
 * Records a model as TensorFlow.js saves it: tfjs/model.json with its shards, and tfjs.json with what the layers hold.
 *
 *     node record.cjs        # with @tensorflow/tfjs installed
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const tf = require('@tensorflow/tfjs');

const FOLDER = path.join(__dirname, 'tfjs');
/** Bytes: small, so that there are two shards with a weight that lies in both. */
const SHARD = 600;

/** As the handlers of TensorFlow.js write it (io/browser_files.ts), with the weights in shards as its converter has them. */
function write(name, artifacts, group = 'group1') {
  const data = Buffer.from(artifacts.weightData);
  const paths = [];
  const count = Math.ceil(data.length / SHARD);
  for (let place = 0; place < count; place++) {
    paths.push(`${group}-shard${place + 1}of${count}.bin`);
    writeFileSync(path.join(FOLDER, paths[place]), data.subarray(place * SHARD, (place + 1) * SHARD));
  }
  const model = {
    format: 'layers-model',
    modelTopology: artifacts.modelTopology,
    weightsManifest: [{ paths, weights: artifacts.weightSpecs }],
  };
  writeFileSync(path.join(FOLDER, name), JSON.stringify(model));
}

async function main() {
  mkdirSync(FOLDER, { recursive: true });
  await tf.setBackend('cpu');
  const model = tf.sequential();
  const recurrent = { returnSequences: true };
  model.add(tf.layers.lstm({ units: 4, inputShape: [5, 3], ...recurrent }));
  model.add(tf.layers.bidirectional({ layer: tf.layers.gru({ units: 2, ...recurrent }), mergeMode: 'concat' }));
  model.add(tf.layers.simpleRNN({ units: 3, useBias: false }));
  model.add(tf.layers.dense({ units: 1 }));
  await model.save(
    tf.io.withSaveHandler(async artifacts => {
      write('model.json', artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const tensors = await Promise.all(
    model.weights.map(async ({ name, shape, val }) => ({
      name,
      dtype: 'float32',
      shape,
      values: Array.from(await val.data()),
    })),
  );
  const layers = [
    { kind: 'lstm', units: 4, inputSize: 3, layers: 1, directions: 1 },
    { kind: 'gru', units: 2, inputSize: 4, layers: 1, directions: 2 },
    { kind: 'simple-rnn', units: 3, inputSize: 4, layers: 1, directions: 1 },
  ];
  writeFileSync(path.join(__dirname, 'tfjs.json'), `${JSON.stringify({ 'model.json': { tensors, layers } })}\n`);
}

void main();

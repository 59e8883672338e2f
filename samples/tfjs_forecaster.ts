/**
 * Tomorrow's temperature from the last two weeks of weather, in TensorFlow.js.
 *
 * Try this: rest the pointer on `tf.layers.lstm` and `tf.layers.gru` (four gates and three), and on `forecast`. Then take
 * `returnSequences: true` away and look at the Problems panel.
 */
import * as tf from '@tensorflow/tfjs';

const DAYS = 14;
const features = ['temperature', 'pressure', 'humidity', 'wind', 'rain'];

function buildModel(units: number): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.lstm({ units, returnSequences: true, inputShape: [DAYS, features.length] }));
  model.add(tf.layers.gru({ units: units / 2 }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

const model = buildModel(32);
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });

const weather = tf.randomNormal([64, DAYS, features.length]);
const forecast = model.predict(weather) as tf.Tensor;
console.log(forecast.shape);

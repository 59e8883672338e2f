import * as tf from '@tensorflow/tfjs';
class ZLayer extends tf.layers.Layer {
  constructor(config) { super(config); }
  computeOutputShape(inputShape) { return inputShape[0]; }
  call(inputs, kwargs) {
    const [zMean, zLogVar] = inputs;
    const [batch, dim] = zMean.shape;
    const epsilon = tf.randomNormal([batch, dim], 0, 1.0);
    const temp = zLogVar.mul(0.5).exp().mul(epsilon);
    return zMean.add(temp);
  }
  static get className() { return 'ZLayer'; }
}
tf.serialization.registerClass(ZLayer);
function encoder({ originalDim, intermediateDim, latentDim }) {
  const inputs = tf.input({ shape: [7, originalDim], name: 'encoder_input' });
  const x = tf.layers.lstm({ units: intermediateDim }).apply(inputs);
  const zMean = tf.layers.dense({ units: latentDim, name: 'z_mean' }).apply(x);
  const zLogVar = tf.layers.dense({ units: latentDim, name: 'z_log_var' }).apply(x);
  const z = new ZLayer({ name: 'z' }).apply([zMean, zLogVar]);
  return tf.model({ inputs, outputs: [zMean, zLogVar, z], name: 'encoder' });
}
function decoder({ originalDim, intermediateDim, latentDim }) {
  const input = tf.input({ shape: [latentDim] });
  let y = tf.layers.repeatVector({ n: 7 }).apply(input);
  y = tf.layers.lstm({ units: intermediateDim, returnSequences: true }).apply(y);
  y = tf.layers.timeDistributed({ layer: tf.layers.dense({ units: originalDim }) }).apply(y);
  return tf.model({ inputs: input, outputs: y, name: 'decoder' });
}
const opts = { originalDim: 5, intermediateDim: 12, latentDim: 2 };
const enc = encoder(opts), dec = decoder(opts);
const [m, v, z] = enc.apply(enc.inputs);
const out = dec.apply(z);
const vae = tf.model({ inputs: enc.inputs, outputs: [out, m, v], name: 'vae' });
const res = vae.predict(tf.zeros([3, 7, 5]));
const rec = res[0];
const zs = enc.predict(tf.zeros([3, 7, 5]))[2];
const loss = tf.tidy(() => {
  const kl = res[2].add(1).sub(res[1].square()).sub(res[2].exp()).sum(-1).mul(-0.5);
  const mse = tf.losses.meanSquaredError(tf.zeros([3, 7, 5]), rec);
  return kl.mean().add(mse);
});
const bad = dec.predict(tf.zeros([3, 3]));

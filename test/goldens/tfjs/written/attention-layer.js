import * as tf from '@tensorflow/tfjs';
class Attention extends tf.layers.Layer {
  config;
  static className = 'Attention';
  w;
  v;
  constructor(config) {
    super(config);
    this.config = config;
  }
  build(inputShape) {
    const features = inputShape[inputShape.length - 1];
    this.w = this.addWeight('w', [features, this.config.units], 'float32', tf.initializers.glorotNormal({}));
    this.v = this.addWeight('v', [this.config.units, 1], 'float32', tf.initializers.glorotNormal({}));
    this.built = true;
  }
  computeOutputShape(inputShape) {
    return [inputShape[0], inputShape[2]];
  }
  call(inputs) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const [batch, steps, features] = x.shape;
      const flat = x.reshape([-1, features]);
      const score = tf.matMul(tf.tanh(tf.matMul(flat, this.w.read())), this.v.read());
      const weights = tf.softmax(score.reshape([batch, steps]), -1).expandDims(2);
      const context = x.mul(weights).sum(1);
      return context;
    });
  }
  getConfig() { return { ...super.getConfig(), units: this.config.units }; }
}
tf.serialization.registerClass(Attention);
const inputs = tf.input({ shape: [12, 6] });
const h = tf.layers.lstm({ units: 10, returnSequences: true }).apply(inputs);
const a = new Attention({ units: 5 }).apply(h);
const y = tf.layers.dense({ units: 2 }).apply(a);
const model = tf.model({ inputs, outputs: y });
const p = model.predict(tf.ones([3, 12, 6]));

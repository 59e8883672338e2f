import * as tf from '@tensorflow/tfjs';
const args = { encoderTokens: 30, decoderTokens: 40 };
class Seq2seq {
  a;
  latentDim;
  model;
  encoderModel;
  decoderModel;
  constructor(a) {
    this.a = a;
    this.latentDim = a.latentDim ?? 24;
    this.prepareEncoder();
  }
  prepareEncoder() {
    const encoderInputs = tf.layers.input({ shape: [null, this.a.encoderTokens], name: 'encoderInputs' });
    const encoder = tf.layers.lstm({ units: this.latentDim, returnState: true, name: 'encoderLstm' });
    const [, stateH, stateC] = encoder.apply(encoderInputs);
    const encoderStates = [stateH, stateC];
    const decoderInputs = tf.layers.input({ shape: [null, this.a.decoderTokens], name: 'decoderInputs' });
    const decoderLstm = tf.layers.lstm({ units: this.latentDim, returnSequences: true, returnState: true });
    const [decoderOutputs] = decoderLstm.apply([decoderInputs, ...encoderStates]);
    const dense = tf.layers.dense({ units: this.a.decoderTokens, activation: 'softmax' });
    const out = dense.apply(decoderOutputs);
    this.model = tf.model({ inputs: [encoderInputs, decoderInputs], outputs: out });
    this.encoderModel = tf.model({ inputs: encoderInputs, outputs: encoderStates });
    const h = tf.layers.input({ shape: [this.latentDim] });
    const c = tf.layers.input({ shape: [this.latentDim] });
    const [o, h2, c2] = decoderLstm.apply([decoderInputs, h, c]);
    this.decoderModel = tf.model({ inputs: [decoderInputs, h, c], outputs: [dense.apply(o), h2, c2] });
  }
  decode(seq, steps = 3) {
    let states = this.encoderModel.predict(seq);
    let target = tf.zeros([1, 1, this.a.decoderTokens]);
    const words = [];
    for (let i = 0; i < steps; i++) {
      const [tokens, h, c] = this.decoderModel.predict([target, ...states]);
      const last = tokens.slice([0, 0, 0], [1, 1, this.a.decoderTokens]).reshape([this.a.decoderTokens]);
      const idx = last.argMax(0).dataSync()[0];
      words.push(idx);
      states = [h, c];
    }
    return words;
  }
}
const s = new Seq2seq(args);
const w = s.decode(tf.zeros([1, 7, args.encoderTokens]));
const both = s.model.predict([tf.zeros([2, 5, 30]), tf.zeros([2, 6, 40])]);

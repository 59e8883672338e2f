import * as tf from '@tensorflow/tfjs';
const TEXT = 'the quick brown fox jumps over the lazy dog. the end of the story is near.';
const SAMPLE_LEN = 10;
const SAMPLE_STEP = 3;
class TextData {
  text;
  sampleLen;
  step;
  charSet_ = [];
  indices_ = [];
  constructor(text, sampleLen, step) {
    this.text = text;
    this.sampleLen = sampleLen;
    this.step = step;
    this.getCharSet();
    this.indices_ = [...text].map(c => this.charSet_.indexOf(c));
  }
  sampleLenOf() { return this.sampleLen; }
  get charSetSize() { return this.charSet_.length; }
  getCharSet() {
    for (let i = 0; i < this.text.length; ++i) {
      if (this.charSet_.indexOf(this.text[i]) === -1)
        this.charSet_.push(this.text[i]);
    }
  }
  nextEpoch(n) {
    const xsBuffer = tf.buffer([n, this.sampleLen, this.charSetSize]);
    const ysBuffer = tf.buffer([n, this.charSetSize]);
    for (let i = 0; i < n; ++i) {
      const begin = (i * this.step) % (this.indices_.length - this.sampleLen - 1);
      for (let j = 0; j < this.sampleLen; ++j)
        xsBuffer.set(1, i, j, this.indices_[begin + j]);
      ysBuffer.set(1, i, this.indices_[begin + this.sampleLen]);
    }
    const xs = xsBuffer.toTensor();
    const ys = ysBuffer.toTensor();
    return [xs, ys];
  }
}
function createModel(sampleLen, charSetSize, lstmLayerSizes) {
  if (!Array.isArray(lstmLayerSizes))
    lstmLayerSizes = [lstmLayerSizes];
  const model = tf.sequential();
  for (let i = 0; i < lstmLayerSizes.length; ++i) {
    const lstmLayerSize = lstmLayerSizes[i];
    model.add(tf.layers.lstm({
      units: lstmLayerSize,
      returnSequences: i < lstmLayerSizes.length - 1,
      inputShape: i === 0 ? [sampleLen, charSetSize] : undefined,
    }));
  }
  model.add(tf.layers.dense({ units: charSetSize, activation: 'softmax' }));
  return model;
}
const data = new TextData(TEXT, SAMPLE_LEN, SAMPLE_STEP);
const model = createModel(SAMPLE_LEN, data.charSetSize, [16, 8]);
model.compile({ optimizer: tf.train.rmsprop(0.01), loss: 'categoricalCrossentropy' });
const [x, y] = data.nextEpoch(20);
await model.fit(x, y, { epochs: 1, verbose: 0 });
const out = model.predict(x);
const winner = tf.tidy(() => {
  const logits = tf.log(out);
  const probs = tf.softmax(logits);
  const picked = tf.multinomial(probs, 1, undefined, true);
  return picked.flatten();
});

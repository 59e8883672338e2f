import * as tf from '@tensorflow/tfjs';
const units = 6, inputSize = 4, batch = 2;
const forgetBias = tf.scalar(1.0);
const lstmKernel = tf.randomNormal([inputSize + units, units * 4]);
const lstmBias = tf.zeros([units * 4]);
const kernel2 = tf.randomNormal([units + units, units * 4]);
const lstm1 = (data, c, h) => tf.basicLSTMCell(forgetBias, lstmKernel, lstmBias, data, c, h);
const lstm2 = (data, c, h) => tf.basicLSTMCell(forgetBias, kernel2, lstmBias, data, c, h);
let c = [tf.zeros([batch, units]), tf.zeros([batch, units])];
let h = [tf.zeros([batch, units]), tf.zeros([batch, units])];
const input = tf.randomUniform([batch, inputSize]);
const output = tf.multiRNNCell([lstm1, lstm2], input, c, h);
c = output[0];
h = output[1];
const top = h[1];
const topC = c[0];
const logits = top.matMul(tf.zeros([units, 9]));
let steps = 0;
while (steps < 3) {
  [c, h] = tf.multiRNNCell([lstm1, lstm2], input, c, h);
  steps++;
}
const finalH = h[0];
const [c1, h1] = tf.basicLSTMCell(forgetBias, lstmKernel, lstmBias, input, c[0], h[0]);
const wrongKernel = tf.zeros([inputSize + 1, units * 4]);
const [c3, h3] = tf.basicLSTMCell(forgetBias, wrongKernel, lstmBias, input, c[0], h[0]);

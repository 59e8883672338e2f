import * as tf from '@tensorflow/tfjs';
class A {
  static K = ['left', 'right', 'stay'];
  static n = 3;
  m;
  constructor() { this.m = A.build(2); }
  static build(k) { const z = tf.zeros([k, A.K.length]); return z; }
  get s() { return A.K.length; }
  f() { const y = tf.zeros([A.K.length, A.n]); return y; }
}
const w = tf.zeros([A.n, A.K.length]);
const a = new A();
const v = a.m;
const u = a.f();

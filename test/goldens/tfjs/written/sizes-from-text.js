import * as tf from '@tensorflow/tfjs';
const text = 'hello big world';
const a = [];
for (let i = 0; i < text.length; ++i) {
  if (a.indexOf(text[i]) === -1)
    a.push(text[i]);
}
const x = tf.zeros([a.length]);
const b = [];
for (const ch of text) {
  if (!b.includes(ch))
    b.push(ch);
}
const y = tf.zeros([b.length]);
const z = tf.zeros([new Set(text).size, Array.from(new Set(text)).sort().length]);
const w = tf.zeros([[...new Set(text.split(' '))].length]);
class T {
  t;
  c = [];
  constructor(t) {
    this.t = t;
    this.fill();
  }
  fill() { for (let i = 0; i < this.t.length; ++i) {
    if (this.c.indexOf(this.t[i]) === -1)
      this.c.push(this.t[i]);
  } }
  get size() { return this.c.length; }
}
const t = new T(text);
const v = tf.zeros([t.size]);
const words = ['a', 'b', 'a'];
const counts = {};
for (const w of words)
  counts[w] = (counts[w] || 0) + 1;
const u = tf.zeros([Object.keys(counts).length]);
const vocab = new Map();
words.forEach(w => { if (!vocab.has(w))
  vocab.set(w, vocab.size); });
const s = tf.zeros([vocab.size]);
const idx = Object.fromEntries(words.map((w, i) => [w, i]));
const r = tf.zeros([Object.keys(idx).length]);
const steps = Number('0.5') * 20;
const q = tf.zeros([steps]);
const l2 = tf.zeros([Math.log2(8), Math.max(...[3, 4]), parseInt(process.env.NN ?? '64', 10), Number(process.env.MM || 7)]);
const { DIM = '12' } = process.env;
const k = tf.zeros([+DIM]);
const units = [8, 4, 2].sort((a, b) => a - b);
const j = tf.zeros([units[0]]);
const n = words.filter(w => w !== 'b').length;
const h = tf.zeros([n, [1, 2, 3].reduceRight((a, b) => a + b, 0), [1, 2, 3].findIndex(x => x === 3)]);
const g = tf.zeros([2 ** 3, 7 >> 1, 1 << 4, 10 % 4]);

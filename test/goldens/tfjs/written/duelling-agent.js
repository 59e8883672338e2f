import * as tf from '@tensorflow/tfjs';
class ReplayBuffer {
  capacity;
  items = [];
  constructor(capacity) {
    this.capacity = capacity;
  }
  add(item) { if (this.items.length >= this.capacity)
    this.items.shift(); this.items.push(item); }
  sample(n) { return Array.from({ length: n }, () => this.items[Math.floor(Math.random() * this.items.length)]); }
  get length() { return this.items.length; }
}
class Agent {
  steps;
  features;
  static ACTIONS = ['left', 'right', 'stay'];
  online;
  memory = new ReplayBuffer(100);
  constructor(steps = 4, features = 6) {
    this.steps = steps;
    this.features = features;
    this.online = Agent.build(steps, features);
  }
  static build(steps, features) {
    const input = tf.input({ shape: [steps, features] });
    const body = tf.layers.lstm({ units: 20 }).apply(input);
    const value = tf.layers.dense({ units: 1 }).apply(body);
    const advantage = tf.layers.dense({ units: Agent.ACTIONS.length }).apply(body);
    const q = tf.layers.add().apply([value, advantage]);
    return tf.model({ inputs: input, outputs: q });
  }
  act(state) {
    return tf.tidy(() => {
      const x = tf.tensor3d([state]);
      const q = this.online.predict(x);
      return q.argMax(1).dataSync()[0];
    });
  }
  remember(step) { this.memory.add(step); return this; }
  async replay(batch = 8) {
    const samples = this.memory.sample(batch);
    const states = tf.tensor3d(samples.map(s => s.state));
    const actions = tf.oneHot(tf.tensor1d(samples.map(s => s.action), 'int32'), Agent.ACTIONS.length);
    const q = this.online.predict(states);
    const chosen = q.mul(actions).sum(-1);
    return chosen;
  }
}
const agent = new Agent();
const state = Array.from({ length: 4 }, () => new Array(6).fill(0.5));
agent.remember({ state, action: 1, reward: 0 });
const a = agent.act(state);
const c = await agent.replay();

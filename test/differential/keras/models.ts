/** Models: Sequential, functional, subclassed; called, trained, and asked for their weights. */
import type { Draw } from '../draw.ts';
import type { Maker, Sketch } from '../program.ts';
import { input, list, shapeOfRank, tuple } from './tensors.ts';

interface Part {
  readonly text: string;
  /** Sizes after it, without the batch. */
  readonly shape: readonly number[];
}

const part = (text: string, ...shape: readonly number[]): Part => ({ text, shape });

/** Layers that take a sequence. */
function onSequence(draw: Draw, steps: number, features: number): Part {
  const n = draw.size();
  const type = draw.pick(['LSTM', 'GRU', 'SimpleRNN']);
  return draw.weighted<Part>([
    [3, part(`layers.${type}(${n}, return_sequences=True)`, steps, n)],
    [3, part(`layers.${type}(${n})`, n)],
    [1, part(`layers.Bidirectional(layers.${type}(${n}))`, 2 * n)],
    [1, part(`layers.Bidirectional(layers.${type}(${n}, return_sequences=True))`, steps, 2 * n)],
    [1, part(`layers.Conv1D(${n}, 3, padding='same')`, steps, n)],
    [0.6, part(`layers.Conv1D(${n}, 2)`, Math.max(1, steps - 1), n)],
    [0.6, part('layers.MaxPooling1D(2)', Math.max(1, Math.floor(steps / 2)), features)],
    [0.6, part(draw.pick(['layers.GlobalAveragePooling1D()', 'layers.GlobalMaxPooling1D()']), features)],
    [0.6, part('layers.Flatten()', steps * features)],
    [1, part(`layers.TimeDistributed(layers.Dense(${n}))`, steps, n)],
    [1, part(`layers.Dense(${n}, activation='relu')`, steps, n)],
    [0.5, part('layers.Dropout(0.2)', steps, features)],
    [0.5, part('layers.BatchNormalization()', steps, features)],
    [0.3, part(`layers.Permute((2, 1))`, features, steps)],
    [0.3, part(`layers.Reshape((${draw.near(features)}, ${steps}))`, features, steps)],
  ]);
}

function onRow(draw: Draw, features: number): Part {
  const n = draw.size();
  return draw.weighted<Part>([
    [4, part(`layers.Dense(${n}${draw.pick(['', ", activation='relu'", ", activation='softmax'"])})`, n)],
    [1, part('layers.Dropout(0.5)', features)],
    [1, part(`layers.RepeatVector(${n})`, n, features)],
    [0.5, part(`layers.Reshape((${draw.near(features)}, 1))`, features, 1)],
    [0.5, part("layers.Activation('softmax')", features)],
    [0.5, part('layers.BatchNormalization()', features)],
  ]);
}

/** A layer that fits, or by a slip one that does not. */
function next(draw: Draw, shape: readonly number[]): Part {
  const isSequence = draw.rather(shape.length === 2, [shape.length !== 2]);
  return isSequence ? onSequence(draw, shape[0] ?? 1, shape[1] ?? 1) : onRow(draw, shape.at(-1) ?? 1);
}

function chain(draw: Draw, shape: readonly number[], count: number): readonly Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < count; i++) parts.push(next(draw, parts.at(-1)?.shape ?? shape));
  return parts;
}

function sequential(s: Sketch): void {
  const { draw } = s;
  const model = s.fresh('model');
  const shape = shapeOfRank(draw, draw.pick([2, 2, 2, 1]));
  const parts = chain(draw, shape, draw.int(1, 5));
  const texts = parts.map(({ text }) => text);
  const first = draw.weighted([
    [6, `keras.Input(${draw.pick(['', 'shape='])}${tuple(shape)})`],
    [1, `layers.InputLayer(shape=${tuple(shape)})`],
    [1, ''],
  ] as const);
  const all = [...(first ? [first] : []), ...texts];
  if (draw.chance(0.5)) s.add('Sequential', `${model} = keras.Sequential([${list(all)}])`);
  else s.add('Sequential', `${model} = keras.Sequential()`, ...all.map(text => `${model}.add(${text})`));
  uses(s, model, shape, parts.at(-1)?.shape ?? shape);
}

/** What is done with a model. */
function uses(s: Sketch, model: string, shape: readonly number[], out: readonly number[]): void {
  const { draw } = s;
  const batch = draw.int(1, 4);
  const x = `np.zeros(${tuple([batch, ...shape.map(n => draw.near(n))])}, 'float32')`;
  if (draw.chance(0.6)) s.add('model call', `${s.fresh('y')} = ${model}(${x})`);
  if (draw.chance(0.06)) s.add('predict', `${s.fresh('y')} = ${model}.predict(${x}, verbose=0)`);
  if (draw.chance(0.12)) training(s, model, x, [batch, ...out]);
  if (draw.chance(0.6)) {
    s.add(
      'weights of a model',
      draw.pick([
        `${s.fresh('w')} = ${model}.get_weights()[${draw.int(0, 4)}]`,
        `${s.fresh('w')} = np.zeros(${model}.count_params())`,
        `${s.fresh('w')} = ${model}.layers[${draw.int(-1, 3)}].get_weights()[0]`,
        `${s.fresh('w')} = np.zeros(len(${model}.layers))`,
        `${s.fresh('w')} = np.zeros(len(${model}.trainable_weights))`,
        `${s.fresh('w')} = np.zeros(${model}.output_shape[-1])`,
        `${s.fresh('w')} = ${model}.layers[${draw.int(0, 2)}].output`,
        `${s.fresh('w')} = np.zeros(${model}.input_shape[1:])`,
        `${model}.summary()`,
        `${model}.pop()`,
      ]),
    );
  }
}

function training(s: Sketch, model: string, x: string, out: readonly number[]): void {
  const { draw } = s;
  const loss = draw.pick([
    'mse',
    'mae',
    'binary_crossentropy',
    'categorical_crossentropy',
    'sparse_categorical_crossentropy',
  ]);
  const right = loss.startsWith('sparse') ? out.slice(0, -1) : out;
  const wrong = [out, out.slice(0, -1), [...out, 1], out.slice(0, 2)];
  const target = draw.rather(
    right.map(n => draw.near(n)),
    wrong,
  );
  const y = s.fresh('t');
  s.add(
    'training',
    `${y} = np.zeros(${tuple(target)})`,
    `${model}.compile(loss='${loss}', optimizer='${draw.pick(['adam', 'sgd'])}'${draw.chance(0.3) ? ", metrics=['accuracy']" : ''})`,
    draw.pick([
      `${model}.fit(${x}, ${y}, epochs=1, verbose=0)`,
      `${model}.train_on_batch(${x}, ${y})`,
      `${model}.evaluate(${x}, ${y}, verbose=0)`,
    ]),
  );
}

function losses(s: Sketch): void {
  const { draw } = s;
  const out = shapeOfRank(draw, draw.pick([2, 2, 3]));
  const name = draw.pick([
    'CategoricalCrossentropy',
    'SparseCategoricalCrossentropy',
    'MeanSquaredError',
    'BinaryCrossentropy',
    'MeanAbsoluteError',
    'Huber',
    'CosineSimilarity',
    'KLDivergence',
  ]);
  const right = name.startsWith('Sparse') ? out.slice(0, -1) : out;
  const target = draw.rather(
    right.map(n => draw.near(n)),
    [out, out.slice(0, -1), out.slice(1)],
  );
  s.set(`loss: ${name}`, `keras.losses.${name}()(np.zeros(${tuple(target)}), np.zeros(${tuple(out)}))`);
}

/** Layers called one after the other, then a Model of the ends. */
function functional(s: Sketch): void {
  const { draw } = s;
  const x = input(s, shapeOfRank(draw, 2));
  let last = x;
  for (const { text, shape } of chain(draw, x.shape, draw.int(1, 3)))
    last = s.knows(s.set('functional', `${text}(${last.name})`), shape);
  const model = s.fresh('model');
  const other = draw.chance(0.2) ? s.tensor(t => t.name.startsWith('x')) : undefined;
  const outputs = other ? `[${last.name}, ${other.name}]` : last.name;
  s.add('functional', `${model} = keras.Model(${draw.rather(x.name, [last.name])}, ${outputs})`);
  uses(s, model, x.shape, last.shape);
}

function subclass(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Net');
  const type = draw.pick(['LSTM', 'GRU', 'SimpleRNN']);
  const [units, out] = [draw.size(), draw.size()];
  const options = draw.pick([
    ', return_sequences=True',
    '',
    '',
    ', return_sequences=True, return_state=True',
  ]);
  const hasStates = options.includes('state');
  const shape = [draw.int(1, 4), draw.size(), draw.size()];
  const base = draw.pick(['keras.Model', 'keras.Model', 'layers.Layer']);
  s.add(
    'subclass',
    `class ${name}(${base}):`,
    '    def __init__(self, units, out):',
    '        super().__init__()',
    `        self.rnn = layers.${type}(units${options})`,
    '        self.drop = layers.Dropout(0.1)',
    `        self.head = layers.Dense(${draw.rather('out', ['units'])})`,
    `    def call(self, x${draw.chance(0.3) ? ', training=False' : ''}):`,
    hasStates
      ? `        x, ${draw.rather(type === 'LSTM' ? 'h, c' : 'h', ['h', 'h, c'])} = self.rnn(x)`
      : '        x = self.rnn(x)',
    `        x = ${draw.pick(['self.drop(x)', 'x', 'x[:, -1]', 'ops.mean(x, axis=1)', 'layers.Concatenate()([x, x])', 'x * 2'])}`,
    '        return self.head(x)',
  );
  const model = s.fresh('model');
  s.add(
    'subclass',
    `${model} = ${name}(${units}, ${out})`,
    `${s.fresh('y')} = ${model}(np.zeros(${tuple(shape)}, 'float32'))`,
  );
  if (draw.chance(0.3))
    s.add(
      'subclass',
      `${s.fresh('y')} = ${model}(np.zeros(${tuple([shape[0] ?? 1, ...shape.slice(1).map(n => draw.near(n))])}, 'float32'))`,
    );
  s.add(
    'weights of a subclass',
    draw.pick([
      `${s.fresh('w')} = ${model}.rnn.get_weights()[0]`,
      `${s.fresh('w')} = ${model}.head.kernel`,
      `${s.fresh('w')} = np.zeros(${model}.count_params())`,
      `${s.fresh('w')} = ${model}.weights[${draw.int(0, 4)}]`,
      `${s.fresh('w')} = ${model}.get_weights()[${draw.int(0, 4)}]`,
      `${s.fresh('w')} = np.zeros(len(${model}.weights))`,
    ]),
  );
}

function ownLayer(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Attention');
  const shape = shapeOfRank(draw, 2);
  const named = (weight: string) => (draw.chance(0.7) ? `name='${weight}', ` : '');
  s.add(
    'own layer',
    `class ${name}(layers.Layer):`,
    '    def build(self, input_shape):',
    `        self.w = self.add_weight(${named('w')}shape=(${draw.rather('input_shape[-1]', ['input_shape[1]', `${draw.size()}`])}, 1), initializer='random_normal', trainable=True)`,
    `        self.b = self.add_weight(${named('b')}shape=(${draw.rather('input_shape[1]', ['input_shape[-1]', '1'])}, 1), initializer='zeros')`,
    '    def call(self, x):',
    '        e = ops.tanh(ops.matmul(x, self.w) + self.b)',
    `        a = ops.softmax(e, axis=${draw.pick([1, -1])})`,
    `        return ${draw.pick(['ops.sum(x * a, axis=1)', 'x * a', 'ops.squeeze(a, -1)'])}`,
  );
  const x = input(s, shape);
  s.set('own layer', `${name}()(${x.name})`);
}

export const models: readonly (readonly [number, Maker])[] = [
  [4, sequential],
  [2, functional],
  [1.5, subclass],
  [0.6, ownLayer],
  [1, losses],
];

/** Programs of Keras as people write them: cells and layers of their own, loops over steps, models inside of models, masks, own training steps. */
import type { Maker, Sketch } from '../program.ts';
import { input, list, shapeOfRank, symbolic, tuple } from './tensors.ts';

const CELLS = ['LSTMCell', 'GRUCell', 'SimpleRNNCell'] as const;

/** A layer that runs a cell over the steps of a sequence. */
function stepLoop(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Steps');
  const type = draw.pick(CELLS);
  const count = type === 'LSTMCell' ? 2 : 1;
  const x = symbolic(s, 2);
  const units = draw.size();
  const zeros = `ops.zeros((ops.shape(x)[0], ${draw.rather('self.units', ['self.units + 1'])}))`;
  s.add(
    'loop over steps',
    `class ${name}(layers.Layer):`,
    '    def __init__(self, units):',
    '        super().__init__()',
    '        self.units = units',
    `        self.cell = layers.${type}(units)`,
    `        self.out = layers.Dense(${draw.size()})`,
    '    def call(self, x):',
    draw.chance(0.3)
      ? '        states = self.cell.get_initial_state(batch_size=ops.shape(x)[0])'
      : `        states = [${list(Array.from({ length: draw.near(count) }, () => zeros))}]`,
    '        outs = []',
    `        for t in range(${draw.rather('x.shape[1]', ['x.shape[1] + 1', 'x.shape[-1]'])}):`,
    `            y, states = self.cell(${draw.rather('x[:, t]', ['x[t]', 'x[:, t, :]', 'x'])}, states)`,
    '            outs.append(self.out(y))',
    `        return ${draw.pick(['ops.stack(outs, axis=1)', 'ops.concatenate(outs, axis=-1)', 'outs[-1]'])}`,
  );
  const layer = s.fresh('layer');
  s.add('loop over steps', `${layer} = ${name}(${units})`);
  s.set('loop over steps', `${layer}(${x.name})`);
}

/** A cell of the program's own in an RNN. */
function ownCell(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Cell');
  const x = symbolic(s, 2);
  const units = draw.size();
  const hasTwo = draw.chance(0.3);
  const size = hasTwo ? '[units, units]' : draw.rather('units', ['[units]', 'units + 1']);
  const features = draw.rather('input_shape[-1]', ['input_shape[1]', 'self.units']);
  s.add(
    'own cell',
    `class ${name}(layers.Layer):`,
    '    def __init__(self, units, **kwargs):',
    '        super().__init__(**kwargs)',
    '        self.units = units',
    `        self.state_size = ${size}`,
    ...(draw.chance(0.3) ? ['        self.output_size = units'] : []),
    '    def build(self, input_shape):',
    `        self.kernel = self.add_weight(shape=(${features}, self.units), name='kernel')`,
    `        self.recurrent = self.add_weight(shape=(self.units, ${draw.rather('self.units', ['2 * self.units'])}), name='recurrent')`,
    '    def call(self, inputs, states):',
    `        ${hasTwo ? 'h, c' : 'h'} = ${hasTwo ? 'states' : draw.rather('states[0]', ['states'])}`,
    '        y = ops.tanh(ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent))',
    `        return y, ${hasTwo ? '[y, c + y]' : draw.rather('[y]', ['y', '[y, y]'])}`,
  );
  const options = [
    ...(draw.chance(0.5) ? ['return_sequences=True'] : []),
    ...(draw.chance(0.2) ? ['return_state=True'] : []),
  ];
  const cell = draw.chance(0.2) ? `[${name}(${units}), layers.GRUCell(${draw.size()})]` : `${name}(${units})`;
  s.set('own cell', `layers.RNN(${list([cell, ...options])})(${x.name})`);
}

/** A model called like a layer; a layer called on two inputs; several inputs and outputs. */
function nested(s: Sketch): void {
  const { draw } = s;
  const shape = shapeOfRank(draw, 2);
  const [units, out] = [draw.size(), draw.size()];
  const [inner, model, a] = [s.fresh('inner'), s.fresh('model'), input(s, shape)];
  const rnn = `layers.${draw.pick(['LSTM', 'GRU'])}(${units}${draw.rather('', [', return_sequences=True'])})`;
  s.add(
    'nested model',
    draw.pick([
      `${inner} = keras.Sequential([keras.Input(${tuple(shape)}), ${rnn}, layers.Dense(${out})])`,
      `${inner} = keras.Model(${a.name}, layers.Dense(${out})(${rnn}(${a.name})))`,
      `${inner} = keras.Sequential([${rnn}, layers.Dense(${out})])`,
    ]),
  );
  const b = input(
    s,
    shape.map(n => draw.near(n)),
  );
  const kind = draw.pick(['shared', 'distributed', 'sequential', 'several', 'names']);
  if (kind === 'shared') {
    const [y, z] = [s.fresh('y'), s.fresh('y')];
    const join = draw.pick([
      `layers.concatenate([${y}, ${z}])`,
      `layers.add([${y}, ${z}])`,
      `layers.Dot(axes=1)([${y}, ${z}])`,
      `layers.subtract([${y}, ${z}])`,
    ]);
    s.add('nested model', `${y} = ${inner}(${a.name})`, `${z} = ${inner}(${b.name})`);
    s.add('nested model', `${model} = keras.Model([${a.name}, ${b.name}], ${join})`);
    const rows = draw.int(1, 3);
    const data = () => `np.zeros(${tuple([draw.near(rows), ...shape.map(n => draw.near(n))])})`;
    s.add('nested model', `${s.fresh('y')} = ${model}([${data()}, ${data()}])`);
    if (draw.chance(0.2)) s.add('nested model', `${s.fresh('y')} = ${model}(${data()})`);
  } else if (kind === 'distributed') {
    const x = input(s, [draw.size(), ...shape.map(n => draw.near(n))]);
    s.set('nested model', `layers.TimeDistributed(${inner})(${x.name})`, [x.shape[0] ?? 1, out]);
  } else if (kind === 'sequential') {
    s.add('nested model', `${model} = keras.Sequential([${inner}, layers.Dense(${draw.size()})])`);
    s.add('nested model', `${s.fresh('y')} = ${model}(np.zeros(${tuple([2, ...shape])}))`);
  } else if (kind === 'several') {
    const [y, z] = [s.fresh('y'), s.fresh('y')];
    s.add(
      'nested model',
      `${model} = keras.Model(${a.name}, [${inner}(${a.name}), layers.Flatten()(${a.name})])`,
      `${y}, ${z} = ${model}(np.zeros(${tuple([2, ...shape.map(n => draw.near(n))])}))`,
    );
  } else {
    s.add(
      'nested model',
      `${model} = keras.Model({'a': ${a.name}, 'b': ${b.name}}, {'y': ${inner}(${a.name}), 'z': layers.Dense(3)(${b.name})})`,
      `${s.fresh('y')} = ${model}({'a': np.zeros(${tuple([2, ...shape])}), 'b': np.zeros(${tuple([2, ...b.shape])})})['${draw.rather('y', ['a', 'z'])}']`,
    );
  }
}

/** Masks: of an embedding, of a Masking layer, given. */
function masked(s: Sketch): void {
  const { draw } = s;
  const [steps, features, units] = [draw.size(), draw.size(), draw.size()];
  const batch = draw.int(1, 3);
  const x = s.fresh('a');
  s.add('masks', `${x} = np.zeros(${tuple([batch, steps, features])}, 'float32')`);
  const mask = `mask=np.ones(${tuple(draw.rather([draw.near(batch), draw.near(steps)], [[batch, steps, 1], [batch], [steps, batch]]))}, bool)`;
  const type = draw.pick(['LSTM', 'GRU', 'SimpleRNN']);
  const sequences = draw.chance(0.4) ? ', return_sequences=True' : '';
  const pooled = draw.pick(['GlobalAveragePooling1D()', 'GlobalMaxPooling1D()']);
  s.set(
    'masks',
    draw.pick([
      `layers.${type}(${units}${sequences})(${x}, ${mask})`,
      `layers.Bidirectional(layers.${type}(${units}${sequences}))(${x}, ${mask})`,
      `layers.${type}(${units})(layers.Masking()(${x}))`,
      `layers.GlobalAveragePooling1D()(${x}, ${mask})`,
      `layers.${pooled}(layers.Masking()(${x}))`,
      `layers.Attention()([${x}, ${x}], mask=[np.ones((${batch}, ${draw.near(steps)}), bool), np.ones((${draw.near(batch)}, ${steps}), bool)])`,
      `layers.MultiHeadAttention(2, 3)(${x}, ${x}, attention_mask=np.ones((${list([batch, draw.near(steps), draw.near(steps)])}), bool))`,
      `layers.MultiHeadAttention(2, 3)(${x}, ${x}, use_causal_mask=True)`,
      `layers.MultiHeadAttention(2, 3)(${x}, ${x}, return_attention_scores=True)[1]`,
      `layers.Attention(${draw.pick(['', 'use_scale=True', "score_mode='concat'"])})([${x}, ${x}], return_attention_scores=True)[1]`,
      `layers.Softmax(axis=1)(${x}, ${mask})`,
    ]),
    undefined,
    'float',
    'm',
  );
}

/** Encoder of both directions, its states joined for the decoder. */
function bothWays(s: Sketch): void {
  const { draw } = s;
  const units = draw.size();
  const [x, y] = [symbolic(s, 2), input(s, shapeOfRank(draw, 2))];
  const [out, fh, fc, bh, bc, h, c] = ['e', 'fh', 'fc', 'bh', 'bc', 'h', 'c'].map(stem => s.fresh(stem));
  s.add(
    'both ways',
    `${out}, ${fh}, ${fc}, ${bh}, ${bc} = layers.Bidirectional(layers.LSTM(${units}, return_state=True))(${x.name})`,
    `${h} = layers.Concatenate()([${fh}, ${bh}])`,
    `${c} = layers.${draw.rather('Concatenate', ['Add'])}()([${fc}, ${draw.rather(bc ?? '', [bh ?? ''])}])`,
  );
  s.set(
    'both ways',
    `layers.LSTM(${draw.rather(`${2 * units}`, [`${units}`])}${draw.pick(['', ', return_sequences=True'])})(${y.name}, initial_state=[${h}, ${c}])`,
  );
}

/** A training step of the program's own, and a loss that is a function. */
function ownTraining(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Trained');
  const model = s.fresh('model');
  const [steps, features, units, out, batch] = [draw.size(), draw.size(), draw.size(), draw.size(), 2];
  const fn = s.fresh('loss');
  s.add(
    'own loss',
    `def ${fn}(y_true, y_pred):`,
    `    return ${draw.pick([
      'ops.mean(ops.square(y_true - y_pred), axis=-1)',
      `ops.mean(ops.square(y_true - y_pred[:, ${draw.rather('0:1', ['0'])}]))`,
      'keras.losses.mean_squared_error(y_true, y_pred)',
      'ops.sum(ops.abs(y_true - y_pred))',
    ])}`,
    `class ${name}(keras.Model):`,
    '    def __init__(self):',
    '        super().__init__()',
    `        self.rnn = layers.GRU(${units})`,
    `        self.head = layers.Dense(${out})`,
    '    def call(self, x):',
    '        return self.head(self.rnn(x))',
    `${model} = ${name}()`,
    `${model}.compile(optimizer='adam', loss=${draw.pick([fn, fn, "'mse'", 'keras.losses.MeanSquaredError()'])}${draw.chance(0.3) ? ", metrics=['mae']" : ''})`,
  );
  const x = `np.zeros(${tuple([batch, steps, features])}, 'float32')`;
  const y = `np.zeros(${tuple([draw.near(batch), draw.near(out)])}, 'float32')`;
  s.add(
    'own loss',
    draw.pick([
      `${model}.train_on_batch(${x}, ${y})`,
      `${model}.fit(${x}, ${y}, verbose=0)`,
      `${s.fresh('y')} = ${model}.predict(${x}, verbose=0)`,
      `${s.fresh('y')} = ${model}(${x})`,
    ]),
  );
}

/** Images and videos on their way to a recurrent layer. */
function video(s: Sketch): void {
  const { draw } = s;
  const [frames, height, width, channels] = [draw.int(2, 5), draw.int(4, 8), draw.int(4, 8), draw.int(1, 3)];
  const x = input(s, [frames, height, width, channels]);
  const filters = draw.size();
  const options = draw.pick(['', ", padding='same'", ', strides=2', ", data_format='channels_last'"]);
  const conv = s.set(
    'video',
    `layers.TimeDistributed(layers.Conv2D(${filters}, ${draw.int(1, 3)}${options}))(${x.name})`,
  );
  const flat = s.set(
    'video',
    `layers.TimeDistributed(layers.${draw.rather('Flatten()', ['GlobalAveragePooling2D()', 'MaxPooling2D(2)'])})(${conv})`,
  );
  s.set('video', `layers.${draw.pick(['LSTM', 'GRU'])}(${draw.size()})(${flat})`);
  if (draw.chance(0.4)) {
    s.set(
      'video',
      `layers.${draw.pick(['ConvLSTM2D', 'Conv3D', 'TimeDistributed(layers.MaxPooling2D'])}(${draw.int(1, 3)}${draw.pick([', 2', ', (2, 2)', ', 3', ')'])})(${x.name})`,
    );
  }
}

const MORE = [
  'Conv3D(2, 2)',
  'MaxPooling3D(2)',
  'DepthwiseConv2D(2)',
  'Conv2DTranspose(3, 2)',
  'Conv2DTranspose(3, 2, strides=2)',
  'UpSampling2D(2)',
  'Cropping2D(1)',
  'ZeroPadding2D((1, 2))',
  'AveragePooling2D((2, 1))',
  'ZeroPadding2D(1)',
  'SpatialDropout2D(0.1)',
  'LayerNormalization(axis=1)',
  'BatchNormalization(axis=1)',
  'UnitNormalization(axis=-1)',
  'GroupNormalization(2)',
  'Softmax(axis=1)',
  "EinsumDense('abc,cd->abd', output_shape=(None, 4))",
  "EinsumDense('ab,bc->ac', output_shape=4, bias_axes='c')",
  'Discretization(bin_boundaries=[0.0, 1.0])',
  'CategoryEncoding(num_tokens=4)',
  'TextVectorization(4)',
  'Permute((2, 1))',
  'Resizing(4, 4)',
  'CenterCrop(2, 2)',
  'Conv1D(4, 3, groups=2)',
  'Conv1D(4, 3, dilation_rate=2)',
  'LocallyConnected1D(3, 2)',
  'SeparableConv2D(3, 2)',
  'GlobalMaxPooling2D(keepdims=True)',
  'AlphaDropout(0.1)',
  'Identity()',
  'RandomFlip()',
  'StackedRNNCells([layers.LSTMCell(3)])',
];

/** The rest of the layers, each on some input. */
function further(s: Sketch): void {
  const { draw } = s;
  const layer = draw.pick(MORE);
  const rank = /3D/.test(layer) ? 4 : /2D|Resizing|Crop|Flip/.test(layer) ? 3 : draw.int(1, 3);
  const x = symbolic(s, draw.rather(rank, [rank - 1, rank + 1]));
  s.set(`further: ${layer.split('(')[0]}`, `layers.${layer}(${x.name})`);
}

/** Losses and metrics called as functions, weighted samples. */
function functions(s: Sketch): void {
  const { draw } = s;
  const out = shapeOfRank(draw, draw.pick([1, 2, 2, 3]));
  const name = draw.pick([
    'mean_squared_error',
    'mean_absolute_error',
    'binary_crossentropy',
    'categorical_crossentropy',
    'sparse_categorical_crossentropy',
    'huber',
    'hinge',
    'cosine_similarity',
    'kl_divergence',
    'poisson',
    'log_cosh',
    'categorical_focal_crossentropy',
  ]);
  const right = name.startsWith('sparse') ? out.slice(0, -1) : out;
  const target = draw.rather(
    right.map(n => draw.near(n)),
    [out, out.slice(0, -1), [...out, 1]],
  );
  const [t, p] = [`np.zeros(${tuple(target)})`, `np.zeros(${tuple(out)})`];
  s.set(
    'losses as functions',
    draw.pick([
      `keras.losses.${name}(${t}, ${p})`,
      `keras.losses.${name}(${t}, ${p})`,
      `keras.losses.MeanSquaredError()(${t}, ${p}, sample_weight=np.ones(${draw.near(out[0] ?? 1)}))`,
      `keras.losses.MeanSquaredError(reduction=${draw.pick(["'none'", "'sum'", 'None'])})(${t}, ${p})`,
      `keras.losses.get('${name}')(${t}, ${p})`,
      `keras.losses.BinaryCrossentropy(from_logits=True)(${t}, ${p})`,
    ]),
    undefined,
    'float',
    'v',
  );
}

/** Data that goes into models. */
function data(s: Sketch): void {
  const { draw } = s;
  const n = draw.size();
  s.set(
    'data',
    draw.pick([
      `keras.utils.to_categorical(np.zeros(${tuple([n])}, int), ${draw.size()})`,
      `keras.utils.to_categorical(np.zeros(${tuple([n, draw.size()])}, int), num_classes=${draw.size()})`,
      `keras.utils.pad_sequences([[1, 2], [3]], maxlen=${draw.size()})`,
      `keras.utils.pad_sequences([[1, 2], [3]], maxlen=${draw.size()}, padding='post', value=${draw.int(0, 1)})`,
      `keras.utils.normalize(np.ones(${tuple(shapeOfRank(draw, 2))}), axis=${draw.int(-2, 2)})`,
      `np.expand_dims(np.zeros(${tuple([n, 3])}), axis=${draw.int(-1, 3)})`,
      `np.zeros(${tuple([n, 4])}).reshape(${draw.pick([`(${n}, 2, 2)`, '(-1, 2, 1)', `(${n}, 4, 1)`, '(-1, 3)'])})`,
    ]),
    undefined,
    'float',
    'd',
  );
}

export const written: readonly (readonly [number, Maker])[] = [
  [1.2, stepLoop],
  [1.2, ownCell],
  [1.5, nested],
  [1.5, masked],
  [0.6, bothWays],
  [0.6, ownTraining],
  [0.6, video],
  [1.5, further],
  [1, functions],
  [0.6, data],
];

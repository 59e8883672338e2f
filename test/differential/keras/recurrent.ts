/** Recurrent layers, cells and wrappers of Keras, functional. */
import type { Draw } from '../draw.ts';
import type { Maker, Sketch } from '../program.ts';
import { input, list, shapeOfRank, symbolic } from './tensors.ts';

const TYPES = [
  [5, 'LSTM'],
  [3, 'GRU'],
  [2, 'SimpleRNN'],
] as const;

interface Options {
  readonly type: string;
  readonly units: number;
  readonly sequences: boolean;
  readonly states: boolean;
  readonly texts: readonly string[];
}

function options(draw: Draw): Options {
  const type = draw.weighted(TYPES);
  const units = draw.size();
  const sequences = draw.chance(0.5);
  const states = draw.chance(0.25);
  const texts = [
    ...(sequences ? ['return_sequences=True'] : draw.chance(0.1) ? ['return_sequences=False'] : []),
    ...(states ? ['return_state=True'] : []),
    ...(draw.chance(0.1) ? ['use_bias=False'] : []),
    ...(draw.chance(0.08) ? ['go_backwards=True'] : []),
    ...(draw.chance(0.08) ? ["activation='relu'"] : []),
    ...(draw.chance(0.08) ? ['dropout=0.2'] : []),
    ...(draw.chance(0.05) ? ['recurrent_dropout=0.1'] : []),
    ...(type === 'GRU' && draw.chance(0.2) ? ['reset_after=False'] : []),
    ...(draw.chance(0.04) ? ['unroll=True'] : []),
    ...(type === 'LSTM' && draw.chance(0.05) ? ['unit_forget_bias=False'] : []),
  ];
  return { type, units, sequences, states, texts };
}

const construct = ({ type, units, texts }: Options): string => `layers.${type}(${list([units, ...texts])})`;

const stateCount = (type: string): number => (type === 'LSTM' ? 2 : 1);

function call(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(
    s,
    draw.weighted([
      [9, 2],
      [1, 1],
      [0.5, 3],
    ] as const),
  );
  const o = options(draw);
  const output = [...(o.sequences ? x.shape.slice(0, 1) : []), o.units];
  const states = Array.from(
    { length: draw.near(stateCount(o.type)) },
    () => input(s, [draw.near(o.units)]).name,
  );
  const written = states.length === 1 ? draw.pick([`[${states[0]}]`, `${states[0]}`]) : `[${list(states)}]`;
  const given = draw.chance(0.2) ? `, initial_state=${written}` : '';
  const target = o.states
    ? list(
        ['y', ...Array.from({ length: draw.near(stateCount(o.type)) }, () => 'h')].map(stem => s.fresh(stem)),
      )
    : s.fresh('x');
  const about = `${o.type} call`;
  if (draw.chance(0.4)) {
    const layer = s.fresh('layer');
    s.add(about, `${layer} = ${construct(o)}`, `${target} = ${layer}(${x.name}${given})`);
    weights(s, layer, stateCount(o.type));
  } else s.add(about, `${target} = ${construct(o)}(${x.name}${given})`);
  if (!o.states) s.knows(target, output);
}

function weights(s: Sketch, layer: string, states: number): void {
  const { draw } = s;
  if (draw.chance(0.5)) return;
  s.add(
    'weights of a recurrent layer',
    draw.pick([
      `${s.fresh('w')} = ${layer}.get_weights()[${draw.int(0, 3)}]`,
      `${s.fresh('k')}, ${s.fresh('r')}, ${s.fresh('b')} = ${layer}.get_weights()`,
      `${s.fresh('w')} = ${layer}.weights[${draw.int(0, 2)}]`,
      `${s.fresh('w')} = np.zeros(${layer}.count_params())`,
      `${s.fresh('w')} = ${layer}.cell.${draw.pick(['kernel', 'recurrent_kernel', 'bias'])}`,
      `${s.fresh('w')} = np.zeros(len(${layer}.trainable_weights))`,
      `${s.fresh('w')} = np.split(${layer}.get_weights()[0], ${states === 2 ? 4 : 3}, axis=1)[0]`,
      `${s.fresh('w')} = np.zeros(${layer}.units)`,
      `${layer}.set_weights([w * 2 for w in ${layer}.get_weights()])`,
    ]),
  );
}

function bidirectional(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(
    s,
    draw.weighted([
      [9, 2],
      [0.5, 1],
      [0.5, 3],
    ] as const),
  );
  const o = options(draw);
  const merge = draw.weighted([
    [5, 'concat'],
    [1, 'sum'],
    [1, 'mul'],
    [1, 'ave'],
    [1, 'None'],
  ] as const);
  const written =
    merge === 'None'
      ? ['merge_mode=None']
      : merge === 'concat' && draw.chance(0.7)
        ? []
        : [`merge_mode='${merge}'`];
  const factor = merge === 'concat' ? 2 : 1;
  const count = (merge === 'None' ? 2 : 1) + (o.states ? 2 * stateCount(o.type) : 0);
  const targets = Array.from({ length: count === 1 ? 1 : draw.near(count) }, () =>
    s.fresh(count === 1 ? 'x' : 'y'),
  );
  const backward = draw.chance(0.1)
    ? [`backward_layer=layers.${o.type}(${list([draw.near(o.units), ...o.texts, 'go_backwards=True'])})`]
    : [];
  const layer = `layers.Bidirectional(${list([construct(o), ...written, ...backward])})`;
  const states = draw.chance(0.1)
    ? `, initial_state=[${list(Array.from({ length: draw.near(2 * stateCount(o.type)) }, () => input(s, [draw.near(o.units)]).name))}]`
    : '';
  if (draw.chance(0.4)) {
    const name = s.fresh('layer');
    s.add('Bidirectional', `${name} = ${layer}`, `${list(targets)} = ${name}(${x.name}${states})`);
    s.add(
      'weights of Bidirectional',
      draw.pick([
        `${s.fresh('w')} = ${name}.get_weights()[${draw.int(0, 5)}]`,
        `${s.fresh('w')} = np.zeros(${name}.count_params())`,
        `${s.fresh('w')} = ${name}.forward_layer.get_weights()[1]`,
        `${s.fresh('w')} = np.zeros(len(${name}.weights))`,
      ]),
    );
  } else s.add('Bidirectional', `${list(targets)} = ${layer}(${x.name}${states})`);
  if (count === 1) s.knows(targets[0] ?? '', [...(o.sequences ? x.shape.slice(0, 1) : []), o.units * factor]);
}

const CELLS = ['LSTMCell', 'GRUCell', 'SimpleRNNCell'] as const;

function cells(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, 2);
  const made = Array.from({ length: draw.int(1, 3) }, () => ({ type: draw.pick(CELLS), units: draw.size() }));
  const texts = made.map(({ type, units }) => `layers.${type}(${units})`);
  const cell =
    texts.length === 1
      ? (texts[0] ?? '')
      : draw.pick([`[${list(texts)}]`, `layers.StackedRNNCells([${list(texts)}])`]);
  const sequences = draw.chance(0.5);
  const states = draw.chance(0.25);
  const layer = `layers.RNN(${list([cell, ...(sequences ? ['return_sequences=True'] : []), ...(states ? ['return_state=True'] : [])])})`;
  const output = [...(sequences ? x.shape.slice(0, 1) : []), made.at(-1)?.units ?? 1];
  if (!states) {
    s.set('RNN of cells', `${layer}(${x.name})`, output);
    return;
  }
  const count = texts.length === 1 ? (made[0]?.type === 'LSTMCell' ? 2 : 1) : texts.length;
  const targets = Array.from({ length: 1 + draw.near(count) }, () => s.fresh('y'));
  s.add('RNN of cells', `${list(targets)} = ${layer}(${x.name})`);
}

function cellStep(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, draw.pick([1, 1, 1, 2]));
  const type = draw.pick(CELLS);
  const units = draw.size();
  const count = type === 'LSTMCell' ? 2 : 1;
  const states = Array.from({ length: draw.near(count) }, () => input(s, [draw.near(units)]).name);
  const [y, next] = [s.fresh('x'), s.fresh('states')];
  s.add(
    'cell step',
    `${y}, ${next} = layers.${type}(${units})(${x.name}, ${draw.rather(`[${list(states)}]`, [states[0] ?? '[]'])})`,
  );
  s.knows(y, [units]);
}

function timeDistributed(s: Sketch): void {
  const { draw } = s;
  const rank = draw.pick([2, 2, 3, 3, 1]);
  const x = symbolic(s, rank);
  const units = draw.size();
  const inner = draw.pick([
    `layers.Dense(${units})`,
    `layers.LSTM(${units})`,
    'layers.Flatten()',
    `layers.LSTM(${units}, return_sequences=True)`,
    `layers.Conv1D(${units}, ${draw.int(1, 3)})`,
    'layers.Dropout(0.1)',
    // Of less it is described without being looked at, and fails when it is run.
    ...(rank === 4 ? ['layers.GlobalMaxPooling1D()'] : []),
    `layers.Embedding(5, ${units})`,
    `layers.Reshape((-1, 1))`,
  ]);
  const shape = inner.includes('Dense')
    ? [...x.shape.slice(0, -1), units]
    : /LSTM\(\d+\)/.test(inner) && rank === 3
      ? [x.shape[0] ?? 1, units]
      : undefined;
  s.set('TimeDistributed', `layers.TimeDistributed(${inner})(${x.name})`, shape);
}

/** An encoder's state handed to a decoder. */
function handedOver(s: Sketch): void {
  const { draw } = s;
  const [x, z] = [input(s, shapeOfRank(draw, 2)), input(s, shapeOfRank(draw, 2))];
  const type = draw.pick(['LSTM', 'GRU']);
  const units = draw.size();
  const states = Array.from({ length: stateCount(type) }, () => s.fresh('h'));
  const y = s.fresh('y');
  s.add(
    'encoder and decoder',
    `${y}, ${list(states)} = layers.${type}(${units}, return_state=True)(${x.name})`,
  );
  const kept = draw.rather(`[${list(states)}]`, [
    states[0] ?? '',
    `[${states[0]}]`,
    `[${y}, ${list(states)}]`,
  ]);
  s.set(
    'encoder and decoder',
    `layers.${type}(${draw.near(units)}, return_sequences=True)(${z.name}, initial_state=${kept})`,
    [z.shape[0] ?? 1, units],
  );
}

function convolutional(s: Sketch): void {
  const { draw } = s;
  const dims = draw.pick([1, 2]);
  const x = symbolic(s, dims + 2);
  const [filters, kernel] = [draw.size(), draw.int(1, 3)];
  const padding = draw.pick(["padding='same'", "padding='valid'"]);
  const sequences = draw.chance(0.4);
  s.set(
    'ConvLSTM',
    `layers.ConvLSTM${dims}D(${list([filters, kernel, padding, ...(sequences ? ['return_sequences=True'] : []), ...(draw.chance(0.1) ? ['return_state=True'] : []), ...(draw.chance(0.15) ? ['strides=2'] : [])])})(${x.name})`,
  );
}

/** Layer on layer, return_sequences sometimes forgotten. */
function stacked(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, 2);
  const kept = draw.rather(', return_sequences=True', ['', ', return_state=True']);
  const [first, second] = [draw.size(), draw.size()];
  const middle = s.set('stacked', `layers.${draw.weighted(TYPES)}(${first}${kept})(${x.name})`, [
    x.shape[0] ?? 1,
    first,
  ]);
  s.set('stacked', `layers.${draw.weighted(TYPES)}(${second})(${middle})`, [second]);
}

function stateful(s: Sketch): void {
  const { draw } = s;
  const batch = draw.size();
  const name = s.fresh('b');
  const shape = tupleOf([batch, draw.size(), draw.size()]);
  s.add('stateful', `${name} = keras.Input(batch_shape=${shape})`);
  const layer = s.fresh('layer');
  s.add(
    'stateful',
    `${layer} = layers.${draw.weighted(TYPES)}(${draw.size()}, stateful=True)`,
    `${s.fresh('y')} = ${layer}(${name})`,
  );
  if (draw.chance(0.4))
    s.add(
      'stateful',
      `${s.fresh('y')} = ${layer}(np.zeros(${tupleOf([draw.near(batch), draw.size(), draw.size()])}, 'float32'))`,
    );
}

const tupleOf = (sizes: readonly number[]): string => `(${list(sizes)})`;

export const recurrent: readonly (readonly [number, Maker])[] = [
  [6, call],
  [3, bidirectional],
  [1.5, cells],
  [0.8, cellStep],
  [1.5, timeDistributed],
  [1, handedOver],
  [0.6, convolutional],
  [1, stacked],
  [0.4, stateful],
];

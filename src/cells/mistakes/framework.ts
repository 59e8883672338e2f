/** What mistakes around a layer have to know of its framework: the order of its axes, what its dense layer is called. */
import type { Setting } from './mistake.ts';

export interface FrameworkHabits {
  /** Of the input, as the layer reads it by default. */
  readonly order: 'batch-first' | 'time-first';
  /** The argument that makes it read the other order, as it is written. */
  readonly otherOrder: string | undefined;
  /** Code that swaps the first two axes of x. */
  readonly swap: string;
  /** How a layer with two of the given sizes is made: `nn.Linear(10, 1)`. */
  readonly dense: (features: number, outputs: number) => string;
  /** The layer gives the last step, unless asked for all by this argument; undefined: always all of them. */
  readonly sequences: { readonly all: string; readonly last: string } | undefined;
  /** How the last step of all is taken. */
  readonly lastStep: string;
  /** Initial states have an axis of layers and directions. */
  readonly stacksStates: boolean;
}

const keras: FrameworkHabits = {
  order: 'batch-first',
  otherOrder: undefined,
  swap: 'np.swapaxes(x, 0, 1)',
  dense: (_, outputs) => `Dense(${outputs})`,
  sequences: { all: 'return_sequences=True', last: 'return_sequences=False' },
  lastStep: 'out[:, -1]',
  stacksStates: false,
};

const torch: FrameworkHabits = {
  order: 'time-first',
  otherOrder: 'batch_first=True',
  swap: 'x.transpose(0, 1)',
  dense: (features, outputs) => `nn.Linear(${features}, ${outputs})`,
  sequences: undefined,
  lastStep: 'out[-1]',
  stacksStates: true,
};

const habits: Readonly<Record<string, FrameworkHabits>> = {
  keras,
  keras2: keras,
  tfjs: {
    ...keras,
    swap: 'x.transpose([1, 0, 2])',
    dense: (_, outputs) => `tf.layers.dense({ units: ${outputs} })`,
    sequences: { all: 'returnSequences: true', last: 'returnSequences: false' },
  },
  torch,
  mindspore: { ...torch, swap: 'ops.swapaxes(x, 0, 1)', dense: (i, o) => `nn.Dense(${i}, ${o})` },
  paddle: {
    ...torch,
    order: 'batch-first',
    otherOrder: 'time_major=True',
    swap: 'x.transpose([1, 0, 2])',
    lastStep: 'out[:, -1]',
  },
  mxnet: {
    ...torch,
    otherOrder: "layout='NTC'",
    swap: 'x.swapaxes(0, 1)',
    dense: (_, outputs) => `nn.Dense(${outputs}, flatten=False)`,
  },
};

/** The layer's class: 'LSTM', 'SimpleRNN'. */
export function classOf({ bound }: Setting): string {
  const { name } = bound.cell;
  if (name.startsWith('lstm')) return 'LSTM';
  if (name.startsWith('gru')) return 'GRU';
  return bound.layout.name.startsWith('keras') ? 'SimpleRNN' : 'RNN';
}

const isJavaScript = ({ bound }: Setting): boolean => bound.layout.name === 'tfjs';

/** Code that makes the layer, in frameworks whose layers take their number of units alone; with one more argument. */
export function layerCode(setting: Setting, argument?: string): string {
  const { units } = setting.sizes;
  const name = classOf(setting);
  if (!isJavaScript(setting)) return `${name}(${[units, argument].filter(Boolean).join(', ')})`;
  const made = name === 'RNN' ? 'simpleRNN' : name.toLowerCase();
  return `tf.layers.${made}({ ${[`units: ${units}`, argument].filter(Boolean).join(', ')} })`;
}

/** Code that runs the layer on x. */
export function layerCall(setting: Setting): string {
  const habits = habitsOf(setting.bound.layout.name);
  const name = classOf(setting);
  if (habits?.sequences)
    return isJavaScript(setting) ? `${layerCode(setting)}.apply(x)` : `${layerCode(setting)}(x)`;
  return `nn.${name}(${setting.sizes.features}, ${setting.sizes.units})(x)`;
}

/** By the name of a layout; undefined where nothing of the kind is told. */
export function habitsOf(layout: string): FrameworkHabits | undefined {
  return habits[layout];
}

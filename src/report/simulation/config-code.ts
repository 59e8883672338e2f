/** Writes the constructor call of a spec that has no code, from its layer and the arguments in its config. */
import type { SimulationSpec } from '../../cells/index.ts';
import { give } from './outcome.ts';

type Config = Readonly<Record<string, unknown>>;

/** What records say of the run, not of the layer. */
const OF_THE_RUN = ['batch', 'steps', 'input', 'cell', 'hw', 'input_channels', 'filters'];

/** A JSON value in Python. */
function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'string') return JSON.stringify(value);
  return give('expected numbers, texts, true, false, null and lists of them in config.');
}

function call(
  name: string,
  config: Config,
  more: readonly string[] = [],
  without: readonly string[] = [],
): string {
  const own = Object.entries(config)
    .filter(([key]) => !OF_THE_RUN.includes(key) && !without.includes(key))
    .map(([key, value]) => `${key}=${python(value)}`);
  if (!/^[\w.]+$/.test(name)) give(`expected the name of a class as layer, got ${JSON.stringify(name)}.`);
  return `${name}(${[...own, ...more].join(', ')})`;
}

/** The name of a class below a module, whether the layer says the module or not. */
const below = (module: string, layer: string): string =>
  layer.startsWith(`${module}.`) || layer.includes('.') ? layer : `${module}.${layer}`;

const pick = (config: Config, names: readonly string[]): Config =>
  Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name)));

const inner = (config: Config): string =>
  String(config.cell ?? give('expected the class of the cell as cell in config.'));

function keras(layer: string, config: Config): string {
  const name = below('layers', layer);
  if (layer.endsWith('Bidirectional')) {
    const wrapped = call(below('layers', inner(config)), config, [], ['merge_mode']);
    return call(name, pick(config, ['merge_mode']), [`layer=${wrapped}`]);
  }
  if (layer.endsWith('Cell')) return `layers.RNN(${call(name, config)}, return_sequences=True)`;
  return call(name, config, config.filters === undefined ? [] : [`filters=${python(config.filters)}`]);
}

function tfjs(layer: string, config: Config): string {
  const lower = (name: string) =>
    name.replace(/^[A-Z]+(?=[A-Z][a-z]|$|\d)|^[A-Z]/, start => start.toLowerCase());
  const factory: Readonly<Record<string, string>> = { ConvLSTM2D: 'convLstm2d', SimpleRNN: 'simpleRNN' };
  const nameOf = (name: string) => `tf.layers.${factory[name] ?? lower(name)}`;
  const camel = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const options = (own: Config, without: readonly string[] = []): readonly string[] =>
    Object.entries(own)
      .filter(([key]) => (key === 'filters' || !OF_THE_RUN.includes(key)) && !without.includes(key))
      .map(([key, value]) => `${camel(key)}: ${JSON.stringify(value)}`);
  if (layer !== 'Bidirectional') return `${nameOf(layer)}({${options(config).join(', ')}})`;
  const wrapped = String(config.cell ?? '');
  const cell = wrapped === wrapped.toLowerCase() ? `tf.layers.${wrapped}` : nameOf(wrapped);
  const mode = JSON.stringify(config.merge_mode ?? config.mergeMode ?? 'concat');
  return `tf.layers.bidirectional({layer: ${cell}({${options(config, ['merge_mode', 'mergeMode']).join(', ')}}), mergeMode: ${mode}})`;
}

function linen(layer: string, config: Config): string {
  const name = below('nn', layer);
  const cell = (features: unknown): string => call(below('nn', inner(config)), { features });
  if (layer.endsWith('Bidirectional')) {
    const [first, second] = Array.isArray(config.features)
      ? config.features
      : [config.features, config.features];
    return `${name}(nn.RNN(${cell(first)}), nn.RNN(${cell(second)}))`;
  }
  if (layer === 'RNN') return call(name, config, [`cell=${cell(config.features)}`], ['features']);
  if (config.filters !== undefined) return call(name, config, [`features=${python(config.filters)}`]);
  return call(name, config);
}

function haiku(layer: string, config: Config): string {
  const name = below('hk', layer);
  if (config.filters === undefined) return call(name, config);
  return `${name}(${python(config.hw)}, ${python(config.filters)}, ${python(config.kernel_size)})`;
}

const WRITERS: Readonly<Record<string, (layer: string, config: Config) => string>> = {
  tfjs,
  haiku,
  'flax.linen': linen,
  'flax.nnx': (layer, config) => call(below('nnx', layer), config, ['rngs=rngs']),
  equinox: (layer, config) => call(below('eqx.nn', layer), config, ['key=key']),
  mxnet: (layer, config) => call(below('rnn', layer), config),
  tf1: (layer, config) => call(below('tf.nn.rnn_cell', layer), config),
  sonnet: (layer, config) => call(below('snt', layer), config),
};

export function codeOf({ framework, layer, config = {} }: SimulationSpec): string {
  if (framework.includes('keras')) return keras(layer, config);
  const write = Object.hasOwn(WRITERS, framework) ? WRITERS[framework] : undefined;
  return write ? write(layer, config) : call(below('nn', layer), config);
}

/**
 * Recurrent layers that can be, or are, quantised. `torch.ao.nn.quantizable.LSTM` is made of linear layers and a loop in Python, and looks at little:
 * what it takes beyond the features is not compared. https://docs.pytorch.org/docs/stable/quantization.html
 */
import { multiply, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { watchResults } from '../../array/result-uses.ts';
import { refused, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { needFloat } from '../../modules/inputs.ts';
import { checkLastAxis } from '../../modules/last-axis.ts';
import { moduleLayer, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { recurrentCell } from '../../modules/recurrent/cells.ts';
import { KINDS, LSTM, type RecurrentKind } from '../../modules/recurrent/kinds.ts';
import {
  bundle,
  expectedStates,
  giveStates,
  type Layout,
  noteRun,
  outputFeatures,
  stepShapes,
} from '../../modules/recurrent/outputs.ts';
import { recurrentLayer } from '../../modules/recurrent/sequence.ts';
import { describeCell, type Settings } from '../../modules/recurrent/settings.ts';
import { layerStates } from '../../modules/recurrent/state.ts';
import type { RecurrentStyle } from '../../modules/recurrent/style.ts';
import { type Operand, tuple, type Value, type Weight } from '../../parts.ts';
import { TORCH_NN } from '../dialect.ts';
import { readCell } from './cells.ts';
import { TORCH_RECURRENT } from './style.ts';

const QUANTIZABLE = { ...TORCH_NN, path: 'torch.ao.nn.quantizable' };

const SAYS = 'mat1 and mat2 shapes cannot be multiplied';

/** igates (4H, I) and hgates (4H, H), each with a bias of its own. */
function gates(
  prefix: string,
  inputs: Settings['inputSize'],
  { hiddenSize, bias }: Settings,
): readonly Weight[] {
  const rows = multiply(size(4), hiddenSize);
  const gated = (name: string, shape: Shape | undefined): Weight =>
    weight(`${prefix}${name}`, shape, LSTM.gates, 0);
  const both = [
    ['igates', inputs],
    ['hgates', hiddenSize],
  ] as const;
  return both.flatMap(([name, columns]) => [
    gated(`${name}.weight`, [rows, columns]),
    ...(bias === false ? [] : [gated(`${name}.bias`, bias ? [rows] : undefined)]),
  ]);
}

/** More layers than this are not listed one by one. */
const MOST_LAYERS = 64;

/** torch 2.13 makes every layer after the first for hidden_size features, also of two directions. */
function weights(settings: Settings, options: Options): readonly Weight[] {
  const count = options.int('num_layers') ?? 1;
  const ends = settings.bidirectional === true ? ['layer_fw', 'layer_bw'] : ['layer_fw'];
  return Array.from({ length: Math.min(count, MOST_LAYERS) }, (_, layer) =>
    ends.flatMap(end =>
      gates(`layers.${layer}.${end}.cell.`, layer === 0 ? settings.inputSize : settings.hiddenSize, settings),
    ),
  ).flat();
}

/** Neither looks at more than the dropout; that is not told. */
function readLoosely(options: Options, kind: RecurrentKind): Settings {
  return {
    ...readCell(options, kind),
    layers: options.size('num_layers', 0),
    directions: options.choose('bidirectional', 2, 1) ?? unknownDim(),
    batchFirst: options.flag('batch_first'),
    bidirectional: options.flag('bidirectional'),
  };
}

const LSTM_SIGNATURE =
  'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device: device=None, dtype: dtype=None, *, split_gates=False';

const QuantizableLSTM = moduleLayer(QUANTIZABLE, {
  name: 'LSTM',
  signature: LSTM_SIGNATURE,
  forward: 'x, hidden=None',
  recurrent: true,
  make: options => {
    const settings = readLoosely(options, LSTM);
    const batch = options.scene.host.freshSymbol('batch', options.scene.site);
    return {
      weights: weights(settings, options),
      units: settings.hiddenSize,
      inputSize: settings.inputSize,
      cell: describeCell(settings, 'torch'),
      states: layerStates(expectedStates(settings, { batch })),
      step: stepShapes(settings, batch),
      flags: { batch_first: settings.batchFirst, bidirectional: settings.bidirectional },
      call: use => callLoop(use, settings, options),
    };
  },
});

function callLoop(use: Use, settings: Settings, options: Options): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  const wrong =
    checkLastAxis(use, input, { expected: settings.inputSize, parameter: 'input_size', says: SAYS }) ??
    needFloat(use, input);
  if (wrong) return wrong;
  // Layers above a bidirectional one do not fit it; whether that is mended is the version's affair.
  const isBroken = settings.bidirectional !== false && options.int('num_layers') !== 1;
  const { batchFirst } = settings;
  if (shape?.length !== 3 || batchFirst === undefined || isBroken) return unknownRun(use, settings, input);
  const [first = unknownDim(), second = unknownDim()] = shape;
  const layout: Layout = batchFirst ? { batch: first, steps: second } : { batch: second, steps: first };
  const parents = [input.tensor];
  const features = outputFeatures(use, settings);
  const output = result(use, [first, second, features], { parents, dtype: 'float', role: 'sequence' });
  const states = giveStates(use, settings, layout, input.tensor);
  noteRun(use, settings, layout, [shape], [output.shape, ...states.map(state => state.shape)]);
  watchResults(use.host, output, states);
  return tuple([output, bundle(states)]);
}

function unknownRun(use: Use, settings: Settings, { shape }: Operand): Value {
  const some = (role: 'sequence' | 'h' | 'c'): Value => result(use, undefined, { dtype: 'float', role });
  noteCall(use, [shape], []);
  return tuple([some('sequence'), settings.kind.states === 2 ? tuple([some('h'), some('c')]) : some('h')]);
}

function inputOf(use: Use): Operand | undefined {
  return takeTensor(use, use.arguments.value('x'), use.arguments.at('x'), 'x');
}

const QuantizableLSTMCell = moduleLayer(QUANTIZABLE, {
  name: 'LSTMCell',
  signature: 'input_dim, hidden_dim, bias=True, device: device=None, dtype: dtype=None, *, split_gates=False',
  forward: 'x, hidden=None',
  recurrent: true,
  make: options => {
    const sizes = { inputSize: options.size('input_dim', 0), hiddenSize: options.size('hidden_dim', 0) };
    const settings: Settings = { ...readCell(options, LSTM), ...sizes, outputSize: sizes.hiddenSize };
    return {
      weights: gates('', settings.inputSize, settings),
      units: settings.hiddenSize,
      inputSize: settings.inputSize,
      cell: describeCell(settings, 'torch'),
      step: stepShapes(settings, options.scene.host.freshSymbol('batch', options.scene.site)),
      call: use => callStep(use, settings),
    };
  },
});

/** (N, I) gives h and c, both (N, H). */
function callStep(use: Use, settings: Settings): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  const wanted = { expected: settings.inputSize, parameter: 'input_dim', says: SAYS };
  const wrong = checkLastAxis(use, input, wanted) ?? needFloat(use, input);
  if (wrong) return wrong;
  const [batch] = shape ?? [];
  const state = shape?.length === 2 && batch ? [batch, settings.hiddenSize] : undefined;
  const states = (['h', 'c'] as const).map(role => result(use, state, { dtype: 'float', role }));
  noteCall(use, [shape], [state, state], { step: stepShapes(settings, batch), steps: size(1) });
  return tuple(states);
}

/** torch.ao.nn.quantizable */
export const QUANTIZABLE_CLASSES = [QuantizableLSTM, QuantizableLSTMCell];

/** Weights are packed: there are no parameters. Sequences have a batch axis. */
const DYNAMIC: RecurrentStyle = {
  ...TORCH_RECURRENT,
  dialect: { ...TORCH_NN, path: 'torch.ao.nn.quantized.dynamic' },
  unbatched: false,
  words: {
    ...TORCH_RECURRENT.words,
    inputRank: (_operation, rank) => `input must have 3 dimensions, got ${rank}`,
  },
};

const DYNAMIC_SIGNATURE =
  'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, dtype=None';

/** torch.ao.nn.quantized.dynamic */
export const DYNAMIC_CLASSES = [
  ...KINDS.filter(({ name }) => name !== 'RNN').map(kind =>
    recurrentLayer(DYNAMIC, {
      name: kind.name,
      signature: DYNAMIC_SIGNATURE,
      forward: 'input, hx=None',
      bases: [],
      read: options => readLoosely(options, kind),
      weights: () => [],
      flags: ({ batchFirst, bidirectional }) => ({ batch_first: batchFirst, bidirectional }),
    }),
  ),
  ...KINDS.map(kind =>
    recurrentCell(
      { ...DYNAMIC, unbatched: true },
      {
        name: `${kind.name}Cell`,
        signature:
          kind.name === 'RNN'
            ? "input_size, hidden_size, bias=True, nonlinearity='tanh', dtype=None"
            : 'input_size, hidden_size, bias=True, dtype=None',
        forward: 'input, hx=None',
        bases: [],
        read: options => readCell(options, kind),
        weights: () => [],
      },
    ),
  ),
];

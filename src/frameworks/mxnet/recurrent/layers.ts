/** rnn.LSTM, GRU and RNN. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/rnn/index.html, mxnet/gluon/rnn/rnn_layer.py */
import { type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { watchResults } from '../../array/result-uses.ts';
import { refused, refuseRank } from '../../array/scene.ts';
import { build, builtSize } from '../../modules/deferred.ts';
import { checkLastAxis } from '../../modules/last-axis.ts';
import type { Made, Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { GRU, LSTM, type RecurrentKind, RNN } from '../../modules/recurrent/kinds.ts';
import {
  expectedStates,
  give,
  giveStates,
  noteRun,
  outputFeatures,
  stepShapes,
} from '../../modules/recurrent/outputs.ts';
import { describeCell } from '../../modules/recurrent/settings.ts';
import { asDim, itemsOf, list, type Operand, tuple, type Value } from '../../parts.ts';
import { GLUON_RNN, layerClass } from '../dialect.ts';
import { checkLayerStates } from './layer-state.ts';
import { type Plan, readLayer, settled } from './settings.ts';
import { beginState, type StatesFor, stateInfo } from './states.ts';
import { layerWeights } from './weights.ts';

const INITIAL = `i2h_weight_initializer=None, h2h_weight_initializer=None, i2h_bias_initializer='zeros', h2h_bias_initializer='zeros'`;

const SIGNATURES: Readonly<Record<RecurrentKind['name'], string>> = {
  LSTM: `hidden_size, num_layers=1, layout='TNC', dropout=0, bidirectional=False, input_size=0, ${INITIAL}, projection_size=None, h2r_weight_initializer=None, state_clip_min=None, state_clip_max=None, state_clip_nan=False, dtype='float32', use_sequence_length=False`,
  GRU: `hidden_size, num_layers=1, layout='TNC', dropout=0, bidirectional=False, input_size=0, ${INITIAL}, dtype='float32', use_sequence_length=False`,
  RNN: `hidden_size, num_layers=1, activation='relu', layout='TNC', dropout=0, bidirectional=False, ${INITIAL}, input_size=0, dtype='float32', use_sequence_length=False`,
};

export const RECURRENT = [LSTM, GRU, RNN].map(kind =>
  layerClass(
    {
      name: kind.name,
      signature: SIGNATURES[kind.name],
      forward: 'inputs, states=None, sequence_length=None',
      recurrent: true,
      bases: ['_RNNLayer'],
      make: options => make(options, kind),
    },
    GLUON_RNN,
  ),
);

function make(options: Options, kind: RecurrentKind): Made {
  const plan = readLayer(options, kind);
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  const states: StatesFor = size =>
    expectedStates(settled(plan, unknownDim()), { batch: size }).map(({ role, shape }) => ({
      name: role === 'c_0' ? 'c' : 'h',
      shape,
    }));
  return {
    weights: plan.given && layerWeights(settled(plan, plan.given)),
    units: plan.hiddenSize,
    inputSize: plan.given,
    cell: describeCell(settled(plan, plan.given ?? unknownDim()), 'mxnet'),
    states: states(batch),
    step: plan.given && stepShapes(settled(plan, plan.given), batch),
    flags: { batch_first: plan.batchFirst, bidirectional: plan.bidirectional },
    attributes: {
      begin_state: beginState(kind.name, states),
      state_info: stateInfo(states, 'LNC'),
    },
    call: use => callLayer(use, plan),
  };
}

/** How the input's axes are read. */
interface Read {
  readonly batch: Dim;
  readonly steps: Dim;
  readonly leading: Shape;
}

function callLayer(use: Use, plan: Plan): Value {
  const at = use.arguments.at('inputs');
  const input = takeTensor(use, use.arguments.value('inputs'), at, 'inputs');
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && shape.length !== 3)
    return refuseRank(use, input, [3], axesOf(plan), 'Check failed: dshape.ndim() == 3U');
  const read = readAxes(use, plan, input);
  // MXNet compares the states before anything else.
  const wrong = shape && checkLayerStates(use, expectedStates(settled(plan, unknownDim()), read));
  return (
    wrong ??
    checkLastAxis(use, input, {
      expected: builtSize(use),
      parameter: plan.given ? 'input_size' : undefined,
      says: 'Shape inconsistent',
    }) ??
    giveOutputs(use, plan, input, read)
  );
}

const axesOf = ({ batchFirst }: Plan): readonly string[] =>
  batchFirst ? ['batch', 'steps', 'features'] : ['steps', 'batch', 'features'];

function readAxes({ host }: Use, { batchFirst }: Plan, { shape, at }: Operand): Read {
  const isKnown = batchFirst !== undefined;
  const fresh = (name: string): Dim => (isKnown ? host.freshSymbol(name, at) : unknownDim());
  const [first, second] =
    shape ?? (batchFirst ? [fresh('batch'), fresh('seq_len')] : [fresh('seq_len'), fresh('batch')]);
  const leading = [first ?? unknownDim(), second ?? unknownDim()] as const;
  if (!isKnown) return { batch: unknownDim(), steps: unknownDim(), leading };
  const [batch, steps] = batchFirst ? leading : [leading[1], leading[0]];
  return { batch, steps, leading };
}

/** The output alone, or with the states where states were given. */
function giveOutputs(use: Use, plan: Plan, input: Operand, read: Read): Value {
  const inputSize = builtSize(use) ?? input.shape?.[2];
  if (inputSize) build(use, inputSize, layerWeights(settled(plan, inputSize)));
  const settings = settled(plan, inputSize ?? unknownDim());
  const output = give(use, [...read.leading, outputFeatures(use, settings)], input.tensor, 'sequence');
  const states = giveStates(use, settings, read, input.tensor);
  noteRun(use, settings, read, [input.shape], [output.shape]);
  watchResults(use.host, output, states);
  const given = use.arguments.value('states');
  if (given.kind === 'none') return output;
  const isStates = given.kind === 'tensor' || itemsOf(given) !== undefined || given.kind === 'list';
  const isSomething = isStates || (given.kind === 'unknown' && asDim(given) === undefined);
  return isSomething
    ? tuple([output, list(states)])
    : use.host.unknown('an output, with states where some were given', use.site);
}

/** Layers of gluon.nn beside the recurrent ones. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/index.html */
import type { Dim, Shape } from '../../shapes/index.ts';
import { checkSize, refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { build, builtSize } from '../modules/deferred.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import { callPointwise, checkProbability } from '../modules/layers/pointwise.ts';
import type { Options } from '../modules/options.ts';
import { asBool, asString, type NativeClass, type Operand, type Value, type Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { FUNCTIONS } from './modules.ts';
import { applyDense, denseInputs } from './networks.ts';
import { flattened } from './reshaping.ts';
import { givenSize, sizeOf } from './sizes.ts';

/** Notes a call and gives its result; of a refused one the refusal. */
export function give(use: Use, input: Operand, answer: Shape | Value | undefined): Value {
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor] });
}

/** weight (units, inputs) and bias (units). */
function denseWeights(options: Options, units: Dim, inputs: Dim): readonly Weight[] {
  const has = options.flag('use_bias');
  return [
    weight('weight', [units, inputs]),
    ...(has === false ? [] : [weight('bias', has ? [units] : undefined)]),
  ];
}

const Dense = layerClass({
  name: 'Dense',
  signature: `units, activation=None, use_bias=True, flatten=True, dtype='float32', weight_initializer=None, bias_initializer='zeros', in_units=0`,
  make: options => {
    const [units, given] = [sizeOf(options, 'units'), givenSize(options, 'in_units')];
    const flattens = asBool(options.bound.value('flatten'));
    return {
      weights: given && denseWeights(options, units, given),
      units,
      inputSize: given,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const inputs = builtSize(use);
        const parameter = given ? 'in_units' : undefined;
        const answer = applyDense(use, input, { inputs, units, flattens, parameter });
        const actual = input.shape && flattens !== undefined && denseInputs(input.shape, flattens);
        if (actual) build(use, actual, denseWeights(options, units, actual));
        return give(use, input, answer);
      },
    };
  },
});

const Embedding = layerClass({
  name: 'Embedding',
  signature: `input_dim, output_dim, dtype='float32', weight_initializer=None, sparse_grad=False`,
  make: options => {
    const [count, width] = [sizeOf(options, 'input_dim'), sizeOf(options, 'output_dim')];
    return {
      weights: [weight('weight', [count, width])],
      units: width,
      call: use => {
        const input = inputOf(use);
        return input ? give(use, input, input.shape && [...input.shape, width]) : refused(use);
      },
    };
  },
});

const Flatten = layerClass({
  name: 'Flatten',
  signature: '',
  make: () => ({
    weights: [],
    call: use => {
      const input = inputOf(use);
      if (!input) return refused(use);
      const outcome = input.shape && flattened(input.shape);
      return give(use, input, outcome?.ok ? outcome.value : undefined);
    },
  }),
});

/** gamma and beta along one axis, which the first input sizes. What a normalisation of a batch finds wrong it finds out too late to tell. */
const normalisation = (
  name: string,
  signature: string,
  { names, checks }: { readonly names: readonly string[]; readonly checks: boolean },
): NativeClass =>
  layerClass({
    name,
    signature,
    make: options => {
      const given = givenSize(options, 'in_channels');
      const weights = (size: Dim): readonly Weight[] =>
        names.map(each => weight(each, [size], [], undefined, !each.startsWith('running')));
      return {
        weights: given && weights(given),
        units: given,
        inputSize: given,
        call: use => {
          const input = inputOf(use);
          if (!input) return refused(use);
          const axis = options.int('axis');
          if (axis === undefined) return give(use, input, input.shape);
          const wrong = checkSize(use, input, {
            axis,
            expected: checks ? builtSize(use) : undefined,
            parameter: given ? 'in_channels' : undefined,
            says: 'Shape inconsistent',
          });
          if (wrong) return wrong;
          const actual = input.shape?.at(axis);
          if (actual) build(use, actual, weights(actual));
          return give(use, input, input.shape);
        },
      };
    },
  });

const SCALES = `center=True, scale=True`;
const INITIAL = `beta_initializer='zeros', gamma_initializer='ones'`;

const LayerNorm = normalisation('LayerNorm', `axis=-1, epsilon=1e-5, ${SCALES}, ${INITIAL}, in_channels=0`, {
  names: ['gamma', 'beta'],
  checks: true,
});

const BATCH_NORM = `axis=1, momentum=0.9, epsilon=1e-5, ${SCALES}, use_global_stats=False, ${INITIAL}, running_mean_initializer='zeros', running_variance_initializer='ones', in_channels=0`;

/** Of MXNet 2 `nn`, before of `contrib.nn`. */
const SYNC_BATCH_NORM = `in_channels=0, num_devices=None, momentum=0.9, epsilon=1e-5, ${SCALES}, use_global_stats=False, ${INITIAL}, running_mean_initializer='zeros', running_variance_initializer='ones', axis=1`;

const batchNorm = (name: string): NativeClass =>
  normalisation(name, name === 'SyncBatchNorm' ? SYNC_BATCH_NORM : BATCH_NORM, {
    names: ['gamma', 'beta', 'running_mean', 'running_var'],
    checks: false,
  });

const InstanceNorm = normalisation(
  'InstanceNorm',
  `axis=1, epsilon=1e-5, ${SCALES}, ${INITIAL}, in_channels=0`,
  {
    names: ['gamma', 'beta'],
    checks: false,
  },
);

const keeping = (
  name: string,
  signature: string,
  check: (options: Options) => void = () => {},
): NativeClass =>
  layerClass({
    name,
    signature,
    make: options => {
      check(options);
      return { weights: [], call: callPointwise };
    },
  });

/** A function, or the name of one among MXNet's. */
const lambda = (name: string): NativeClass =>
  layerClass({
    name,
    signature: 'function',
    forward: '*args',
    make: options => ({
      weights: [],
      call: ({ host, site, arguments: given }) => {
        const f = options.bound.value('function');
        const named = asString(f);
        if (named !== undefined) return host.call(host.attribute(FUNCTIONS, named, site), given.extra, site);
        const own = { name: undefined, value: FUNCTIONS, at: site };
        return host.call(f, name === 'HybridLambda' ? [own, ...given.extra] : given.extra, site);
      },
    }),
  });

const PReLU = layerClass({
  name: 'PReLU',
  signature: 'alpha_initializer=None, in_channels=1',
  make: options => ({ weights: [weight('alpha', [sizeOf(options, 'in_channels')])], call: callPointwise }),
});

export const LAYERS: readonly NativeClass[] = [
  Dense,
  Embedding,
  Flatten,
  PReLU,
  LayerNorm,
  InstanceNorm,
  ...['BatchNorm', 'BatchNormReLU', 'SyncBatchNorm'].map(batchNorm),
  keeping(
    'Dropout',
    'rate, axes=()',
    checkProbability('rate', { says: 'for Parameter p exceed bound [0,1]' }),
  ),
  keeping('Activation', 'activation'),
  keeping('LeakyReLU', 'alpha'),
  ...['ELU', 'SELU', 'GELU', 'SiLU', 'Swish', 'GroupNorm'].map(name => keeping(name, '*args, **kwargs')),
  lambda('Lambda'),
  lambda('HybridLambda'),
];

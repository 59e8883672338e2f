/** Layers that keep the shape of their input: activations, dropout, identity. https://docs.pytorch.org/docs/stable/nn.html */
import { constantOf } from '../../../shapes/index.ts';
import { suspectSoftmax } from '../../array/doubtful-softmax.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseRank, result, suspectArgument } from '../../array/scene.ts';
import { needFloat } from '../../modules/inputs.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import {
  callPointwise,
  checkProbability,
  identityLayer,
  shapeKeepingLayer,
} from '../../modules/layers/pointwise.ts';
import type { Options } from '../../modules/options.ts';
import { isSurelyInTraining } from '../../modules/trained.ts';
import { asDim, type Operand, type Value, withoutKinds } from '../../parts.ts';
import { refuseSlopes, refuseUnsigned } from '../activations.ts';
import { checkAxis } from '../axis.ts';
import { refuseChannels } from '../channels.ts';
import { layerClass, TORCH_NN } from '../dialect.ts';

/** Constructor signatures by class, with the kinds that the functions behind them ask for. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  ReLU6: 'inplace=False',
  ELU: 'alpha: number=1.0, inplace=False',
  SELU: 'inplace=False',
  CELU: 'alpha: number=1.0, inplace=False',
  GELU: `approximate='none'`,
  SiLU: 'inplace=False',
  Mish: 'inplace=False',
  Sigmoid: '',
  LogSigmoid: '',
  Tanh: '',
  Tanhshrink: '',
  Softsign: '',
  Hardtanh: 'min_val: number=-1.0, max_val: number=1.0, inplace=False, min_value=None, max_value=None',
  Hardsigmoid: 'inplace=False',
  Hardswish: 'inplace=False',
  LeakyReLU: 'negative_slope: number=0.01, inplace=False',
  RReLU: 'lower: number=0.125, upper: number=0.3333333333333333, inplace=False',
  Softplus: 'beta: number=1.0, threshold: number=20.0',
  Softshrink: 'lambd: number=0.5',
  Hardshrink: 'lambd: number=0.5',
  Threshold: 'threshold: number, value: number, inplace=False',
};

/** Truth values have no sign. */
const ReLU = layerClass({
  name: 'ReLU',
  signature: 'inplace=False',
  make: () => ({
    weights: [],
    call: use => callPointwise(use, input => refuseUnsigned(use, input)),
  }),
});

const DROPOUTS = ['Dropout', 'Dropout2d', 'Dropout3d'];
const ALPHA_DROPOUTS = ['AlphaDropout', 'FeatureAlphaDropout'];

/** Those that say along which axis they work. */
const ALONG_AXIS = ['Softmax', 'LogSoftmax', 'Softmin'];

const keepsShape = (name: string, signature: string, check?: (options: Options) => void) =>
  shapeKeepingLayer(TORCH_NN, name, signature, check);

const probability = checkProbability('p', { says: 'dropout probability has to be between 0 and 1' });

const alongAxis = (name: string) =>
  layerClass({
    name,
    signature: 'dim=None',
    called: 'dim: int=None',
    make: options => ({
      weights: [],
      call: use => {
        const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
        if (!input) return refused(use);
        const wrong = checkAxis(use, input, options.int('dim'));
        if (wrong) return wrong;
        if (!options.bound.open && options.bound.value('dim').kind === 'none')
          suspectImplicitAxis(use, input);
        if (/softmax$/i.test(name)) suspectSoftmax(use, input, options.int('dim'), input.at);
        noteCall(use, [input.shape], [input.shape]);
        return result(use, input.shape, { parents: [input.tensor], dtype: 'float' });
      },
    }),
  });

/** Without `dim` PyTorch takes axis 0 of an input of rank 0, 1 or 3, else axis 1, and warns. */
function suspectImplicitAxis(use: Use, input: Operand): void {
  const allowed = 'an axis: without one it is axis 0 for an input of rank 3 and axis 1 for one of rank 2';
  suspectArgument(use, { parameter: 'dim', aspect: 'value', allowed, given: 'None', at: input.at });
}

/** In training what stays is divided by a share: whole numbers do not hold that. */
const dropout = (name: string) =>
  layerClass({
    name,
    signature: 'p=0.5, inplace=False',
    make: options => {
      probability(options);
      const { kind, ...share } = { dim: undefined, float: undefined, ...options.bound.value('p') };
      const acts = kind === 'number' && ((share.dim && constantOf(share.dim)) ?? share.float ?? 0) > 0;
      return {
        weights: [],
        call: use => {
          const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
          if (!input) return refused(use);
          const wrong = acts && isSurelyInTraining(use.layer) ? needFloat(use, input, NO_SHARE) : undefined;
          return wrong ?? callPointwise(use);
        },
      };
    },
  });

const NO_SHARE = "result type Float can't be cast to the desired output type";

/** Of whole channels: the only one of its kind that looks at the rank in evaluation too. */
const Dropout1d = layerClass({
  name: 'Dropout1d',
  signature: 'p=0.5, inplace=False',
  make: options => {
    probability(options);
    return {
      weights: [],
      call: use => {
        const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
        return input ? (refuseChannels(use, input) ?? callPointwise(use)) : refused(use);
      },
    };
  },
});

const PReLU = layerClass({
  name: 'PReLU',
  signature: 'num_parameters: int=1, init=0.25, device: device=None, dtype: dtype=None',
  make: options => ({
    weights: [
      {
        name: 'weight',
        shape: [options.size('num_parameters', 0)],
        gates: [],
        gateAxis: undefined,
        trainable: true,
      },
    ],
    call: use => {
      const slopes = asDim(options.bound.value('num_parameters'));
      return callPointwise(use, input => refuseSlopes(use, input, slopes) ?? needFloat(use, input));
    },
  }),
});

const LocalResponseNorm = layerClass({
  name: 'LocalResponseNorm',
  signature: 'size, alpha=0.0001, beta=0.75, k=1.0',
  make: () => ({ weights: [], call: use => callPointwise(use, input => refuseNoChannels(use, input)) }),
});

/** Across channels: (N, C, *), of at least three axes. */
function refuseNoChannels(use: Use, input: Operand): Value | undefined {
  const rank = input.shape?.length;
  if (rank === undefined || rank > 2) return undefined;
  const says = 'Expected 3D or higher dimensionality';
  return refuseRank(use, input, [3, 4, 5], ['batch', 'channels', 'steps'], says);
}

export const POINTWISE = [
  ReLU,
  ...Object.entries(ACTIVATIONS).map(([name, called]) =>
    shapeKeepingLayer(TORCH_NN, name, withoutKinds(called), undefined, called),
  ),
  ...DROPOUTS.map(dropout),
  ...ALPHA_DROPOUTS.map(name => keepsShape(name, 'p=0.5, inplace=False', probability)),
  Dropout1d,
  ...ALONG_AXIS.map(alongAxis),
  PReLU,
  LocalResponseNorm,
  keepsShape('Softmax2d', ''),
  identityLayer(TORCH_NN),
];

/** `mx.np` and `mx.npx`: NumPy's functions on MXNet's arrays, and the operators of networks beside them. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/np/index.html */
import { oneHot } from '../array/gathering.ts';
import {
  type ArrayFunction,
  define,
  type FunctionTable,
  functionMembers,
  type Operation,
  unmodelled,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { FUNCTIONS } from '../numpy/functions.ts';
import { LINEAR_ALGEBRA } from '../numpy/linear-algebra.ts';
import { LEGACY } from '../numpy/random.ts';
import { float, moduleOf, NONE, nativeFunction, type Value } from '../parts.ts';
import { lookup } from '../torch/functional.ts';
import { NP, within } from './flavour.ts';
import { inMode, setMode } from './mode.ts';
import { ND_TABLE } from './nd.ts';
import { dense } from './networks.ts';
import { picked, topk } from './selecting.ts';
import { every } from './table.ts';

/** NumPy's functions, which take `ctx` too; what they give is in the mode of the program. */
const ofNumpy = (table: FunctionTable): FunctionTable =>
  Object.fromEntries(
    Object.entries(table).map(([name, { signature, run }]): [string, ArrayFunction] => [
      name,
      define(signature.includes('**kwargs') ? signature : `${signature}, **kwargs`, op =>
        inMode(op.host, run(op)),
      ),
    ]),
  );

/** Not compared when it is called, as those of `nd`. */
const { stack: _, ...NUMPY_FUNCTIONS } = FUNCTIONS;
/** MXNet's decompositions put their parts together in other ways. */
const { svd: _svd, svdvals: _values, lstsq: _least, qr: _qr, ...OF_NUMPY } = LINEAR_ALGEBRA;

const stacked = (op: Operation): Value => {
  const items = op.host.items(op.bound.value('arrays'));
  const args = items?.map(value => ({ name: undefined, value, at: op.bound.at('arrays') }));
  const stack = ND_TABLE.stack;
  return args && stack ? stack.run({ ...op, bound: { ...op.bound, extra: args } }) : unmodelled(op);
};

export const np = moduleOf('mxnet.np', {
  ...functionMembers(NP, { ...ofNumpy(NUMPY_FUNCTIONS), ...every('stack', 'arrays, axis=0', stacked) }),
  random: moduleOf('mxnet.np.random', {
    ...functionMembers(within(NP, 'np.random'), {
      ...ofNumpy(LEGACY),
    }),
    seed: nativeFunction('mxnet.np.random.seed', () => NONE),
  }),
  linalg: moduleOf('mxnet.np.linalg', functionMembers(within(NP, 'np.linalg'), ofNumpy(OF_NUMPY))),
  newaxis: NONE,
  pi: float(Math.PI),
  inf: float(Number.POSITIVE_INFINITY),
  ...Object.fromEntries(
    'float16 float32 float64 int8 int32 int64 uint8'
      .split(' ')
      .map(name => [name, { kind: 'string', value: name }]),
  ),
});

const NPX: FunctionTable = {
  ...every(
    `softmax log_softmax masked_softmax relu sigmoid activation leaky_relu dropout batch_norm layer_norm gelu erf smooth_l1 sequence_mask
     stop_gradient l2_normalization`,
    'data, *args',
    unary(),
  ),
  ...every('one_hot', 'data, depth, on_value=1.0, off_value=0.0', oneHot('float')),
  ...every('pick', 'data, index, axis=-1, keepdims=False', picked),
  ...every('topk', `data, axis=-1, k=1, ret_typ='indices', is_ascend=False`, topk),
  ...every('embedding', 'data, weight, input_dim=None, output_dim=None', lookup),
  ...every(
    'fully_connected',
    'data, weight=None, bias=None, num_hidden=None, no_bias=True, flatten=True',
    dense,
  ),
  ...every('reshape convolution pooling rnn gamma arange_like', 'data, *args', unmodelled),
};

const shared = (name: string): FunctionTable => {
  const own = ND_TABLE[name];
  return own ? { [name]: own } : {};
};

export const npx = moduleOf('mxnet.npx', {
  ...functionMembers(within(NP, 'npx'), { ...NPX, ...shared('batch_dot'), ...shared('reshape_like') }),
  set_np: nativeFunction('npx.set_np', ({ host }) => {
    setMode(host, true);
    return NONE;
  }),
  reset_np: nativeFunction('npx.reset_np', ({ host }) => {
    setMode(host, false);
    return NONE;
  }),
  waitall: nativeFunction('npx.waitall', () => NONE),
  ...Object.fromEntries(
    ['cpu', 'gpu', 'num_gpus', 'current_device', 'current_context'].map(name => [
      name,
      nativeFunction(`npx.${name}`, ({ host, site }) => host.unknown('a device', site)),
    ]),
  ),
});

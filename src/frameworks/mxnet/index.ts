/** MXNet with Gluon. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ */
import { arrayBehaviour } from '../array/behaviour.ts';
import { opaqueClasses } from '../array/opaque.ts';
import { byName } from '../layer.ts';
import {
  type Call,
  type Framework,
  type Host,
  moduleOf,
  NONE,
  nativeFunction,
  type Value,
} from '../parts.ts';
import { Block, HybridBlock } from './block.ts';
import { data } from './data.ts';
import { HybridSequential, Sequential } from './dialect.ts';
import { ND, NP } from './flavour.ts';
import { LAYERS } from './layers.ts';
import { loss } from './losses.ts';
import { ND_METHODS, NP_METHODS } from './methods.ts';
import { inMode, isNumpyMode } from './mode.ts';
import { FUNCTIONS } from './modules.ts';
import { random } from './nd.ts';
import { np, npx } from './np.ts';
import { PARAMETER } from './parameter.ts';
import { BASES } from './recurrent/base.ts';
import { CELLS } from './recurrent/cells.ts';
import { COMBINATORS } from './recurrent/combinators/index.ts';
import { RECURRENT } from './recurrent/layers.ts';
import { SPATIAL } from './spatial.ts';
import { mxnetWords } from './words.ts';

const BLOCKS = byName([Block, HybridBlock]);

const nn = moduleOf('mxnet.gluon.nn', {
  ...BLOCKS,
  ...byName([Sequential, HybridSequential, ...LAYERS, ...SPATIAL]),
});

const rnn = moduleOf('mxnet.gluon.rnn', byName([...BASES, ...RECURRENT, ...CELLS, ...COMBINATORS]));

const opaque = (path: string, names: string): Readonly<Record<string, Value>> =>
  opaqueClasses('mxnet', `mxnet.${path}`, names.split(' '));

const gluon = moduleOf('mxnet.gluon', {
  ...BLOCKS,
  data,
  nn,
  rnn,
  loss,
  Parameter: PARAMETER,
  ...opaque('gluon', 'Trainer'),
});

const initializer = moduleOf(
  'mxnet.init',
  opaque('init', 'Xavier Normal Uniform Orthogonal Zero One Constant LSTMBias MSRAPrelu Mixed Bilinear'),
);

const device = (name: string): Value =>
  nativeFunction(`mx.${name}`, ({ host, site }) => host.unknown('a device', site));

/** Operators on symbols make the arguments that they miss, and compare shapes only when the graph is bound: nothing is told of them. */
const symbols = moduleOf('mxnet.symbol', {});

const mxnetModule = moduleOf('mxnet', {
  nd: FUNCTIONS,
  ndarray: FUNCTIONS,
  sym: symbols,
  symbol: symbols,
  np,
  numpy: np,
  npx,
  numpy_extension: npx,
  random,
  gluon,
  init: initializer,
  initializer,
  cpu: device('cpu'),
  gpu: device('gpu'),
  current_context: device('current_context'),
  waitall: nativeFunction('mx.waitall', () => NONE),
});

type Arrays = ReturnType<typeof arrayBehaviour>;

const LEGACY = behaviourOf(arrayBehaviour({ flavour: ND, methods: ND_METHODS, around }));
const NUMPY = behaviourOf(arrayBehaviour({ flavour: NP, methods: NP_METHODS, around }));

function around(call: Call, invoke: (call: Call) => Value): Value {
  return inMode(call.host, invoke(call));
}

/** Rows of a vector are arrays of the mode too. */
function behaviourOf(behaviour: Arrays): Arrays {
  return {
    ...behaviour,
    iterate: (host, tensor, site) => {
      const items = behaviour.iterate(host, tensor, site);
      return 'known' in items
        ? { known: items.known.map(item => inMode(host, item)) }
        : { ...items, element: inMode(host, items.element) };
    },
  };
}

const ofMode = (host: Host): Arrays => (isNumpyMode(host) ? NUMPY : LEGACY);

/** Arrays of numbers between brackets are positions, whatever numbers they hold. */
const withPositions = (call: Call): Call => ({
  ...call,
  args: call.args.map((argument, i) =>
    i > 0 &&
    argument.value.kind === 'tensor' &&
    argument.value.dtype === undefined &&
    argument.value.framework === 'mxnet'
      ? { ...argument, value: { ...argument.value, dtype: 'int' } }
      : argument,
  ),
});

export const mxnet: Framework = {
  name: 'mxnet',
  words: mxnetWords,
  modules: { mxnet: () => mxnetModule },
  tensors: {
    attribute: (host, ...rest) => ofMode(host).attribute(host, ...rest),
    names: [...new Set([...LEGACY.names, ...NUMPY.names])],
    index: call => ofMode(call.host).index(withPositions(call)),
    setIndex: (call, value) => ofMode(call.host).setIndex(call, value),
    binary: (call, op) => ofMode(call.host).binary(call, op),
    compare: (call, op) => ofMode(call.host).compare(call, op),
    unary: (call, op) => ofMode(call.host).unary(call, op),
    iterate: (host, ...rest) => ofMode(host).iterate(host, ...rest),
  },
};

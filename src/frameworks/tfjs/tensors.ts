/** What can be done to tensors of TensorFlow.js. */
import { type Shape, sameShape } from '../../shapes/index.ts';
import { arrayBehaviour } from '../array/behaviour.ts';
import { like } from '../array/creators.ts';
import { oneHot } from '../array/gathering.ts';
import { concatenate } from '../array/joins.ts';
import { define, type FunctionTable } from '../array/operation.ts';
import { converted, where } from '../array/pointwise.ts';
import { each } from '../array/renaming.ts';
import { reshapeAs } from '../array/reshaping.ts';
import { type Scene, settle } from '../array/scene.ts';
import { shapeValue } from '../keras/core/attributes.ts';
import { graphMembers } from '../keras/functions.ts';
import { onGraph } from '../keras/graph-function.ts';
import {
  type Call,
  type Host,
  type Items,
  int,
  isGuess,
  list,
  NONE,
  nativeFunction,
  SOME_BOOL,
  shapeOf,
  type TensorBehaviour,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { bufferOf } from './buffer.ts';
import { flatContents, nestedContents } from './contents.ts';
import { FLAVOUR } from './flavour.ts';
import { ofClasses, wholeIndices } from './operands.ts';
import { asRank, asSizes, stacked } from './reshaping.ts';
import { METHODS } from './table.ts';

const NOTHING = ['print', 'dispose', 'throwIfDisposed'];

type Contents = (host: Host, self: TensorValue) => Value;
const CONTENTS: Readonly<Record<string, Contents>> = {
  dataSync: flatContents,
  data: flatContents,
  arraySync: nestedContents,
  array: nestedContents,
};

const OWN: FunctionTable = {
  asType: define('x, dtype', converted),
  asScalar: define('x', asRank(0)),
  as1D: define('x', asRank(1)),
  ...each('as2D as3D as4D as5D', 'x, *sizes', asSizes),
  reshapeAs: define('x, like', reshapeAs),
  stack: define('x, other, axis=0', stacked),
  where: define('x, condition, other', where),
  ...each('zerosLike onesLike', 'x', like()),
  oneHot: define(
    'indices, depth, onValue=None, offValue=None, dtype=None',
    wholeIndices(ofClasses(oneHot('int'))),
  ),
};

const ALL = arrayBehaviour({
  flavour: FLAVOUR,
  methods: { ...METHODS, ...OWN },
  attribute,
  own: [
    'shape',
    'rank',
    'id',
    'concat',
    'assign',
    'read',
    'buffer',
    'bufferSync',
    ...NOTHING,
    ...Object.keys(CONTENTS),
  ],
  around: onGraph,
});

/** Attributes that tensors of other frameworks have. */
const FOREIGN = [
  'T',
  'H',
  'mT',
  'mH',
  'ndim',
  'device',
  'real',
  'imag',
  'grad',
  'requires_grad',
  'is_cuda',
  'grad_fn',
];

const isForeign = (name: string) => FOREIGN.includes(name);

/** JavaScript has no operators of objects: what `x[0]` or `x * 2` is of a tensor is no tensor. */
export const tfjsTensors: TensorBehaviour = {
  ...ALL,
  names: ALL.names.filter(name => !isForeign(name)),
  index: call => call.host.unknown('an element of a tensor, which JavaScript does not index', call.site),
  binary: call => call.host.unknown('an operator on a tensor, which JavaScript does not have', call.site),
  compare: () => SOME_BOOL,
  iterate: refuseLoop,
  unary: call => call.host.unknown('an operator on a tensor, which JavaScript does not have', call.site),
};

/** A tensor is no iterable of JavaScript's, symbolic or not. What a layer is called with may be a list of them. */
function refuseLoop(host: Host, self: TensorValue, site: Call['site']): Items {
  if (isGuess(self)) return { element: host.unknown('an item of what is passed', site), length: undefined };
  const { layer } = self.source;
  const isRecurrent = layer?.layer?.recurrent && self.graph;
  host.refuse({
    kind: 'program',
    aspect: 'sequence',
    framework: 'tfjs',
    operation: layer?.class.name ?? self.source.operation,
    at: site,
    layer,
    name: 'a tensor',
    instead: isRecurrent
      ? 'A recurrent layer also returns its states with `returnState: true`.'
      : 'Its parts along the first axis are `tf.unstack(x)`.',
    says: 'object is not iterable',
  });
  return { element: host.unknown('an item of a tensor, which has none', site), length: undefined };
}

function attribute(host: Host, self: TensorValue, name: string, site: Call['site']): Value | undefined {
  if (NOTHING.includes(name)) return nativeFunction(name, () => NONE);
  if (isForeign(name))
    return host.unknown(`\`${name}\` of a tensor, which TensorFlow.js does not have`, site);
  const shape = shapeOf(self);
  switch (name) {
    case 'shape':
      return self.graph && shape ? { ...shapeValue(shape), shapeOf: self } : undefined;
    case 'rank': {
      return shape ? int(shape.length) : host.unknown('the rank of a tensor', site);
    }
    case 'read':
      return self.weight && nativeFunction(name, () => self);
    case 'buffer':
    case 'bufferSync':
      return nativeFunction(name, call => bufferOf(call, shape, self.dtype));
    case 'assign':
      return nativeFunction(name, call => assign(call, self));
    case 'concat':
      return nativeFunction('concat', call => joined(call, self));
    default: {
      const read = Object.hasOwn(CONTENTS, name) ? CONTENTS[name] : undefined;
      return read && nativeFunction(name, call => read(call.host, self));
    }
  }
}

/** `variable.assign(x)`: the new value must have the same shape. */
function assign(call: Call, self: TensorValue): Value {
  const [given] = call.args;
  const [own, other] = [shapeOf(self), given?.value.kind === 'tensor' ? shapeOf(given.value) : undefined];
  if (!given || !own || !other) return NONE;
  const scene: Scene = { host: call.host, framework: 'tfjs', operation: 'assign', site: call.site };
  const operand = (role: string, shape: Shape, value: Value, at: Call['site']) => ({
    role,
    shape,
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  });
  const operands = [
    operand('the variable', own, self, call.site),
    operand('the new value', other, given.value, given.at),
  ];
  settle(scene, operands, sameShape([own, other]), given.at);
  return NONE;
}

const CONCAT = graphMembers(FLAVOUR, { concat: define('tensors, axis=0', concatenate) });

/** `x.concat(y, axis)`, `x.concat([y, z], axis)`. */
function joined(call: Call, self: TensorValue): Value {
  const [others, ...rest] = call.args;
  const items =
    others?.value.kind === 'list' && 'known' in others.value.items.value
      ? others.value.items.value.known
      : others
        ? [others.value]
        : [];
  const all = { name: undefined, value: list([self, ...items]), at: call.site };
  const concat = CONCAT.concat?.();
  return concat ? call.host.call(concat, [all, ...rest], call.site) : NONE;
}

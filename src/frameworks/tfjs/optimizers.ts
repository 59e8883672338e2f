/** `tf.train`, and gradients: what they run is the user's. tfjs-core/src/gradients.ts, optimizers/optimizer.ts */
import type { Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { refuseRank, result, scenesOf } from '../array/scene.ts';
import {
  asBool,
  type Call,
  type Host,
  itemsOf,
  list,
  type ModuleValue,
  type NativeClass,
  NONE,
  nativeFunction,
  SOME_FLOAT,
  shapeOf,
  type Value,
} from '../parts.ts';
import { object } from './results.ts';

const NAMES = ['sgd', 'momentum', 'adagrad', 'adadelta', 'adam', 'adamax', 'rmsprop'];

const OPTIMIZER: NativeClass = {
  kind: 'native-class',
  name: 'Optimizer',
  qualified: 'tf.train.Optimizer',
  framework: 'tfjs',
  ancestors: [],
  construct: call => call.host.unknown('an optimizer', call.site),
};

const sceneOf = scenesOf('tfjs');

/** The value of a function without arguments, which must be one number. */
function scalarOf(call: Call, operation: string): Value {
  const [f] = call.args;
  if (!f) return call.host.unknown(`the result of \`${operation}\``, call.site);
  const value = call.host.call(f.value, [], call.site);
  const shape = value.kind === 'tensor' ? shapeOf(value) : undefined;
  if (value.kind !== 'tensor' || !shape || shape.length === 0) return value;
  const input = { role: 'the value of the function', shape, tensor: value, at: f.at };
  return refuseRank(
    sceneOf(call, operation),
    input,
    [0],
    [],
    `The f passed in variableGrads(f) must return a scalar, but it returned a rank-${shape.length} tensor`,
  );
}

function attribute(_host: Host, name: string): Value | undefined {
  switch (name) {
    case 'minimize':
      return nativeFunction('minimize', call => {
        const value = scalarOf(call, 'minimize');
        const wanted = call.args[1] ? asBool(call.args[1].value) : false;
        return wanted === false ? NONE : value;
      });
    case 'computeGradients':
      return nativeFunction('computeGradients', call =>
        object({
          value: scalarOf(call, 'computeGradients'),
          grads: call.host.unknown('gradients by variable', call.site),
        }),
      );
    case 'applyGradients':
    case 'dispose':
      return nativeFunction(name, () => NONE);
    case 'learningRate':
      return SOME_FLOAT;
    default:
      return undefined;
  }
}

const optimizer = (call: Call): Value => instance(call.host, OPTIMIZER, call.site, { attribute });

export function trainModule(): ModuleValue {
  return {
    kind: 'module',
    name: 'tf.train',
    member: (_host, name) =>
      NAMES.includes(name) ? nativeFunction(`tf.train.${name}`, optimizer) : undefined,
    names: () => NAMES,
  };
}

const like = (call: Call, value: Value): Value => {
  const source = value.kind === 'tensor' ? value : undefined;
  const shape: Shape | undefined = source && shapeOf(source);
  return source
    ? result(sceneOf(call, 'gradient'), shape, { parents: [source], dtype: 'float' })
    : call.host.unknown('a gradient', call.site);
};

/** A function that gives gradients of another: `f` is run on its arguments as they are. */
function differentiated(
  name: string,
  make: (call: Call, value: Value, inputs: readonly Value[]) => Value,
  isMany: boolean,
): Value {
  return nativeFunction(`tf.${name}`, ({ args: [f], host, site }) =>
    f
      ? nativeFunction(`tf.${name}()`, call => {
          const [given] = call.args;
          const inputs = (isMany ? given && itemsOf(given.value) : given && [given.value]) ?? [];
          const args = inputs.map(value => ({ name: undefined, value, at: given?.at ?? call.site }));
          return make(call, call.host.call(f.value, args, call.site), inputs);
        })
      : host.unknown(`the result of \`tf.${name}\``, site),
  );
}

export function gradientMembers(): Record<string, Value> {
  const each = (call: Call, inputs: readonly Value[]) => list(inputs.map(input => like(call, input)));
  const one = (call: Call, [input]: readonly Value[]) => like(call, input ?? NONE);
  return {
    grad: differentiated('grad', (call, _value, inputs) => one(call, inputs), false),
    grads: differentiated('grads', (call, _value, inputs) => each(call, inputs), true),
    valueAndGrad: differentiated(
      'valueAndGrad',
      (call, value, inputs) => object({ value, grad: one(call, inputs) }),
      false,
    ),
    valueAndGrads: differentiated(
      'valueAndGrads',
      (call, value, inputs) => object({ value, grads: each(call, inputs) }),
      true,
    ),
    variableGrads: nativeFunction('tf.variableGrads', call =>
      object({
        value: scalarOf(call, 'variableGrads'),
        grads: call.host.unknown('gradients by variable', call.site),
      }),
    ),
  };
}

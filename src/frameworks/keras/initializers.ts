/** `keras.initializers`: what is made there, or asked for by name, makes an array of the shape that it is called with. https://keras.io/api/layers/initializers/ */
import { filled } from '../array/creators.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import { define, functionValue } from '../array/operation.ts';
import { type Behaviour, type ModuleValue, type NativeClass, nativeFunction } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { arrayFlavour } from './functions.ts';

const CALLED = define('shape, dtype=None, **kwargs', filled('float', ['shape']));

/** Old spellings of the classes. */
const SMALL =
  /^(constant|identity|ones|zeros|orthogonal|uniform|normal|truncated_normal|variance_scaling)$|_(normal|uniform)$/;

export function initializersModule({ framework }: Flavour): ModuleValue {
  const invoke = functionValue(arrayFlavour(framework, 'keras.initializers'), 'Initializer', CALLED);
  const behave = (): Behaviour => ({
    invoke: call => call.host.call(invoke, call.args, call.site, call.open),
  });
  const classes = new Map<string, NativeClass>();
  const classOf = (name: string): NativeClass => {
    const known =
      classes.get(name) ??
      opaqueClass({ qualified: `keras.initializers.${name}`, framework: 'keras', behave });
    classes.set(name, known);
    return known;
  };
  const get = nativeFunction('keras.initializers.get', call => {
    const given = call.args[0]?.value;
    return given && given.kind !== 'string'
      ? given
      : instance(call.host, classOf('Initializer'), call.site, behave());
  });
  return {
    kind: 'module',
    name: 'keras.initializers',
    member: (_host, name) => {
      if (name === 'get') return get;
      return /^[A-Z]/.test(name) || SMALL.test(name) ? classOf(name) : undefined;
    },
  };
}

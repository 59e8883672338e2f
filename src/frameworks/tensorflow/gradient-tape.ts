/** `tf.GradientTape`: gradients have the shapes of what they are taken by. https://www.tensorflow.org/api_docs/python/tf/GradientTape */
import type { Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { result, scenesOf } from '../array/scene.ts';
import {
  type Call,
  dict,
  givenAt,
  itemsOf,
  list,
  type NativeClass,
  NONE,
  nativeFunction,
  shapeOf,
  type TensorValue,
  tuple,
  type Value,
} from '../parts.ts';
import { classOf, NO_KIN } from './classes.ts';

const sceneOf = scenesOf('tensorflow');

/** The shape of what is computed of a target by one source. */
type Derived = (source: Shape, target: Shape | undefined) => Shape | undefined;

const DERIVED: Readonly<Record<string, Derived>> = {
  gradient: source => source,
  jacobian: (source, target) => target && [...target, ...source],
  batch_jacobian: (source, target) => target && [...target, ...source.slice(1)],
};

/** One for each source, in the structure of the sources. */
function derived(call: Call, name: string, derive: Derived, source: Value): Value {
  const one = (value: Value): Value => derived(call, name, derive, value);
  if (source.kind === 'tensor') return ofShape(call, name, derive, source);
  const items = itemsOf(source);
  if (items && source.kind === 'list')
    return source.flavour === 'tuple' ? tuple(items.map(one)) : list(items.map(one));
  if (source.kind === 'dict' && !source.entries.value.rest)
    return dict([...source.entries.value.known].map(([key, value]) => [key, one(value)] as const));
  return call.host.unknown('a gradient', call.site);
}

function ofShape(call: Call, name: string, derive: Derived, source: TensorValue): Value {
  const target = givenAt(call, 'target', 0)?.value;
  const [by, of] = [shapeOf(source), target?.kind === 'tensor' ? shapeOf(target) : undefined];
  const shape = by && derive(by, of);
  return result(sceneOf(call, name), shape, { parents: [source], dtype: source.dtype });
}

export const GradientTape: NativeClass = classOf('tf.GradientTape', NO_KIN, (made, type) =>
  instance(made.host, type, made.site, {
    attribute: (_host, name) => {
      const derive = Object.hasOwn(DERIVED, name) ? DERIVED[name] : undefined;
      if (derive)
        return nativeFunction(`GradientTape.${name}`, call => {
          const sources = givenAt(call, 'sources', 1) ?? givenAt(call, 'source');
          return sources
            ? derived(call, name, derive, sources.value)
            : call.host.unknown('a gradient', call.site);
        });
      return name === 'watch' || name === 'reset'
        ? nativeFunction(`GradientTape.${name}`, () => NONE)
        : undefined;
    },
  }),
);

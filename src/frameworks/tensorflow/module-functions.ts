/** Functions of the modules that TensorFlow 1 has beside its core, by what they make of their bound arguments. */
import { refused, type Scene, scenesOf } from '../array/scene.ts';
import { type Bound, bind, type NativeFunction, nativeFunction, signature, type Value } from '../parts.ts';

const sceneOf = scenesOf('tensorflow');

/** `run`: undefined where it is not known what it gives. */
export type Run = (scene: Scene, bound: Bound) => Value | undefined;

/** `operation`: what messages call it. */
export function moduleFunction(
  module: string,
  name: string,
  text: string,
  run: Run,
  operation = name,
): NativeFunction {
  const wanted = signature(text);
  return nativeFunction(`${module}.${name}`, call => {
    const scene = sceneOf(call, operation);
    const bound = bind(call, wanted, name, 'tensorflow');
    if (bound.refused) return refused(scene);
    return run(scene, bound) ?? call.host.unknown(`what \`${name}\` gives`, call.site);
  });
}

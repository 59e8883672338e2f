/** `x[...]`: as NumPy's, but a list is no index. https://docs.jax.dev/en/latest/notebooks/Common_Gotchas_in_JAX.html */
import { indexTensor } from '../array/indexing.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import { type Call, isFrameworkGuessed, shapeOf, type Value } from '../parts.ts';
import { JAX } from './flavour.ts';

/** What a function is given from nowhere may be an array of NumPy, which allows more. */
export const isArray = (value: Value | undefined): boolean =>
  value?.kind === 'tensor' && !isFrameworkGuessed(value) && shapeOf(value) !== undefined;

export function indexed(call: Call): Value {
  const [self, index] = call.args;
  const isList = index?.value.kind === 'list' && index.value.flavour === 'list' && call.args.length === 2;
  if (!isList || !isArray(self?.value)) return indexTensor(JAX, call);
  const scene: Scene = { host: call.host, framework: 'jax', operation: 'indexing', site: call.site };
  return refuseArgument(scene, {
    parameter: 'index',
    aspect: 'type',
    allowed: 'a tuple or an array',
    given: 'a list',
    at: index.at,
    says: 'Using a non-tuple sequence for multidimensional indexing is not allowed; use `arr[array(seq)]`',
  });
}

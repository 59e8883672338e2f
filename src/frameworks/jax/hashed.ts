/** Functions that loops are cached by, and so must have a hash. Equinox' modules have that of their fields, and arrays have none. equinox/_module/_module.py */
import type { Origin } from '../../shapes/index.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import { namedModules, nativeOf, ownWeightsOf } from '../modules/tree.ts';
import type { Value } from '../parts.ts';

/** A module with arrays, or a method of one, as the body of a loop; undefined: it may have a hash. */
export function refuseUnhashable(scene: Scene, f: Value, at: Origin): Value | undefined {
  const module = f.kind === 'bound' ? f.self : f;
  if (!isEquinox(module) || !holdsArrays(module)) return undefined;
  return refuseArgument(scene, {
    parameter: 'f',
    aspect: 'type',
    allowed: 'a function: `lambda carry, x: cell(carry, x)`',
    given: f.kind === 'bound' ? 'a method of an Equinox module with arrays' : 'an Equinox module with arrays',
    at,
    says: 'unhashable type: …',
  });
}

/** A module of Equinox' whose class says nothing of its own about hashes. */
const isEquinox = (value: Value): boolean =>
  nativeOf(value)?.class.framework === 'equinox' &&
  (value.kind !== 'object' ||
    !value.class.statement.body.some(s => s.kind === 'function' && s.name === '__hash__'));

const holdsArrays = (root: Value): boolean =>
  namedModules(root).some(
    ([, module]) =>
      ownWeightsOf(module).length > 0 || (nativeOf(module)?.layer?.built.value.weights?.length ?? 0) > 0,
  );

/** What a loss is taken of. */
import { takeTensor } from '../../array/operand.ts';
import { result, type Scene } from '../../array/scene.ts';
import type { Bound, Operand, Value } from '../../parts.ts';
import { reductionOf, refuseReduction } from './reduction.ts';

/** `options`: of the constructor, or of the function itself. */
export interface Taken {
  readonly operands: Bound;
  readonly options: Bound;
}

export function withoutLook(scene: Scene, { options }: Taken): Value {
  const reduction = reductionOf(scene, options);
  if (reduction === 'wrong') return refuseReduction(scene, options);
  return result(scene, reduction === 'scalar' ? [] : undefined, { dtype: 'float' });
}

/**
 * The operands of a loss as tensors, of which some may be others: numbers, or sequences of them. undefined where one is none, which has been
 * stated; entries are undefined where nothing is known.
 */
export function tensorsAmong(
  scene: Scene,
  { operands }: Taken,
  count: 3 | 4,
  mayBeOther: (name: string, value: Value) => boolean,
): readonly (Operand | undefined)[] | undefined {
  const taken = operands.names.slice(0, count).map(name => {
    const value = operands.value(name);
    if (value.kind !== 'tensor' && mayBeOther(name, value)) return 'other';
    return takeTensor(scene, value, operands.at(name), name);
  });
  if (taken.includes(undefined)) return undefined;
  return taken.map(one => (one === 'other' ? undefined : one));
}

/** What `jax.lax.scan` asks of a carry: that each step gives one of the very type it takes. https://docs.jax.dev/en/latest/_autosummary/jax.lax.scan.html */
import type { Scene } from '../../array/scene.ts';
import { difference, refuseCarry as refuseDifference } from '../../jax/carry.ts';
import type { Argument, Value } from '../../parts.ts';
import { refuseCarry, stateOperand } from './carry.ts';

const SAYS = 'scan body function carry input and carry output must have';

/** One array for the tuple of a cell with two states; true where that has been stated. */
export function refuseLoneArray(scene: Scene, cell: Value, { value, at }: Argument): boolean {
  const wanted = cell.kind === 'native' ? (cell.layer?.built.value.states.length ?? 0) : 0;
  if (value.kind !== 'tensor' || wanted < 2) return false;
  const says = `${SAYS} the same pytree structure`;
  refuseCarry(scene, stateOperand('initial_carry', value, at), {
    aspect: 'structure',
    counts: [wanted, 1],
    says,
  });
  return true;
}

/** Compares what a scan starts with and what its first step gives; true where a difference has been stated. */
export function refuseChange(scene: Scene, { value, at }: Argument, after: Value): boolean {
  const found = difference(value, after);
  if (found) refuseDifference(scene, found, { at, role: 'initial_carry', says: `${SAYS} equal types` });
  return found !== undefined;
}

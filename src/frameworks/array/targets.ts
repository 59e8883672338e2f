/** Outputs and targets of a loss that do not go together, for the losses of all frameworks. */
import type { Mismatch } from '../../shapes/index.ts';
import type { Operand, TargetConflict, Value } from '../parts.ts';
import { refused, type Scene } from './scene.ts';

export interface Sides {
  readonly output: Operand;
  readonly target: Operand;
  readonly mismatch: Mismatch;
  readonly says?: string | undefined;
}

/** The loss is the scene's operation. */
const conflict = ({ framework, operation }: Scene, sides: Sides): TargetConflict => ({
  kind: 'target-shape',
  framework,
  operation,
  loss: operation,
  at: sides.target.at,
  ...sides,
});

export function refuseTarget(scene: Scene, sides: Sides): Value {
  scene.host.refuse(conflict(scene, sides));
  return refused(scene);
}

/** Runs, and almost surely not as meant: both are stretched to each other. */
export function suspectTarget(scene: Scene, sides: Sides): void {
  scene.host.suspect(conflict(scene, sides));
}

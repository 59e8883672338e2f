/** Losses that run on outputs and targets of other shapes than each other's, or on what they would compute themselves. */
import { difference } from '../../shapes/index.ts';
import type { Operand } from '../parts.ts';
import { type Scene, suspectArgument } from './scene.ts';
import { suspectTarget } from './targets.ts';

export interface LossDoubts {
  /** Output and target are stretched to each other. */
  readonly broadcasts?: boolean | undefined;
  /** What the loss applies to its output itself. */
  readonly applies?: 'softmax' | 'sigmoid' | undefined;
  /** It reads its output as logarithms of probabilities. */
  readonly takesLogarithms?: boolean | undefined;
}

export function suspectLoss(
  scene: Scene,
  output: Operand,
  target: Operand,
  { broadcasts, applies, takesLogarithms }: LossDoubts,
): void {
  const mismatch =
    broadcasts && output.shape && target.shape ? difference(output.shape, target.shape) : undefined;
  if (mismatch) suspectTarget(scene, { output, target, mismatch });
  const doubt = (allowed: string): void =>
    suspectArgument(scene, { parameter: output.role, aspect: 'value', allowed, at: output.at });
  if (applies && isResultOf(output, applies)) doubt(`logits: it applies ${applies} itself`);
  if (takesLogarithms && isResultOf(output, 'softmax'))
    doubt('the logarithms of probabilities, which `log_softmax` gives');
}

/** Squeezed or taken flat it still is that. */
function isResultOf({ tensor }: Operand, name: 'softmax' | 'sigmoid'): boolean {
  const { operation = '', parents = [] } = tensor?.source ?? {};
  const [only] = parents;
  const before =
    only && /(^|\.)(squeeze|view|reshape|flatten)$/.test(operation) ? only.source.operation : operation;
  return before.slice(before.lastIndexOf('.') + 1).toLowerCase() === name;
}

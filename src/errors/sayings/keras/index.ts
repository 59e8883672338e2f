/** What Keras says, and TensorFlow beneath it. TensorFlow.js, which goes by Keras 2, says some of it in the same words. One file for each thing that it speaks of. */
import type { Saying } from '../../saying.ts';
import { kerasInputs } from './inputs.ts';
import { kerasLayers } from './layers.ts';
import { kerasOperands } from './operands.ts';
import { kerasTargets } from './targets.ts';

export const kerasSayings: readonly Saying[] = [
  ...kerasInputs,
  ...kerasOperands,
  ...kerasTargets,
  ...kerasLayers,
];

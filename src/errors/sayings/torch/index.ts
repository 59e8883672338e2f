/** What PyTorch says. One file for each thing that it speaks of. */
import type { Saying } from '../../saying.ts';
import { torchInputs } from './inputs.ts';
import { torchModules } from './modules.ts';
import { torchOperands } from './operands.ts';
import { torchStates } from './states.ts';
import { torchTargets } from './targets.ts';

export const torchSayings: readonly Saying[] = [
  ...torchInputs,
  ...torchStates,
  ...torchOperands,
  ...torchTargets,
  ...torchModules,
];

/** What Keras raises, in its own words, where they are the same in all versions of a flavour; run with 3.15, tf_keras 2.21, 2.2.4 and TensorFlow.js 4.22. */
import type { Conflict } from '../../parts.ts';
import { pythonWords } from '../../words/python.ts';
import type { FlavourName } from '../core/flavour.ts';
import { layerOf } from '../core/registry.ts';
import { argumentWords } from './arguments.ts';
import { rankWords, sizeWords } from './inputs.ts';
import { operandWords } from './operands.ts';
import { stateWords, targetWords } from './training.ts';

export function kerasWords(conflict: Conflict): string | undefined {
  const flavour = flavourOf(conflict);
  if (conflict.kind === 'argument') return argumentWords(conflict, flavour);
  if (conflict.kind === 'unpack-count')
    return conflict.framework === 'tfjs' ? undefined : pythonWords(conflict);
  if (!flavour) return undefined;
  switch (conflict.kind) {
    case 'input-rank':
      return rankWords(conflict, flavour);
    case 'feature-size':
      return sizeWords(conflict, flavour);
    case 'operands':
      return operandWords(conflict, flavour);
    case 'target-shape':
      return targetWords(conflict, flavour);
    case 'initial-state':
      return stateWords(conflict, flavour);
    default:
      return undefined;
  }
}

const FLAVOURS: readonly string[] = [
  'keras3',
  'tf_keras',
  'tf1',
  'keras2',
  'tfjs',
] satisfies readonly FlavourName[];

function flavourOf({ dialect, layer }: Conflict): FlavourName | undefined {
  return isFlavour(dialect) ? dialect : layerOf(layer)?.flavour.name;
}

function isFlavour(name: string | undefined): name is FlavourName {
  return name !== undefined && FLAVOURS.includes(name);
}

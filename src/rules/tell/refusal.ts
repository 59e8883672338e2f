/** What a layer's own input is refused for, in a few words: for the hover of the layer; the problem itself says more. */
import { printDim } from '../../shapes/index.ts';
import type { Conflict } from '../../values/index.ts';
import { shapeText } from './operands.ts';
import { rankSentence } from './rank.ts';
import { expectedWords, meaningOf } from './size.ts';
import { capitalised, subjectWords } from './words.ts';

/** 'LSTM expects 3 dimensions (batch, steps, features), but gets 2: (batch, 64).'; undefined for what is no plain mismatch of an input. */
export function refusalSentence(conflict: Conflict): string | undefined {
  const { framework, operation } = conflict;
  const subject = capitalised(subjectWords(operation));
  switch (conflict.kind) {
    case 'input-rank':
      return `${rankSentence(conflict)}.`;
    case 'feature-size': {
      const wanted = `${subject} expects ${expectedWords(conflict, meaningOf(operation))}`;
      return `${wanted}, but gets ${printDim(conflict.actual)}: ${shapeText(conflict.input.shape, framework)}.`;
    }
    case 'tuple-as-tensor':
      return `${subject} expects one tensor, but gets a tuple of ${conflict.count}.`;
    default:
      return undefined;
  }
}

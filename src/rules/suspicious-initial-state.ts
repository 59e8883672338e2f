/** An initial state is accepted although it does not mean what it is used for. */
import { onlyProposed } from './fix/fix.ts';
import { fixState } from './fix/states.ts';
import { defineRule } from './rule.ts';
import { operandNotes } from './tell/related.ts';
import { stateSentences } from './tell/state.ts';

export const suspiciousInitialState = defineRule(
  {
    name: 'suspicious-initial-state',
    severity: 'warning',
    summary: 'An initial state is accepted although it does not mean what it is used for.',
    why: `Some frameworks ignore a state too many, or read h as c: the program runs from another start than
written.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'initial-state',
    reads: 'suspect',
    fixes: onlyProposed(fixState),
    tell: (conflict, facts, finding) => ({
      sentences: [...stateSentences(conflict, facts, finding)],
      related: operandNotes(conflict.state),
    }),
  },
);

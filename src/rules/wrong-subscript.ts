/** Something is indexed in a way that it does not allow. */
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const wrongSubscript = defineRule(
  {
    name: 'wrong-subscript',
    severity: 'error',
    summary: 'Something is indexed in a way that it does not allow.',
    why: `The result of an LSTM is a tuple of its outputs and its states: \`result[:, -1]\` indexes the
tuple, not the outputs. Take the tensor out first.`,
    wrong: [],
    right: [],
    links: [
      {
        title: 'PyTorch: LSTM, outputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
    ],
  },
  {
    kind: 'program',
    owns: ({ aspect }) => aspect === 'subscript' || aspect === 'assignment',
    tell: tellProgram,
  },
);

/** A length that is greater than the padded tensor is long. */
import { printDim } from '../shapes/index.ts';
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const lengthBeyondSteps = defineMisreading(
  {
    name: 'length-beyond-steps',
    severity: 'warning',
    summary: 'A length is greater than the number of steps of the padded tensor.',
    why: `\`pack_padded_sequence\` compares no length with the time axis. Of a sequence that is said to be longer it packs
fewer rows than its lengths add up to, and what runs on the result fails, or reads what belongs to others.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch.nn.utils.rnn import pack_padded_sequence

x = torch.randn(3, 7, 4)
packed = pack_padded_sequence(x, «[9, 5, 2]», batch_first=True)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch.nn.utils.rnn import pack_padded_sequence

x = torch.randn(3, 7, 4)
packed = pack_padded_sequence(x, [7, 5, 2], batch_first=True)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: pack_padded_sequence',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html',
      },
    ],
  },
  {
    says: ({ axis, tensor, gives, framework, axes }) => [
      `A length of ${gives?.map(printDim).join('') ?? 'a sequence'} is beyond the steps on axis ${axis} of the input, ${shapeText(tensor.shape, framework)}, which is (${axes.join(', ')}).`,
      'Give lengths of at most as many steps, or the right `batch_first`.',
    ],
  },
);

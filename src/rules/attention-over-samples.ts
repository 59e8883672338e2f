/** Attention between the samples of a batch where that between the steps is meant. */
import type { MisreadConflict, Operand } from '../values/index.ts';
import { type Fix, proposals } from './fix/fix.ts';
import { fixSequences, settingFlag } from './fix/flags.ts';
import type { Facts } from './tell/facts.ts';
import { defineMisreading, type Words } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';
import { argumentCode } from './tell/words.ts';

export const attentionOverSamples = defineMisreading(
  {
    name: 'attention-over-samples',
    severity: 'warning',
    summary:
      'Attention runs over the batch: its batch_first is not that of the layer before, or there is no axis of steps.',
    why: `\`nn.MultiheadAttention\` reads (steps, batch, features) unless \`batch_first=True\` is set, whatever the
recurrent layer before it does. Given (batch, steps, features) each sample attends to the other samples of the
batch at its own step: the weights are (steps, batch, batch). \`Attention\` of Keras takes the last axis but one for the steps; what a recurrent layer
gives without \`return_sequences=True\` has none, and Keras takes the batch for them without a word.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(«out», out, out)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(out, out, out)
`,
      },
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM, Attention

x = Input((20, 8))
query = LSTM(16, return_sequences=True)(x)
value = LSTM(16)(x)
context = Attention()(«[query, value]»)
`,
        fixed: `from keras import Input
from keras.layers import LSTM, Attention

x = Input((20, 8))
query = LSTM(16, return_sequences=True)(x)
value = LSTM(16, return_sequences=True)(x)
context = Attention()([query, value])
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(out, out, out)
`,
      },
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM, Attention

x = Input((20, 8))
steps = LSTM(16, return_sequences=True)(x)
context = Attention()([steps, steps])
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: MultiheadAttention',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html',
      },
      { title: 'Keras: Attention layer', url: 'https://keras.io/api/layers/attention_layers/attention/' },
    ],
  },
  {
    says: (conflict, words) =>
      isLastStep(conflict) ? lastStepSentences(conflict, words) : sequenceSentences(conflict, words),
    fixes: (conflict, facts) => {
      const { layer, axes, tensor, other } = conflict;
      if (isLastStep(conflict)) return keepingSteps([tensor, ...(other ? [other] : [])], facts);
      return layer ? proposals(settingFlag(layer, 'batch_first', axes[0] === 'batch', facts)) : [];
    },
  },
);

/** Of the query and of the value at once, where both lack it. */
function keepingSteps(operands: readonly Operand[], facts: Facts): readonly Fix[] {
  const [first, ...more] = operands.flatMap(({ tensor }) => fixSequences(tensor, facts));
  const edits = more.flatMap(fix => fix.edits);
  return proposals(first && { ...first, edits: [...first.edits, ...edits], isSafe: false });
}

/** Where the axis of the steps is missing, rather than in another place. */
const isLastStep = ({ axes }: MisreadConflict): boolean => !axes.includes('steps');

const lastStepSentences = (
  { operation, framework, tensor }: MisreadConflict,
  { maker, axes }: Words,
): readonly string[] => [
  `The ${tensor.role} ${shapeText(tensor.shape, framework)} is the last step of ${maker}: there are no steps, and ${operation} attends along axis 0 of ${axes}.`,
  `For attention over the steps add ${argumentCode(framework, 'return_sequences', true)} to that layer.`,
];

const sequenceSentences = (
  { operation, axis, names: [layer = 'the layer before'], axes: [first] }: MisreadConflict,
  { tensor, axes }: Words,
): readonly string[] => [
  `${tensor} of ${layer} is ${axes}: ${operation} attends along axis ${axis === 0 ? 0 : 1}, which is the batch.`,
  first === 'batch' ? 'Set `batch_first=True` in it.' : 'Leave `batch_first` out of it.',
];

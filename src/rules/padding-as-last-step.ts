/** The last row of a padded output, which is padding for all but the longest sequence. */
import { defineMisreading } from './tell/misreading.ts';

export const paddingAsLastStep = defineMisreading(
  {
    name: 'padding-as-last-step',
    severity: 'warning',
    summary: 'The last row of an unpacked output is taken for the last step.',
    why: `\`pad_packed_sequence\` fills every sequence up to the longest one, with zeros. The last row is the last
step of the longest sequences alone. The last step of each is \`h_n[-1]\`, or the row at its length - 1.
TensorFlow's \`dynamic_rnn\` does so too where it is told how long each sequence is; its state is that of the last step.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

lstm = nn.LSTM(4, 6, batch_first=True)
packed = pack_padded_sequence(torch.randn(3, 7, 4), [7, 5, 2], batch_first=True)
out, lengths = pad_packed_sequence(lstm(packed)[0], batch_first=True)
last = «out[:, -1]»
`,
      },
      {
        language: 'python',
        code: `import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 20, 8])
lengths = tf.placeholder(tf.int32, [None])
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(16), x, sequence_length=lengths, dtype=tf.float32)
last = «outputs[:, -1, :]»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

lstm = nn.LSTM(4, 6, batch_first=True)
packed = pack_padded_sequence(torch.randn(3, 7, 4), [7, 5, 2], batch_first=True)
out, lengths = pad_packed_sequence(lstm(packed)[0], batch_first=True)
last = out[torch.arange(3), lengths - 1]
`,
      },
      {
        language: 'python',
        code: `import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 20, 8])
lengths = tf.placeholder(tf.int32, [None])
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(16), x, sequence_length=lengths, dtype=tf.float32)
last = state
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: pad_packed_sequence',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_packed_sequence.html',
      },
    ],
  },
  {
    says: ({ axis, framework }, { tensor, gives }) => [
      `The last row along axis ${axis} of ${tensor} is padding for all sequences but the longest; the result is ${gives}.`,
      `Take ${framework === 'torch' ? '`h_n[-1]`' : 'the final state'}, or of each sequence the row at its length - 1.`,
    ],
  },
);

/** The steps of a layer that runs backwards, which come in its own order. */
import { defineMisreading } from './tell/misreading.ts';

export const reversedSequence = defineMisreading(
  {
    name: 'reversed-sequence',
    severity: 'information',
    summary: 'With go_backwards the steps of the output are in reverse order.',
    why: `A layer with \`go_backwards=True\` reads from the last step on and gives its outputs in that order: with
\`return_sequences=True\` the first one belongs to the last step of the input. Reverse it before it meets anything
in the input's order, or let \`Bidirectional\` do so.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM

x = Input((20, 8))
y = LSTM(10, return_sequences=True, go_backwards=True)(«x»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM, Bidirectional

x = Input((20, 8))
y = Bidirectional(LSTM(10, return_sequences=True))(x)
z = LSTM(10, go_backwards=True)(x)
`,
      },
    ],
    links: [{ title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' }],
  },
  {
    says: ({ operation, axis }) => [
      `With \`go_backwards\` the steps that ${operation} gives along axis ${axis} are in reverse order: the first one belongs to the last step of its input.`,
      'Reverse them before they meet what is in the order of the input.',
    ],
  },
);

/** A mask that ends at a layer which does not carry it on. */
import { defineMisreading } from './tell/misreading.ts';

export const lostMask = defineMisreading(
  {
    name: 'lost-mask',
    severity: 'warning',
    summary: 'Flatten drops the mask, so that padding counts as data.',
    why: `\`Embedding(mask_zero=True)\` and \`Masking\` mark the padded steps, and recurrent layers skip them. Flatten
has no place for a mask: it makes features of the padded steps too, and nothing behind it knows which ones
they are. A recurrent layer without \`return_sequences\`, or \`GlobalAveragePooling1D\`, respects the mask.`,
    wrong: [
      {
        language: 'python',
        code: `import keras
from keras.layers import LSTM, Dense, Embedding, Flatten

x = keras.Input((8,))
h = Embedding(1000, 16, mask_zero=True)(x)
h = LSTM(32, return_sequences=True)(h)
y = Dense(1)(Flatten()(«h»))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import keras
from keras.layers import LSTM, Dense, Embedding, GlobalAveragePooling1D

x = keras.Input((8,))
h = Embedding(1000, 16, mask_zero=True)(x)
h = LSTM(32, return_sequences=True)(h)
y = Dense(1)(GlobalAveragePooling1D()(h))
`,
      },
    ],
    links: [
      {
        title: 'Keras: Understanding masking and padding',
        url: 'https://keras.io/guides/understanding_masking_and_padding/',
      },
    ],
  },
  {
    says: ({ operation, names: [maker = 'an earlier layer'], axis }, { tensor }) => [
      `${operation} drops the mask of ${maker}: the padded steps on axis ${axis} of ${tensor} count as data from here on.`,
      'Take the last state, or pool with GlobalAveragePooling1D, which respects the mask.',
    ],
  },
);

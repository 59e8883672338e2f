/** The places that problems point at, in whole programs. */
import assert from 'node:assert/strict';
import { problemsIn } from '../../../src/fixes/index.ts';
import { programOf } from '../../support/tried.ts';

describe('related places', () => {
  for (const [title, code, places] of [
    [
      'are layers in the list of a model, not the model',
      `from keras import Input, Sequential
from keras.layers import LSTM

model = Sequential([
    Input((20, 8)),
    LSTM(64),
    LSTM(32),
])
`,
      ['LSTM(64)'],
    ],
    [
      'are calls of layers, where there are some',
      `from keras import Input
from keras.layers import LSTM

x = LSTM(64)(Input((20, 8)))
y = LSTM(32)(x)
`,
      ['LSTM(64)(Input((20, 8)))', 'LSTM(32)'],
    ],
  ] as const)
    it(title, async () => {
      const problems = problemsIn(await programOf({ 'main.py': code }));
      const [problem] = problems.get('/project/main.py') ?? [];
      assert.deepEqual(
        problem?.related.map(({ start, end }) => code.slice(start, end)),
        places,
      );
    });
});

import assert from 'node:assert/strict';
import { problemsOf } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const CODE = `import keras
from keras.layers import Conv2D, Input
Conv2D(8, 40)(Input((3, 50, 50)))
keras.backend.set_image_data_format('channels_first')
Conv2D(8, 40)(Input((3, 50, 50)))
`;

describe('what frameworks keep for a whole program', () => {
  for (const count of [2, 9]) {
    it(`is each program's own, of ${count}`, async () => {
      const names = Array.from({ length: count }, (_, i) => `program${i}.py`);
      const files = Object.fromEntries(names.map(name => [name, CODE]));
      const problems = problemsOf(await analyseTexts(files, names));
      for (const name of names) {
        const rules = (problems.get(`/project/${name}`) ?? []).map(({ rule }) => rule);
        // Of the first call alone: for the second the channels are first.
        assert.deepEqual(rules, ['oversized-window'], name);
      }
    });
  }
});

/** A rule is its own proof, its fixes too: the first fix of a wrong example gives what the rule says, and no problem is left. */
import assert from 'node:assert/strict';
import { applied, ignoring, problemsIn, workingFixes } from '../../../src/fixes/index.ts';
import { type Example, fileRules, rules } from '../../../src/rules/index.ts';
import { programOf } from '../../support/tried.ts';

const SUFFIX = { python: 'py', typescript: 'ts' } as const;

async function tried({ language, code }: Example) {
  const name = `main.${SUFFIX[language]}`;
  const text = code.replace(/[«»]/g, '');
  const program = await programOf({ [name]: text });
  const problems = problemsIn(program);
  const [problem] = problems.get(`/project/${name}`) ?? [];
  assert.ok(problem);
  return { name, text, program, problem, fixes: workingFixes(program, problem, problems) };
}

async function leftIn(name: string, text: string): Promise<readonly string[]> {
  const problems = problemsIn(await programOf({ [name]: text }));
  return [...problems.values()].flat().map(({ rule }) => rule);
}

describe('the fixes of the rules', () => {
  for (const { name: rule, wrong } of [...rules, ...fileRules]) {
    wrong.forEach((example, i) => {
      it(`${rule}: wrong example ${i + 1}${example.fixed === undefined ? ' has none' : ''}`, async () => {
        const { name, text, fixes } = await tried(example);
        const results = fixes.map(({ edits }) => applied(text, edits));
        assert.equal(results[0], example.fixed);
        for (const result of results) assert.deepEqual(await leftIn(name, result), [], result);
        for (const { title } of fixes) assert.match(title, /^[A-Z].*[^.]$/);
      });

      // A comment that ignores nothing is taken out.
      if (fileRules.some(({ name }) => name === rule)) return;
      it(`${rule}: wrong example ${i + 1} can be ignored`, async () => {
        const { name, text, program, problem } = await tried(example);
        const file = program.workspace.source(`/project/${name}`);
        assert.ok(file);
        assert.deepEqual(await leftIn(name, applied(text, ignoring(problem, file).edits)), []);
      });
    });
  }

  it('are none where all that they do is to make a shape unknown', async () => {
    const code = `import * as tf from '@tensorflow/tfjs';
const x = tf.zeros([4, 8]);
const W = tf.zeros([40, 8]);
const z = tf.matMul(x, W);
`;
    const { fixes } = await tried({ language: 'typescript', code });
    const results = fixes.map(({ edits }) => applied(code, edits));
    assert.ok(results.length > 0, results.join('##'));
    // A tensor of TensorFlow.js has no items.
    assert.ok(!results.some(result => result.includes('W[0]')));
  });

  it('that follow from each other do not touch the same code', async () => {
    const code = `import numpy as np

W = np.zeros((10, 8))
X = np.zeros((6, 8))
U = np.zeros((10, 10))
h = np.zeros((10, 1))
f = W @ X + U @ h
`;
    const { fixes } = await tried({ language: 'python', code });
    const results = fixes.map(({ edits }) => applied(code, edits));
    assert.ok(
      !results.some(result => /\b[WX]_?\w*\.T\w/.test(result) || result.includes('W.T.T')),
      results.join(),
    );
  });

  it('take a column of a table with two brackets', async () => {
    const code = (data: string): string => `import pandas as pd
from sklearn.preprocessing import MinMaxScaler

prices = pd.read_csv('prices.csv')
scaled = MinMaxScaler().fit_transform(${data})
`;
    for (const [written, mended] of [
      ["prices['Close']", "prices[['Close']]"],
      ['prices.iloc[:, 3]', 'prices.iloc[:, 3].to_frame()'],
    ] as const) {
      const { fixes } = await tried({ language: 'python', code: code(written) });
      assert.deepEqual(
        fixes.map(({ edits }) => applied(code(written), edits)),
        [code(mended)],
      );
    }
  });
});

/** A rule is its own proof, its fixes too: the first fix of a wrong example gives what the rule says, and no problem is left. */
import assert from 'node:assert/strict';
import { applied, ignoring, problemsIn, workingFixes } from '../../../src/fixes/index.ts';
import { type Example, rules } from '../../../src/rules/index.ts';
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
  for (const { name: rule, wrong } of rules) {
    wrong.forEach((example, i) => {
      it(`${rule}: wrong example ${i + 1}${example.fixed === undefined ? ' has none' : ''}`, async () => {
        const { name, text, fixes } = await tried(example);
        const results = fixes.map(({ edits }) => applied(text, edits));
        assert.equal(results[0], example.fixed);
        for (const result of results) assert.deepEqual(await leftIn(name, result), [], result);
        for (const { title } of fixes) assert.match(title, /^[A-Z].*[^.]$/);
      });

      it(`${rule}: wrong example ${i + 1} can be ignored`, async () => {
        const { name, text, program, problem } = await tried(example);
        const file = program.workspace.source(`/project/${name}`);
        assert.ok(file);
        assert.deepEqual(await leftIn(name, applied(text, ignoring(problem, file).edits)), []);
      });
    });
  }

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

/** What nothing calls has no caller to point at. */
import assert from 'node:assert/strict';
import { problemsOf } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const HEAD = 'from torch import nn, zeros\n\ndef check():\n    return nn.Linear(8, 2)(zeros(3, 9))\n\n';

async function callersOf(text: string): Promise<readonly string[]> {
  const [problem] = problemsOf(await analyseTexts({ 'main.py': text })).get('/project/main.py') ?? [];
  assert.ok(problem);
  return problem.related.flatMap(({ message, start, end }) =>
    message.includes('called from') ? [text.slice(start, end)] : [],
  );
}

describe('the callers of a problem', () => {
  it('are the statements that led to it', async () => {
    assert.deepEqual(await callersOf(`${HEAD}y = check()\n`), ['y = check()']);
  });

  it('are none where nothing calls the function, whatever ran last', async () => {
    assert.deepEqual(await callersOf(`${HEAD}z = zeros(3)\n`), []);
  });
});

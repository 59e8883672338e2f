/** How many of the programs that frameworks refuse are mended by one of the fixes that their problem offers. */
import assert from 'node:assert/strict';
import { applied, problemsIn, workingFixes } from '../../../src/fixes/index.ts';
import { type ErrorRecord, errorRecords, textsOf } from '../../support/errors.ts';
import { programOf } from '../../support/tried.ts';

/** Of the recorded refusals; more is better. */
const MENDED = 305;

async function titlesOf(record: ErrorRecord): Promise<readonly string[]> {
  const texts = textsOf(record);
  const [name = ''] = Object.keys(texts);
  const program = { ...(await programOf(texts)), roots: [`/project/${name}`] };
  const before = problemsIn(program);
  const problem = before.get(`/project/${name}`)?.find(({ severity }) => severity === 'error');
  const fixes = problem ? workingFixes(program, problem, before) : [];
  for (const { edits } of fixes) assert.notEqual(applied(texts[name] ?? '', edits), texts[name]);
  return fixes.map(({ title }) => title);
}

describe('fixes of what frameworks refuse', () => {
  it('mend most of the recorded programs', async () => {
    let mended = 0;
    for (const record of errorRecords().filter(({ raises }) => raises)) {
      const titles = await titlesOf(record);
      if (titles.length > 0) mended++;
      for (const title of titles) assert.match(title, /^[A-Z].*[^.]$/, record.id);
      assert.equal(new Set(titles).size, titles.length, `${record.id}: ${titles}`);
    }
    assert.ok(mended >= MENDED, `${mended} are mended, ${MENDED} were`);
  }).timeout(120_000);
});

/** The hover of a problem shows what the framework itself raises, so that a search finds it: held against what frameworks raised. */
import assert from 'node:assert/strict';
import { errorIn, errorRecords, isSaid } from '../../support/errors.ts';

/** Records whose message was cut off before the framework's own words. */
const CUT = /^in user code:/;

/** How many of the recorded refusals are quoted; more is better. */
const QUOTED = 333;

describe('the words of the frameworks', () => {
  it('are what the frameworks raised, wherever they are quoted', async () => {
    const wrong: string[] = [];
    let quoted = 0;
    for (const record of errorRecords()) {
      const { raises, message = '' } = record;
      if (!raises || CUT.test(message)) continue;
      const says = (await errorIn(record))?.finding?.conflict.says;
      if (says === undefined) continue;
      if (isSaid(says, message)) quoted++;
      else wrong.push(`${record.id}: ${says} | ${message}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(quoted >= QUOTED, `${quoted} of the refusals are quoted, ${QUOTED} were`);
  }).timeout(120_000);
});

/** The hover of a problem shows what the framework itself raises, so that a search finds it: held against what frameworks raised. */
import assert from 'node:assert/strict';
import { errorIn, errorRecords, isSaid } from '../../support/errors.ts';
import { refusedExpressions } from '../../support/expressions.ts';

/** Records whose message was cut off before the framework's own words. */
const CUT = /^in user code:|Traceback \(most recent call last\):$/;

/** How many recorded refusals are quoted; more is better. */
const QUOTED = { programs: 331, expressions: 665 };

/** Another thing is wrong too, and the framework comes to it first, or the words changed with the version that was run. */
const OTHERWISE: readonly RegExp[] = [
  /^nn\.GRUCell\(10\)\.init\(key, \(h, h\), step\)$/,
  /^rnn\(x\)$/,
  /^nnx\.RNN\(\w+\)\(x, initial_carry=/,
  /^nn\.Conv[12]d\(4, 6, 3\)/,
  /^unrolled\(/,
  /^snt\.dynamic_unroll\(gru/,
  /^s @ v$/,
  /^nn\.LSTM\(8, 10\)\(packed/,
  /^nn\.(LayerNorm\(8|Conv1d\(7, 12, 3)\)\(ids\)$/,
  /^nn\.MaxPool1d\(2, padding=2\)/,
];

describe('the words of the frameworks', () => {
  it('are what the frameworks raised of programs, wherever they are quoted', async () => {
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
    assert.ok(quoted >= QUOTED.programs, `${quoted} refusals are quoted, ${QUOTED.programs} were`);
  }).timeout(120_000);

  it('are what the frameworks raised of expressions', async () => {
    const wrong: string[] = [];
    let quoted = 0;
    for (const { expression, says, message } of await refusedExpressions()) {
      if (says === undefined || CUT.test(message) || OTHERWISE.some(text => text.test(expression))) continue;
      if (isSaid(says, message)) quoted++;
      else wrong.push(`${expression}: ${says} | ${message}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(quoted >= QUOTED.expressions, `${quoted} refusals are quoted, ${QUOTED.expressions} were`);
  }).timeout(120_000);

  it('are known of every framework of which refusals were recorded', async () => {
    const refused = await refusedExpressions();
    const quoted = new Set(refused.flatMap(({ of, says }) => (says === undefined ? [] : [of])));
    const unquoted = new Set(refused.flatMap(({ of }) => (quoted.has(of) ? [] : [of])));
    // What Keras raises of its layers and models is among the programs; of what its functions raise most is the backend's.
    assert.deepEqual([...unquoted], ['keras', 'keras_backend']);
  }).timeout(120_000);
});

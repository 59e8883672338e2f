/**
 * A mocha reporter: one dot a test on the screen, the slowest tests below, and the counts as JSON in the file that
 * LSTM_SHAPES_RESULT names.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** In ms; a test that takes longer is named. */
const SLOW = 5000;

export default class Reporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const slow = [];
    runner.on('pass', test => {
      if (test.duration > SLOW) slow.push(test);
    });
    runner.once('end', () => {
      for (const test of slow.sort((a, b) => b.duration - a.duration)) {
        console.log(`  slow: ${(test.duration / 1000).toFixed(1)} s ${test.fullTitle()}`);
      }
      const { passes: passed, failures: failed, pending } = runner.stats;
      writeFileSync(process.env.LSTM_SHAPES_RESULT, JSON.stringify({ passed, failed, pending }));
    });
  }
}

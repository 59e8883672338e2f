/** A mocha reporter: one dot a test on the screen, and the counts as JSON in the file that LSTM_SHAPES_RESULT names. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class Reporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending } = runner.stats;
      writeFileSync(process.env.LSTM_SHAPES_RESULT, JSON.stringify({ passed, failed, pending }));
    });
  }
}

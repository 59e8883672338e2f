/**
 * Runs mocha inside VS Code's extension host: the harness bundles this together with a suite's test files.
 *
 * A line for each test goes to the console, marked, because VS Code writes much to the same console; what a program needs
 * goes to a file as JSON.
 */
import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';

/** What the lines begin with that the harness shows. */
export const MARK = '[suite] ';

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** Loads the test files and runs them; writes a `SuiteResult` to `resultFile`. Rejects where a test failed. */
export async function runMocha(
  files: readonly (() => Promise<unknown>)[],
  resultFile: string,
): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Quiet });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of files) await load();
  const result = await report(mocha);
  await writeFile(resultFile, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
}

/** Mocha wants a reporter; ours is `report`. */
class Quiet extends Mocha.reporters.Base {}

function report(mocha: Mocha): Promise<SuiteResult> {
  const failures: { title: string; message: string }[] = [];
  return new Promise(resolve => {
    const runner = mocha.run(failed =>
      resolve({
        passed: runner.stats?.passes ?? 0,
        failed,
        pending: runner.stats?.pending ?? 0,
        failures,
      }),
    );
    runner.on('pass', test => console.log(`${MARK}  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error: Error) => {
      const message = error.stack ?? error.message;
      failures.push({ title: test.fullTitle(), message });
      console.log(`${MARK}  ✘ ${test.fullTitle()}: ${message}`);
    });
  });
}

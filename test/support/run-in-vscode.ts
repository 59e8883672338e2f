/**
 * `run-in-vscode.ts FOLDER [--trust]`: runs a folder's test files in the extension host of a real VS Code that has a copy of the samples
 * open. With `--trust`, workspace trust is in force and the folder is not trusted.
 */
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runSuite } from './vscode.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { trust: { type: 'boolean' } },
  });
  const folder = path.join(ROOT, positionals[0] ?? 'test/extension');
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.test.ts')).sort();
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-samples-'));
  try {
    await cp(path.join(ROOT, 'samples'), workspace, { recursive: true });
    const result = await runSuite({
      files: names.map(name => path.join(folder, name)),
      workspace,
      trust: values.trust ?? false,
      log: line => console.log(line),
    });
    console.log(`\n  ${result.passed} passing, ${result.failed} failing`);
    const resultFile = process.env.LSTM_SHAPES_RESULT;
    if (resultFile !== undefined) await writeFile(resultFile, JSON.stringify(result));
    if (result.failed > 0) process.exitCode = 1;
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

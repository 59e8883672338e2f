/** Entry of the command line tool: connects the commands with this process. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createDisk } from '../project/disk.ts';
import { loadParser } from '../project/index.ts';
import { createCommandLine, exitCodeOf } from './command-line.ts';
import { explainOnCommand } from './explain-error.ts';
import { createOutput } from './output.ts';
import { readText } from './read-text.ts';
import { rewriteOnDisk } from './rewrite.ts';
import { explanation, rulesText } from './rule-texts.ts';
import { EXIT, run, type Surroundings } from './run.ts';
import { runSimulate } from './simulate.ts';
import { listWeights } from './weights.ts';

/** The folder of the bundle; the wasm files and the server's bundle lie beside it, package.json above. */
const HERE = __dirname;

const output = createOutput(process.stdout, process.stderr, 'lstm-shapes');

const surroundings: Surroundings = {
  output,
  version: version(),
  currentFolder: process.cwd(),
  colour: process.env.NO_COLOR === undefined && process.stdout.isTTY && process.stdout.hasColors(),
  disk: maxBytes => createDisk({ maxBytes }),
  rewrite: rewriteOnDisk,
  loadParser: () => loadParser(name => readFileSync(path.join(HERE, 'wasm', name))),
};

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(HERE, '../package.json'), 'utf8'));
  const stated =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest && manifest.version;
  return typeof stated === 'string' ? stated : 'unknown';
}

/** All of standard input; nothing where a person sits at it, who would have to know how to end it. */
async function readInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

const commandLine = createCommandLine(surroundings.version, {
  analyse: async options => {
    process.exitCode = await run(options, surroundings);
  },
  listRules: format => output.write(rulesText(format)),
  explain: rule => output.write(explanation(rule)),
  explainError: async options => {
    process.exitCode = await explainOnCommand(options, { ...surroundings, readInput });
  },
  simulate: async options => {
    const { loadParser: load } = surroundings;
    process.exitCode = await runSimulate(options, { output, readText, loadParser: load });
  },
  listWeights: async options => {
    process.exitCode = (await listWeights(options, output)) ? EXIT.fine : EXIT.unreadable;
  },
  serve: () => {
    // The server reads how it is to connect from the command line.
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    require(path.join(HERE, 'server.js'));
  },
});

commandLine.parseAsync().catch((error: unknown) => {
  const code = exitCodeOf(error);
  if (code === undefined)
    output.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = code ?? EXIT.unreadable;
});

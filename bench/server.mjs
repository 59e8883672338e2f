/** What a person waits for in the editor: first problems, hovers, problems while typing. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, startEditor } from './editor.mjs';
import { modelFile, trainingFile } from './programs.mjs';

const LINES = 1000;
const OPENINGS = 20;
const HOVERS = 200;
const EDITS = 200;
const MODULES = 20;

export async function measureServer() {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-server-'));
  const memory = path.join(folder, 'memory');
  const editor = await startEditor({
    environment: { LSTM_SHAPES_MEMORY: memory },
    nodeArguments: ['-r', path.join(root, 'bench/memory.cjs')],
  });
  const text = modelFile(LINES);
  const uri = 'file:///bench/model.py';
  try {
    const opening = await openings(editor, text);
    await open(editor, uri, text);
    const hover = await hovers(editor, uri, text);
    const keystroke = await keystrokes(editor, uri, text);
    await editor.stop();
    const across = await keystrokesAcrossFiles(folder, text);
    return [
      { name: `open to first diagnostics, ${LINES} lines`, unit: 'ms', samples: opening },
      { name: 'hover', unit: 'ms', samples: hover, aim: '5 ms' },
      { name: `keystroke, ${LINES} lines`, unit: 'ms', samples: keystroke, aim: '16 ms' },
      {
        name: `keystroke, ${LINES} lines whose ${MODULES} modules an open script builds`,
        unit: 'ms',
        samples: across,
        aim: '16 ms',
      },
      {
        name: 'peak memory, server',
        unit: 'MB',
        value: Number(await readFile(memory, 'utf8')) / 2 ** 20,
        aim: '200 MB',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The edited file imported by another that is open: its models are those that the other builds. */
async function keystrokesAcrossFiles(folder, text) {
  const training = trainingFile(MODULES);
  await writeFile(path.join(folder, 'model.py'), text);
  await writeFile(path.join(folder, 'train.py'), training);
  const editor = await startEditor({ folder });
  const uri = pathToFileURL(path.join(folder, 'model.py')).href;
  await open(editor, pathToFileURL(path.join(folder, 'train.py')).href, training);
  await open(editor, uri, text);
  const samples = await keystrokes(editor, uri, text);
  await editor.stop();
  return samples;
}

async function open(editor, uri, text) {
  const started = performance.now();
  const diagnosed = editor.diagnosed(uri, 1);
  await editor.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });
  return (await diagnosed) - started;
}

/** Each a file that the server has not seen, closed afterwards. */
async function openings(editor, text) {
  const samples = [];
  for (let n = 0; n < OPENINGS; n++) {
    const uri = `file:///bench/open${n}.py`;
    samples.push(await open(editor, uri, text.replace('HIDDEN = 64', `HIDDEN = ${64 + n}`)));
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  return samples;
}

async function hovers(editor, uri, text) {
  const lines = text.split('\n').flatMap((line, number) => (line.includes('nn.LSTM(') ? [number] : []));
  const samples = [];
  for (let n = 0; n < HOVERS; n++) {
    const line = lines[n % lines.length];
    const started = performance.now();
    const hover = await editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: text.split('\n')[line].indexOf('LSTM') },
    });
    samples.push(performance.now() - started);
    if (!hover) throw new Error(`there is no hover on line ${line + 1}`);
  }
  return samples;
}

/** One character after the other in the middle of the file: sizes grow and shrink. The pause before new problems is not in it. */
async function keystrokes(editor, uri, text) {
  const lines = text.split('\n');
  const line = lines.findIndex(
    (candidate, number) => number > lines.length / 2 && candidate.includes('nn.Linear('),
  );
  const character = lines[line].lastIndexOf(')');
  const samples = [];
  for (let n = 0; n < EDITS; n++) {
    const isTyped = n % 4 < 2;
    const start = { line, character: character + (n % 4 === 3 ? 0 : n % 4 === 2 ? 1 : n % 4) };
    const end = isTyped ? start : { line, character: start.character + 1 };
    const diagnosed = editor.diagnosed(uri, n + 2);
    const started = performance.now();
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: n + 2 },
      contentChanges: [{ range: { start, end }, text: isTyped ? '1' : '' }],
    });
    samples.push((await diagnosed) - started);
  }
  return samples;
}

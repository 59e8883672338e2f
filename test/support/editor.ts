/** What tests inside VS Code do again and again: open samples, wait for a condition, read hovers and problems. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/main.ts';

export const EXTENSION_ID = 'lstm-shapes.lstm-shapes';

export function extension(): vscode.Extension<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>(EXTENSION_ID);
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** Less than a test's own limit, so that a wait in vain still runs what the test cleans up with. */
const PATIENCE = 20_000;

/** Asks again and again until `read` gives a value. */
export async function eventually<T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${read}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

export function untilTrue(holds: () => boolean | Promise<boolean>): Promise<true> {
  return eventually(async () => ((await holds()) ? true : undefined));
}

function sampleUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function openSample(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(sampleUri(name)), {
    viewColumn: vscode.ViewColumn.One,
  });
}

export async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

export async function openNotebook(name: string): Promise<vscode.NotebookDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(sampleUri(name));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The place of `part` inside the first occurrence of `text`. */
export function placeOf(document: vscode.TextDocument, text: string, part = text): vscode.Position {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${text} is not in ${document.fileName}`);
  return document.positionAt(start + text.indexOf(part) + 1);
}

/** The text of our hovers at a place, '' where there is none. Other extensions' hovers do not mention the product. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  const contents = hovers.flatMap(hover => hover.contents);
  return contents.map(content => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** A hover that has come: the server may still be reading the file when it is first asked. */
export function hoverWith(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return eventually(async () => (await hoverText(document.uri, position)) || undefined);
}

export function ourProblems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(problem => problem.source === 'LSTM Shapes');
}

/** The problems of a document once there are some. */
export function problemsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return eventually(() => {
    const problems = ourProblems(uri);
    return problems.length > 0 ? problems : undefined;
  });
}

/** Runs `work` with a setting of the workspace changed, and takes it back. */
export async function withSetting(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('lstmShapes');
  await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await work();
  } finally {
    await configuration.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

/** An environment of Python outside of the workspace with one package in it; the path of its interpreter, which no file has. */
export async function withEnvironment(
  name: string,
  installed: string,
  work: (interpreter: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'environment-'));
  try {
    await mkdir(path.join(folder, name, 'lib/python3.7/site-packages', `${installed}.dist-info`), {
      recursive: true,
    });
    await writeFile(path.join(folder, name, 'pyvenv.cfg'), '');
    await work(path.join(folder, name, 'bin', 'python'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the setting into the workspace's file: a setting that no extension declares cannot be changed in another way. */
export async function withWorkspaceInterpreter(
  interpreter: string,
  work: () => Promise<void>,
): Promise<void> {
  const file = sampleUri('.vscode/settings.json');
  const write = (settings: object) =>
    vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
  const setting = () => vscode.workspace.getConfiguration('python').get('defaultInterpreterPath');
  await write({ 'python.defaultInterpreterPath': interpreter });
  try {
    await untilTrue(() => setting() === interpreter);
    await work();
  } finally {
    await write({});
    await untilTrue(() => setting() !== interpreter);
  }
}

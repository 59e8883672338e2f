/**
 * "Report a Wrong Problem": prepares the text of an issue in a new document. Nothing is sent: the person reads it, takes out what
 * should stay private, and posts it.
 */
import { type Diagnostic, languages, type TextDocument, version, window, workspace } from 'vscode';
import { PROBLEM_SOURCE } from '../../protocol/problems.ts';
import { nameOf } from '../documents.ts';
import { inform } from '../messages.ts';
import type { Command, Services } from '../services.ts';

export const reportWrongProblem: Command = async services => {
  const editor = window.activeTextEditor;
  const problems = editor === undefined ? [] : ownProblems(editor.document);
  if (editor === undefined || problems.length === 0) {
    inform('There is no problem of LSTM Shapes in the active file.');
    return;
  }
  const here = problems.find(problem => problem.range.contains(editor.selection.active));
  const problem = here ?? (await pick(problems));
  if (problem === undefined) return;
  const content = issueText(services, editor.document, problem);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
};

function ownProblems(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(problem => problem.source === PROBLEM_SOURCE);
}

async function pick(problems: readonly Diagnostic[]): Promise<Diagnostic | undefined> {
  const items = problems.map(problem => ({
    label: problem.message,
    description: `line ${problem.range.start.line + 1}`,
    problem,
  }));
  return (await window.showQuickPick(items, { title: 'Which problem is wrong?' }))?.problem;
}

function ruleOf(problem: Diagnostic): string {
  const { code } = problem;
  return String(typeof code === 'object' ? code.value : (code ?? 'unknown'));
}

function issueText({ context }: Services, document: TextDocument, problem: Diagnostic): string {
  const { start, end } = problem.range;
  const lines = Array.from({ length: end.line - start.line + 1 }, (_, index) =>
    document.lineAt(start.line + index),
  );
  return `# Wrong problem: ${ruleOf(problem)}

<!-- Nothing has been sent. Take out what should stay private, then post this where the project takes issues. -->

- LSTM Shapes ${context.extension.packageJSON.version}, VS Code ${version}, ${process.platform}
- language: ${document.languageId}
- framework and its version: <!-- e.g. Keras 3.5, PyTorch 2.4 -->

## What LSTM Shapes says

${fenced('text', problem.message)}

## The statement

${fenced(document.languageId, lines.map(line => line.text).join('\n'))}

${relatedText(document, problem)}## What happens when the program runs

<!-- e.g. it runs and gives the shape (32, 10) -->
`;
}

/** The other statements that the problem speaks of, without which nobody can repeat it. */
function relatedText(document: TextDocument, { relatedInformation = [] }: Diagnostic): string {
  const lines = relatedInformation.map(({ location, message }) => {
    const { line } = location.range.start;
    const isHere = location.uri.toString() === document.uri.toString();
    const code = isHere ? document.lineAt(line).text.trim() : '';
    return `${isHere ? '' : `${nameOf(location.uri)}, `}line ${line + 1}: ${code === '' ? '' : `${code}  # `}${message}`;
  });
  return lines.length === 0 ? '' : `## What it rests on\n\n${fenced('text', lines.join('\n'))}\n\n`;
}

/** A fence longer than any run of backticks in the text, so that the text cannot end it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

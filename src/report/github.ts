/** `check` inside of GitHub's workflows: one annotation a problem (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
import type { Severity } from '../rules/index.ts';
import { type CheckedFile, type JsonOptions, rangeOf } from './json.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** One line a problem. */
export function githubLines(
  { path, facts, problems }: CheckedFile,
  { locate }: JsonOptions,
): readonly string[] {
  const file = facts?.path ?? path;
  return problems.map(({ rule, severity, message, start, end }) => {
    const { start: from, end: to, cell } = rangeOf(file, start, end, locate);
    // Lines of a notebook count in cells, not in its file.
    const place =
      cell === undefined ? { line: from.line, col: from.column, endLine: to.line, endColumn: to.column } : {};
    const where = cell === undefined ? '' : `Cell ${cell + 1}, line ${from.line}: `;
    const properties = Object.entries({
      file: path.replace(/^\.\//, ''),
      ...place,
      title: `LSTM Shapes: ${rule}`,
    });
    const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
    return `::${COMMANDS[severity]} ${written.join(',')}::${escaped(where + message)}`;
  });
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

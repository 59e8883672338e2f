/** Markdown from text of the user's code: whatever a program says, it shows as text and never becomes a link, a heading or HTML. */

/** As code. The fence is longer than any run of backquotes inside; line ends become spaces. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** As plain text within a line; `prose` for what may begin one. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|#~&$!@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, match => `${match.slice(0, -1)}\\.`);
}

/** A message with code between backquotes. Text between them shows as code, all else as text. */
export function prose(message: string): string {
  const parts = message.split('`');
  const isBalanced = parts.length % 2 === 1;
  const shown = parts.map((part, i) => {
    if (i % 2 === 0) return escaped(part);
    return isBalanced || i < parts.length - 1 ? inlineCode(part) : `\\\`${escaped(part)}`;
  });
  return startOfLine(shown.join(''));
}

/** What would begin a list there. */
function startOfLine(markdown: string): string {
  return markdown.replace(/^(\s*)(?:([-+])|(\d+)([.)]))(?=\s|$)/, (_, pad, bullet, number, dot) =>
    bullet ? `${pad}\\${bullet}` : `${pad}${number}\\${dot}`,
  );
}

/** A fenced block; `text` may hold anything. */
export function codeBlock(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table whose cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between them; empty ones are left out. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part).join('\n\n');
}

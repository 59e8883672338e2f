/** `x = model.` before another line: the grammar takes the next line's first word for the attribute, CPython refuses it. */
import { scanLines } from './chunks.ts';

/** Whether a line of Python ends in a dot outside brackets and strings, which no statement does. */
export function endsInDot(text: string): boolean {
  if (!DOT.test(text)) return false;
  const lines = scanLines(text, 'python');
  return lines.some((line, i) => {
    const next = lines[i + 1]?.before;
    return (
      next !== undefined &&
      next.quote === null &&
      next.closers === '' &&
      DOT.test(line.text) &&
      !line.before.quote
    );
  });
}

const DOT = /(?:[A-Za-z_]\w*|[)\]])\.[ \t]*(?:#.*)?\r?$/m;

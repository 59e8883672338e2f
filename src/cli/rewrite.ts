/** Writes fixed texts into files: those in UTF-8 only, whose bytes the text says all of. */
import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';

const MARK = '\uFEFF';

/** Says why the file was left as it is; undefined where it was written. */
export function rewriteOnDisk(path: string, before: string, after: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    const text = [before, MARK + before].find(each => Buffer.from(each).equals(bytes));
    if (text === undefined) return 'it is not in UTF-8, or has changed meanwhile';
    const whole = text.startsWith(MARK) && !before.startsWith(MARK) ? MARK + after : after;
    // A file is whole at any time, whatever happens while it is written.
    const file = realpathSync(path);
    const beside = `${file}.lstm-shapes.tmp`;
    writeFileSync(beside, whole, { mode: statSync(file).mode });
    renameSync(beside, file);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

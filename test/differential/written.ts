/** Programs that someone wrote, in place of random ones: a file holds many, each after a line `# --- NAME`. */
import { readFile } from 'node:fs/promises';
import { BY_CONTENT, type Program } from './program.ts';

const HEADING = /^# --- +(\S+).*$/m;

/** A line whose comment says so is a test of sizes that contents decide, every other one of what its program is named after. */
export async function writtenPrograms(files: readonly string[]): Promise<readonly Program[]> {
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
  return texts.flatMap(text => {
    // What stands before the first heading belongs to no program.
    const [, ...parts] = text.split(HEADING);
    return parts.flatMap((id, i) => (i % 2 === 0 ? [programOf(id, parts[i + 1] ?? '')] : []));
  });
}

function programOf(id: string, code: string): Program {
  const lines = code.trim().split('\n');
  return {
    id,
    lines: lines.map(text => ({ text, about: text.endsWith(`# ${BY_CONTENT}`) ? BY_CONTENT : id })),
  };
}

/** Frames of tracebacks: Python's, IPython's, those that TensorFlow writes into its messages, and JavaScript's stacks. */

export interface Frame {
  /** As written; undefined: a cell of a notebook. */
  readonly file: string | undefined;
  /** One-based. */
  readonly line: number;
  /** The line itself, where the traceback shows it. */
  readonly code: string | undefined;
}

/** `File "/app/model.py", line 12, in forward`, indented or not, with the line below it. */
const PYTHON = /^[ \t|]*File "([^"\n]{1,400})", line (\d{1,7})(?:, in .*)?$/;
/** `File ~/app/model.py:12, in Net.forward(self, x)`. */
const IPYTHON = /^[ \t]*File ([^"\s:][^"\n]{0,400}?):(\d{1,7})(?:, in .*|$)/;
/** `Cell In[3], line 12`. */
const CELL = /^[ \t]*(?:Cell In ?\[\d+\]|Input In ?\[\d+\]),? (?:line |in <cell line: ?)(\d{1,7})/;
/** `/app/model.py in forward(self, x)`, `<ipython-input-3-5c1e> in <module>`, where an arrow marks the line. */
const OLD_IPYTHON = /^[ \t]*(<ipython-input-[^>\n]{1,60}>|[~/][^\n]{1,400}?\.py) in \S/;
const ARROW = /^-+>[ \t]*(\d{1,7})[ \t]?(.*)$/;
/** `    at fit (/app/train.js:12:5)`, `at file:///app/train.ts:12:5`. */
const JAVASCRIPT =
  /^[ \t]*at (?:[^\n(]{0,200}\()?(?:async )?(?:file:\/\/)?([^\s()][^\n()]{0,400}?):(\d{1,7}):\d{1,7}\)?$/;

const MOST_FRAMES = 200;

/** Outermost first. */
export function framesIn(text: string): readonly Frame[] {
  const lines = text.split('\n');
  const frames: Frame[] = [];
  const stack: Frame[] = [];
  lines.forEach((line, at) => {
    if (frames.length + stack.length >= MOST_FRAMES) return;
    const frame = pythonFrame(lines, line, at);
    if (frame) frames.push(frame);
    else {
      const [, file, number] = JAVASCRIPT.exec(line) ?? [];
      // JavaScript names the innermost first.
      if (file !== undefined) stack.unshift({ file, line: Number(number), code: undefined });
    }
  });
  return [...frames, ...stack];
}

function pythonFrame(lines: readonly string[], line: string, at: number): Frame | undefined {
  const [, file, number] = PYTHON.exec(line) ?? [];
  if (file !== undefined) return { file, line: Number(number), code: codeBelow(lines[at + 1]) };
  const [, named, its] = IPYTHON.exec(line) ?? [];
  if (named !== undefined) return { file: named, line: Number(its), code: arrow(lines, at)?.code };
  const [, inCell] = CELL.exec(line) ?? [];
  if (inCell !== undefined) return { file: undefined, line: Number(inCell), code: arrow(lines, at)?.code };
  const [, old] = OLD_IPYTHON.exec(line) ?? [];
  const marked = old === undefined ? undefined : arrow(lines, at);
  if (old === undefined || !marked) return undefined;
  return { ...marked, file: old.startsWith('<') ? undefined : old };
}

/** The line below a frame is its code, unless it is the next frame or the message. */
function codeBelow(line: string | undefined): string | undefined {
  if (line === undefined || !/^[ \t|]/.test(line) || PYTHON.test(line)) return undefined;
  return line.replace(/^[ \t|]+/, '').replace(/[ \t]+\*?$/, '') || undefined;
}

const FARTHEST_ARROW = 12;

function arrow(lines: readonly string[], at: number): { line: number; code: string | undefined } | undefined {
  for (const line of lines.slice(at + 1, at + 1 + FARTHEST_ARROW)) {
    const [, number, code] = ARROW.exec(line) ?? [];
    if (number !== undefined) return { line: Number(number), code: code?.trim() || undefined };
    if (line.trim() === '') return undefined;
  }
  return undefined;
}

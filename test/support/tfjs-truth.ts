/** Runs a program with the real TensorFlow.js and tells what it gave: the line it refused, or the shapes of its variables and weights. */
import * as tf from '@tensorflow/tfjs';
import type { FrameworkRecord } from './records.ts';

type Runner = (library: typeof tf) => Promise<Readonly<Record<string, unknown>>>;

/** The program stands below all of TensorFlow.js in a stack. */
Error.stackTraceLimit = 50;

/** Lines that the constructor of functions puts before the body. */
const LINES_BEFORE = 2;

export async function recordOf(id: string, code: string): Promise<FrameworkRecord> {
  const names = [
    ...code.matchAll(/^(?:const|let) (\w+) =/gm),
    ...code.matchAll(/^(?:const|let) [[{]([\w, ]*)[\]}] =/gm),
  ].flatMap(found =>
    (found[1] ?? '')
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== ''),
  );
  const body = code.replace(/^import .*$/gm, '');
  // The constructor is reached through an instance: there is no global name for it.
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const run: Runner = new AsyncFunction('tf', `${body}\nreturn { ${names.join(', ')} };`);
  try {
    return { id, code, raises: null, ...told(await run(tf)) };
  } catch (error) {
    return {
      id,
      code,
      raises: lineOf(error) ?? lastAwait(code),
      says: error instanceof Error ? error.message : String(error),
    };
  }
}

/** undefined: the error was thrown after an `await`, where the stack no longer knows the program. */
function lineOf(error: unknown): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const found = /<anonymous>:(\d+):\d+\)?(?:\n|$)/.exec(stack);
  return found?.[1] === undefined ? undefined : Number(found[1]) - LINES_BEFORE;
}

const lastAwait = (code: string) => code.slice(0, code.lastIndexOf('await ')).split('\n').length;

function told(values: Readonly<Record<string, unknown>>): Pick<FrameworkRecord, 'vars' | 'weights'> {
  const vars: Record<string, readonly (number | null)[]> = {};
  for (const [name, value] of Object.entries(values)) {
    const shape = shapeOf(value);
    if (shape) vars[name] = shape;
  }
  const { model } = values;
  const isBuilt = model instanceof tf.LayersModel && model.built;
  return { vars, ...(isBuilt && { weights: model.weights.map(weight => weight.shape.map(Number)) }) };
}

function shapeOf(value: unknown): readonly (number | null)[] | undefined {
  if (value instanceof tf.Tensor || value instanceof tf.SymbolicTensor) return value.shape;
  return undefined;
}

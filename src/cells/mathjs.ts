/** mathjs as this room has it: it parses text, and does nothing more. Its parser is put together with the first text, which takes longer than to read that. */
import { create, type MathNode, parseDependencies } from 'mathjs/number';

/** `parseDependencies` is typed as possibly missing, since the typings cover builds of mathjs that lack it. */
const made = (): Pick<ReturnType<typeof create>, 'parse'> =>
  create(parseDependencies ? { parseDependencies } : {});

let mathjs: ReturnType<typeof made> | undefined;

/** Throws on text that does not parse, with the place in it. */
export function parseText(text: string): MathNode {
  mathjs ??= made();
  return mathjs.parse(text);
}

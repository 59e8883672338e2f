/** An error text as people copy it, made fit to be read: bounded, without colours, control characters and the frames that notebooks draw. */

/** Code units that are read. The end is kept: tracebacks name what went wrong last. */
const MOST = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const COLOURS = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Lines end with '\n'. */
export function bounded(text: string): string {
  const kept = text.length > 4 * MOST ? text.slice(-4 * MOST) : text;
  const plain = kept.replace(COLOURS, '').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  const short = plain.length > MOST ? plain.slice(-MOST) : plain;
  return short.replace(/[ \t]+$/gm, '').replace(/^\n+|\n+$/g, '');
}

/** Shapes as messages write them: '(None, 10)', '[4, 7, 5]', '32x20', '2,4', 'torch.Size([3])'. */

/** null: any size. */
export type Size = number | null;
export type Sizes = readonly Size[];

/** A shape in a message, as a fragment of a pattern with one group. */
export const SHAPE = String.raw`(torch\.Size\(\[[\d, ]{0,80}\]\)|[([{](?:[\s\d,?*.x-]|None|null|unknown)*[)\]}])`;

const MOST_AXES = 16;

/** undefined: it is no shape. */
export function sizesOf(text: string | undefined): Sizes | undefined {
  if (text === undefined) return undefined;
  const inner = text.replace(/^(?:torch\.Size\()?[([{]|[)\]}]+$/g, '').trim();
  if (inner === '') return [];
  const parts = inner.split(/\s*[,x]\s*|\s+/).filter(part => part !== '');
  if (parts.length > MOST_AXES) return undefined;
  const sizes = parts.map(sizeOf);
  return sizes.every(size => size !== undefined) ? sizes : undefined;
}

function sizeOf(text: string): Size | undefined {
  if (/^(?:None|null|\?|\*|-1|unknown)$/.test(text)) return null;
  // Fifteen digits are exact.
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** '(?, 10)', as code. */
export function written(sizes: Sizes): string {
  const inner = sizes.map(size => size ?? '?').join(', ');
  return `\`(${inner}${sizes.length === 1 ? ',' : ''})\``;
}

/** The number of elements; undefined where a size is open. */
export function elements(sizes: Sizes): number | undefined {
  return sizes.reduce<number | undefined>(
    (product, size) => (size === null || product === undefined ? undefined : product * size),
    1,
  );
}

/** The first axis whose sizes are known and differ. */
export function differingAxis(a: Sizes, b: Sizes): number | undefined {
  if (a.length !== b.length) return undefined;
  const at = a.findIndex((size, axis) => size !== null && b[axis] !== null && size !== b[axis]);
  return at < 0 ? undefined : at;
}

/** `keras.ops.rearrange(x, 'b (h w) c -> b h w c', h=2)`, as einops has it. https://keras.io/api/ops/numpy/ */
import { type Dim, floorDivide, product, type Shape } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { asDim, asString, type Value } from '../parts.ts';

/** Axes, each of which holds one label or several. */
type Side = readonly (readonly string[])[];

/** Undefined for what has more in it than labels and one level of parentheses. */
function sideOf(text: string): Side | undefined {
  const parts = text.trim().match(/\([^()]*\)|[A-Za-z_]\w*|\S/g) ?? [];
  const side = parts.map(part => part.replace(/[()]/g, ' ').trim().split(/\s+/).filter(Boolean));
  return side.flat().every(label => /^[A-Za-z_]\w*$/.test(label)) ? side : undefined;
}

/** The sizes of the labels; of several in one axis all but one are given. */
function sizesOf(
  side: Side,
  shape: Shape,
  given: ReadonlyMap<string, Dim>,
): ReadonlyMap<string, Dim> | undefined {
  const sizes = new Map(given);
  for (const [i, labels] of side.entries()) {
    const dim = shape[i];
    const open = labels.filter(label => !given.has(label));
    const [only] = open;
    if (!dim || open.length > 1) return undefined;
    const known = labels.flatMap(label => given.get(label) ?? []);
    if (only !== undefined) sizes.set(only, known.length === 0 ? dim : floorDivide(dim, product(known)));
  }
  return sizes;
}

/** What does not fit is not told. */
export const rearranged = (op: Operation): Value => {
  const [before, after] = (asString(option(op, 'pattern')) ?? '').split('->').map(sideOf);
  const given = new Map(
    op.bound.keywords.flatMap(({ name, value }): [string, Dim][] => {
      const dim = asDim(value);
      return name !== undefined && dim ? [[name, dim]] : [];
    }),
  );
  return changed(op, operandAt(op), shape => {
    const sizes = before?.length === shape.length ? sizesOf(before, shape, given) : undefined;
    const value = sizes && after?.map(labels => labels.map(label => sizes.get(label)));
    const isKnown = value?.every(labels => labels.every(dim => dim !== undefined));
    return {
      ok: true,
      value: isKnown ? value?.map(labels => product(labels.flatMap(dim => dim ?? []))) : undefined,
    };
  });
};

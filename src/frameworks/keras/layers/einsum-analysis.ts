/** What EinsumDense makes of its equation when it is built. Source: `_analyze_split_string` of keras/src/layers/core/einsum_dense.py and of tf_keras. */
import { compare, constantOf, type Dim, type Shape, size } from '../../../shapes/index.ts';
import { isNone } from '../core/none.ts';

export interface Equation {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  /** Where axes stand that have no letter. */
  readonly ellipsis: 'none' | 'left' | 'right';
}

/** null: the layer takes no such equation. What stands behind it is not read. */
export function equationOf(text: string): Equation | null {
  const found =
    /^(?:([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)|\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)|([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\.)/.exec(
      text,
    );
  if (!found) return null;
  const at = [1, 4, 7].find(i => found[i] !== undefined) ?? 1;
  const [input = '', kernel = '', output = ''] = found.slice(at, at + 3);
  return { input, kernel, output, ellipsis: at === 1 ? 'none' : at === 4 ? 'left' : 'right' };
}

/** A size of `output_shape`: None leaves it open, undefined is not known. */
export type Wanted = Dim | 'none' | undefined;

export interface Analysis {
  readonly kernel: readonly Wanted[];
  /** undefined: there is none. */
  readonly bias: readonly Wanted[] | undefined;
  readonly output: readonly Wanted[];
}

export type Refusal =
  /** An axis that the input or the output does not have. */
  | { readonly kind: 'axis'; readonly of: 'input' | 'output'; readonly label: string }
  /** The two sides say different sizes of a letter. */
  | { readonly kind: 'size'; readonly axis: number; readonly input: Dim; readonly output: Dim }
  /** A letter that stands nowhere else. */
  | { readonly kind: 'label'; readonly label: string; readonly of: 'output' | 'kernel' | 'bias' };

const ONE = size(1);

const letters = (text: string): readonly string[] => [...text];

/** An index as Python has it, from the end where it is negative. */
const at = <T>(items: readonly T[], index: number): { readonly item: T } | undefined => {
  const place = index < 0 ? items.length + index : index;
  return place >= 0 && place < items.length ? { item: items[place] as T } : undefined;
};

/** Axes without a letter that the input has further, or lacks where it is negative. */
function outputOf({ input, ellipsis }: Equation, shape: Shape, wanted: readonly Wanted[]): readonly Wanted[] {
  const elided = shape.length - input.length;
  const [batch, ...rest] = shape;
  const leading = elided > 0 && ellipsis === 'left' ? rest.slice(0, elided - 1) : [];
  const trailing = elided > 0 && ellipsis !== 'left' ? shape.slice(-elided) : [];
  return [batch, ...leading.toReversed(), ...wanted, ...trailing];
}

/** `wanted`: `output_shape` without the batch. */
export function analysed(
  equation: Equation,
  shape: Shape,
  wanted: readonly Wanted[],
  biasAxes: string | undefined,
): Analysis | Refusal {
  const { input, kernel, output, ellipsis } = equation;
  const elided = shape.length - input.length;
  const isLeft = ellipsis === 'left';
  const sizes = outputOf(equation, shape, wanted);
  const inputAt = new Map(letters(input).map((label, i) => [label, isLeft ? i + elided - shape.length : i]));
  const outputAt = new Map(letters(output).map((label, i) => [label, isLeft ? i + elided : i]));
  const inputSize = (label: string) => at(shape, inputAt.get(label) ?? 0);
  const outputSize = (label: string) => at(sizes, outputAt.get(label) ?? 0);
  for (const label of input) {
    const own = inputSize(label);
    if (!own) return { kind: 'axis', of: 'input', label };
    if (!outputAt.has(label)) continue;
    const asked = outputSize(label);
    if (!asked) return { kind: 'axis', of: 'output', label };
    const other = otherSize(own.item, asked.item);
    if (other) return { kind: 'size', axis: shape.indexOf(own.item), input: own.item, output: other };
  }
  const alone = letters(output).find(label => !input.includes(label) && !kernel.includes(label));
  if (alone !== undefined) return { kind: 'label', label: alone, of: 'output' };
  const weights: Wanted[] = [];
  for (const label of kernel) {
    const isShared = outputAt.has(label) && inputAt.has(label);
    const found = outputAt.has(label) ? outputSize(label) : inputAt.has(label) ? inputSize(label) : 'none';
    if (found === 'none') return { kind: 'label', label, of: 'kernel' };
    if (!found) return { kind: 'axis', of: 'output', label };
    // Versions differ in which side they ask of a letter that stands on both.
    weights.push(isShared && found.item === 'none' ? undefined : found.item);
  }
  const bias = biasOf(equation, sizes, biasAxes, elided);
  return bias && 'kind' in bias ? bias : { kernel: weights, bias, output: sizes };
}

/** Compared with `!=` in Python, so that an open size of the input differs from any that is asked for. */
function otherSize(own: Dim, asked: Wanted): Dim | undefined {
  if (asked === undefined || asked === 'none') return undefined;
  const isOther = isNone(own) ? constantOf(asked) !== undefined : compare(own, asked) === 'different';
  return isOther ? asked : undefined;
}

/** From the first of its axes on; those between that it has not are of size 1. */
function biasOf(
  { output, ellipsis }: Equation,
  sizes: readonly Wanted[],
  axes: string | undefined,
  elided: number,
): readonly Wanted[] | Refusal | undefined {
  if (axes === undefined) return undefined;
  const before = ellipsis === 'left' ? elided : 0;
  const bySize = new Map<string, Wanted>();
  for (const [i, label] of letters(output).entries()) {
    const found = at(sizes, i + before);
    if (!found) return { kind: 'axis', of: 'output', label };
    bySize.set(label, found.item);
  }
  const other = letters(axes).find(label => !output.includes(label));
  if (other !== undefined) return { kind: 'label', label: other, of: 'bias' };
  const first = Math.min(...letters(axes).map(label => output.indexOf(label)));
  const named = letters(output.slice(first)).map(label => (axes.includes(label) ? bySize.get(label) : ONE));
  return ellipsis === 'left' ? named : [...named, ...Array.from({ length: elided }, () => ONE)];
}

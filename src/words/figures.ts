/**
 * Shapes as frameworks print them in what they raise. `…` stands for a size that is not known: a search finds what is around it, and the person who has
 * the run's message before them sees that it is this one.
 */
import { constantOf, type Dim, type Shape } from '../shapes/index.ts';

export const GAP = '…';

export const figure = (dim: Dim | undefined): string => String((dim && constantOf(dim)) ?? GAP);

/** '4, 7, 10' of NumPy's and PyTorch's lists; with another `comma` as the framework has it. */
export function figures(shape: Shape | undefined, comma = ', '): string {
  return shape ? shape.map(figure).join(comma) : GAP;
}

/** '(4, 10)', '(4,)': a tuple of Python. */
export function tuple(shape: Shape | undefined, comma = ', '): string {
  const one = shape?.length === 1 ? comma.trimEnd() : '';
  return `(${figures(shape, comma)}${one})`;
}

/** The product of sizes; `…` where one of them is not known. */
export function productFigure(shape: Shape): string {
  const sizes = shape.map(constantOf);
  let product = 1;
  for (const size of sizes) {
    if (size === undefined) return GAP;
    product *= size;
  }
  return String(product);
}

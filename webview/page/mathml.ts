/** Formulas as MathML: the only file that knows temml. The page has it run when its first step has been seen (`build/late.mjs`). */
import temml from 'temml';

/** A formula in LaTeX, as MathML inside of the element. Only `\class` is trusted, to find the operations again. */
export function renderFormula(latex: string, element: HTMLElement): void {
  temml.render(latex, element, {
    throwOnError: false,
    trust: context => context.command === '\\class',
  });
}

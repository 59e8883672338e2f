/** Lit directives for what a strict content security policy asks for: styles set through the object model, formulas built as nodes. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import temml from 'temml';

/** Inline styles through `element.style`: a `style` attribute would need 'unsafe-inline'. */
class StyleDirective extends Directive {
  #last = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() belongs on an element.');
  }

  render(_styles: Readonly<Record<string, string>>): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [styles]: [Readonly<Record<string, string>>]): unknown {
    if (!(element instanceof HTMLElement)) return noChange;
    for (const [name, value] of Object.entries(styles)) {
      if (this.#last.get(name) === value) continue;
      element.style.setProperty(name, value);
      this.#last.set(name, value);
    }
    return noChange;
  }
}

export const styled = directive(StyleDirective);

/** Operations that are marked in a formula, whose parts have the class `operation-4` or the like. */
export interface FormulaMarks {
  readonly current: number | undefined;
  readonly lit: readonly number[];
}

/**
 * A formula in LaTeX, as MathML. Only `\class` is trusted, to find the operations again. Marks change classes alone: nodes that were replaced
 * between pressing and releasing the pointer would swallow the click.
 */
class FormulaDirective extends Directive {
  #last: string | undefined;

  render(_latex: string, _marks: FormulaMarks): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [latex, marks]: [string, FormulaMarks]): unknown {
    if (!(element instanceof HTMLElement)) return noChange;
    if (this.#last !== latex) {
      this.#last = latex;
      temml.render(latex, element, {
        throwOnError: false,
        trust: context => context.command === '\\class',
      });
    }
    mark(element, marks);
    return noChange;
  }
}

function mark(element: HTMLElement, { current, lit }: FormulaMarks): void {
  for (const part of element.querySelectorAll('[class*="operation-"]')) {
    const operation = Number(/\boperation-(\d+)/.exec(part.getAttribute('class') ?? '')?.[1]);
    part.classList.toggle('current', operation === current);
    part.classList.toggle('lit', lit.includes(operation));
  }
}

export const formula = directive(FormulaDirective);

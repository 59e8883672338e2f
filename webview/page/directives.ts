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

/** A formula in LaTeX, as MathML. Only `\class` is trusted, to mark the operation that is shown. */
class FormulaDirective extends Directive {
  #last: string | undefined;

  render(_latex: string): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [latex]: [string]): unknown {
    if (this.#last === latex || !(element instanceof HTMLElement)) return noChange;
    this.#last = latex;
    temml.render(latex, element, { throwOnError: false, trust: context => context.command === '\\class' });
    return noChange;
  }
}

export const formula = directive(FormulaDirective);

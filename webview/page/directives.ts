/** Lit directives for what a strict content security policy asks for: styles set through the object model, formulas built as nodes. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import { renderFormula } from './mathml.ts';

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

export interface WrittenFormula {
  readonly latex: string;
  /** The same as plain text. */
  readonly text: string;
}

/**
 * A formula as MathML, or as text while it `isPlain`: to have the first one takes as long as to draw a step. Marks change classes alone: nodes that were
 * replaced between pressing and releasing the pointer would swallow the click.
 */
class FormulaDirective extends Directive {
  #last: string | undefined;
  #parts: ReadonlyMap<Element, number> = new Map();
  #marks: FormulaMarks = { current: undefined, lit: [] };

  render(_formula: WrittenFormula, _marks: FormulaMarks, _isPlain: boolean): unknown {
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [{ latex, text }, marks, isPlain]: [WrittenFormula, FormulaMarks, boolean],
  ): unknown {
    if (!(element instanceof HTMLElement)) return noChange;
    if (isPlain) {
      element.textContent = text;
      return noChange;
    }
    if (this.#last !== latex) {
      this.#last = latex;
      renderFormula(latex, element);
      this.#parts = partsOf(element);
      this.#marks = { current: undefined, lit: [] };
    }
    this.#mark(marks);
    return noChange;
  }

  /** Only what changes is touched: whatever is written to an element has its style worked out again. */
  #mark(marks: FormulaMarks): void {
    const before = this.#marks;
    this.#marks = marks;
    if (before.current === marks.current && before.lit === marks.lit) return;
    for (const [part, operation] of this.#parts) {
      const isLit = marks.lit.includes(operation);
      if ((operation === before.current) !== (operation === marks.current))
        part.classList.toggle('current', operation === marks.current);
      if (isLit !== before.lit.includes(operation)) part.classList.toggle('lit', isLit);
    }
  }
}

/** The parts of a formula that stand for an operation, with its number. */
function partsOf(element: HTMLElement): ReadonlyMap<Element, number> {
  return new Map(
    [...element.querySelectorAll('[class*="operation-"]')].map(part => [
      part,
      Number(/\boperation-(\d+)/.exec(part.getAttribute('class') ?? '')?.[1]),
    ]),
  );
}

export const formula = directive(FormulaDirective);

/**
 * The element of one cell, changed by hand: there are hundreds on the page, most of them change with every step, and to change what differs costs a third of
 * what a template does.
 */
import { nothing, render, type TemplateResult } from 'lit';

/** What one sees of a cell and what is read out. */
export interface CellLooks {
  readonly row: number;
  readonly column: number;
  readonly classes: string;
  readonly background: string;
  readonly ink: string;
  readonly text: string;
  /** Behind the text: what is not there in most cells. */
  readonly more: TemplateResult | undefined;
  readonly isInTabOrder: boolean;
  readonly isEditable: boolean;
  /** Where the text is not what is read out. */
  readonly label: string | undefined;
}

export class CellElement {
  readonly element: HTMLElement;
  readonly #text: Text;
  #shown: Partial<CellLooks> = {};

  constructor() {
    this.element = document.createElement('div');
    this.element.setAttribute('role', 'gridcell');
    this.#text = document.createTextNode('');
    this.element.append(this.#text);
  }

  show(looks: CellLooks): void {
    const { element } = this;
    const before = this.#shown;
    this.#shown = looks;
    if (looks.classes !== before.classes) element.className = looks.classes;
    if (looks.background !== before.background) element.style.backgroundColor = looks.background;
    if (looks.ink !== before.ink) element.style.color = looks.ink;
    if (looks.isInTabOrder !== before.isInTabOrder) element.tabIndex = looks.isInTabOrder ? 0 : -1;
    if (looks.row !== before.row) element.dataset.row = String(looks.row);
    if (looks.column !== before.column) {
      element.dataset.column = String(looks.column);
      element.ariaColIndex = String(looks.column + 1);
    }
    if (looks.isEditable !== before.isEditable) element.ariaReadOnly = String(!looks.isEditable);
    if (looks.label !== before.label) element.ariaLabel = looks.label ?? null;
    if (looks.text !== before.text) this.#text.data = looks.text;
    if (looks.more || before.more) render(looks.more ?? nothing, element);
  }
}

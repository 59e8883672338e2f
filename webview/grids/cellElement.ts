/**
 * The element of one cell, changed by hand: there are hundreds on the page, most of them change with every step, and to change what differs costs a third of
 * what a template does.
 */
import { nothing, render, type TemplateResult } from 'lit';

/** Everything of a cell but what is painted. */
export interface CellLooks {
  readonly row: number;
  readonly column: number;
  readonly classes: string;
  /** What is in it: nothing in most cells. */
  readonly more: TemplateResult | undefined;
  readonly isInTabOrder: boolean;
  readonly isEditable: boolean;
  /** What is read out; undefined: what is in it. */
  readonly label: string | undefined;
}

export class CellElement {
  readonly element: HTMLElement;
  #shown: Partial<CellLooks> = {};

  constructor() {
    this.element = document.createElement('div');
    this.element.setAttribute('role', 'gridcell');
  }

  show(looks: CellLooks): void {
    const { element } = this;
    const before = this.#shown;
    this.#shown = looks;
    if (looks.classes !== before.classes) element.className = looks.classes;
    if (looks.isInTabOrder !== before.isInTabOrder) element.tabIndex = looks.isInTabOrder ? 0 : -1;
    if (looks.row !== before.row) element.dataset.row = String(looks.row);
    if (looks.column !== before.column) {
      element.dataset.column = String(looks.column);
      element.ariaColIndex = String(looks.column + 1);
    }
    if (looks.isEditable !== before.isEditable) element.ariaReadOnly = String(!looks.isEditable);
    if (looks.label !== before.label) element.ariaLabel = looks.label ?? null;
    if (looks.more || before.more) render(looks.more ?? nothing, element);
  }
}

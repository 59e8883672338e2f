/** Focus follows the cursor, enters the field of a cell that is edited, and returns from it. */

import type { State } from '../state/state.ts';
import { cellElement, scrollToCell, showCell } from './scrolling.ts';
import type { GridCell } from './slice.ts';

export class FocusKeeper {
  readonly #root: HTMLElement;
  /** A cell far away is drawn only once its matrix has scrolled there. */
  #wanted: GridCell | undefined;
  #beforeHelp: HTMLElement | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** After the page was drawn for another state. */
  follow(before: State, now: State): void {
    if (now.editing && now.editing !== before.editing) this.#enterField(now.editing);
    else if (now.cursor && (now.cursor !== before.cursor || (before.editing && !now.editing && isLost()))) {
      scrollToCell(this.#root, now.cursor);
      this.#wanted = now.cursor;
    }
    if (now.finding !== before.finding) this.#finding(before, now);
    if (now.pasting !== undefined && before.pasting === undefined)
      this.#root.querySelector('textarea')?.focus();
    else if (now.cursor && now.pasting === undefined && before.pasting !== undefined)
      this.#wanted = now.cursor;
    this.#settle();
    if (now.weightOffer && now.weightOffer !== before.weightOffer) this.#showNotice('.weight-offer');
    else if (now.weightProblem !== undefined && now.weightProblem !== before.weightProblem)
      this.#showNotice('.weight-problem');
    if (now.help !== before.help) this.#helpToggled(now.help);
  }

  /** The focus stays in the field of the search, and what was found comes into sight; behind it one is in that cell. */
  #finding({ finding: before }: State, { finding, cursor }: State): void {
    if (finding) this.#wanted = undefined;
    if (finding && !before) document.getElementById('find-number')?.focus();
    else if (finding?.found) showCell(this.#root, finding.found);
    else if (!finding) this.#wanted = cursor;
  }

  /** What is asked or told of a file stands at the head of the page, and files are opened far below it. */
  #showNotice(selector: string): void {
    const notice = this.#root.querySelector(selector);
    notice?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const answer = notice?.querySelector('vscode-button');
    if (answer instanceof HTMLElement) answer.focus({ preventScroll: true });
  }

  /** Into the help, and back to where one was. */
  #helpToggled(isShown: boolean): void {
    const { activeElement } = document;
    if (isShown && activeElement instanceof HTMLElement) this.#beforeHelp = activeElement;
    const next = isShown ? document.getElementById('help-title') : this.#beforeHelp;
    if (next?.isConnected) next.focus();
  }

  #enterField(cell: GridCell & { readonly text: string }): void {
    const input = cellElement(this.#root, cell)?.querySelector('input');
    if (!input || document.activeElement === input) return;
    input.focus();
    // A single character was typed to begin the edit; anything longer is the old number.
    if (cell.text.length > 1) input.select();
  }

  #settle(): void {
    const element = this.#wanted && cellElement(this.#root, this.#wanted);
    if (!element) return;
    this.#wanted = undefined;
    element.focus({ preventScroll: true });
  }
}

/** The focused element has left the page. */
function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

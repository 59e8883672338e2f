/** The cells of one row, in order. Those that go are not kept for a longer row: the browser works out the style of new ones in less time. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import { CellElement, type CellLooks } from './cellElement.ts';

class RowCellsDirective extends Directive {
  #cells = new Map<number, CellElement>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('rowCells() belongs on an element.');
  }

  render(_columns: readonly number[], _looks: (column: number) => CellLooks): unknown {
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [columns, looks]: [readonly number[], (column: number) => CellLooks],
  ): unknown {
    const before = this.#cells;
    const now = new Map(columns.map(column => [column, before.get(column)]));
    for (const [column, cell] of before) if (!now.has(column)) cell.element.remove();
    this.#cells = new Map();
    let next = element.firstElementChild;
    for (const [column, kept] of now) {
      const cell = kept ?? new CellElement();
      cell.show(looks(column));
      if (cell.element === next) next = next.nextElementSibling;
      else element.insertBefore(cell.element, next);
      this.#cells.set(column, cell);
    }
    return noChange;
  }
}

/** A cell that stays in the row stays the same element, so that it keeps the focus. */
export const rowCells = directive(RowCellsDirective);

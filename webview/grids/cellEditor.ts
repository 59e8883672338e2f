/** The field in a cell that is being edited, with its message where the text is no number. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { readNumber } from '../../src/cells/index.ts';
import type { Context } from '../page/context.ts';
import type { Editing } from '../sections/edits/slice.ts';

export function cellEditor(editing: Editing, { dispatch }: Context): TemplateResult {
  const { problem, text, row, column } = editing;
  const key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter') dispatch({ type: 'editCommitted' });
    else if (event.key === 'Escape') dispatch({ type: 'editCancelled' });
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      step(event.key === 'ArrowUp' ? 1 : -1, event.shiftKey);
    else return;
    event.preventDefault();
  };
  /** By a tenth, with Shift by one. */
  const step = (way: number, isLarge: boolean): void => {
    const value = readNumber(text);
    const size = isLarge ? 1 : 0.1;
    if (value !== undefined)
      dispatch({ type: 'editTyped', text: String(Number((value + way * size).toFixed(6))) });
  };
  const typed = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) dispatch({ type: 'editTyped', text: event.target.value });
  };
  return html`<input
      class="cell-input"
      type="text"
      inputmode="decimal"
      aria-label=${`New number for row ${row}, column ${column}`}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'cell-problem' : nothing}
      .value=${live(text)}
      @input=${typed}
      @keydown=${key}
      @blur=${() => dispatch({ type: 'editCommitted' })}
    />
    ${problem ? html`<span class="cell-problem" id="cell-problem" role="alert">${problem}</span>` : nothing}`;
}

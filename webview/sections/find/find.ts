/** The field in which a number is looked for. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ModelContext } from '../../page/context.ts';
import { iconButton } from '../../page/controls.ts';
import { likeTyped, nextCell } from './search.ts';
import type { Finding } from './slice.ts';

export function findView(context: ModelContext): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { finding } = state;
  if (!finding) return nothing;
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') dispatch({ type: 'findClosed' });
    else if (event.key === 'Enter') seek(textOf(event), event.shiftKey, context);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const again = (isBack: boolean): void => {
    const input = document.getElementById('find-number');
    if (input instanceof HTMLInputElement) seek(input.value, isBack, context);
  };
  return html`<section class="find" role="search" aria-label="Numbers">
    <label for="find-number">Find a number</label>
    <input id="find-number" type="text" size="10" spellcheck="false" autocomplete="off"
      title="As exactly as you type it: 0.4 finds 0.38 too, 0.40 does not" @keydown=${key} />
    ${iconButton({ label: 'Previous cell with this number', onPress: () => again(true) }, 'back')}
    ${iconButton({ label: 'Next cell with this number', onPress: () => again(false) }, 'forward')}
    ${iconButton({ label: 'Close the search', onPress: () => dispatch({ type: 'findClosed' }) }, 'remove')}
    <span class=${finding.isProblem ? 'problem' : 'hint'} role="status">${finding.told}</span>
  </section>`;
}

function textOf({ target }: Event): string {
  return target instanceof HTMLInputElement ? target.value : '';
}

function seek(text: string, isBack: boolean, context: ModelContext): void {
  context.dispatch({ type: 'numberSought', ...sought(text, isBack, context) });
}

function sought(text: string, isBack: boolean, { grids, latest }: ModelContext): Finding {
  const wanted = likeTyped(text);
  if (!wanted) {
    const told = text.trim() === '' ? '' : `${text.trim()} is not a number.`;
    return { text, found: undefined, told, isProblem: told !== '' };
  }
  const found = nextCell([...grids.values()], latest().cursor, wanted, isBack);
  const grid = found && grids.get(found.grid);
  if (!grid) return { text, found: undefined, told: `No matrix here has ${text.trim()}.`, isProblem: true };
  return { text, found, told: `${grid.label}: [${found.row}, ${found.column}]`, isProblem: false };
}

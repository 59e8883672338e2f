/** The keys of the calculator. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../context.ts';
import { button } from '../controls.ts';

const keys: readonly (readonly [keys: string, what: string])[] = [
  ['.  and  ,', 'forward and back one operation'],
  [']  and  [', 'forward and back one time step'],
  ['Tab', 'to the next matrix or control'],
  ['Arrows, Home, End, Page Up, Page Down', 'move inside a matrix'],
  ['Enter, F2 or a digit', 'edit the number of the chosen cell'],
  ['Enter / Escape', 'take the new number / keep the old one'],
  ['Ctrl+Z / Ctrl+Y', 'undo / redo an edit'],
  ['?', 'show or hide this help'],
];

export function helpView({ state, dispatch }: Context): TemplateResult | typeof nothing {
  if (!state.help) return nothing;
  return html`<section class="panel help" aria-labelledby="help-title">
    <h2 id="help-title" tabindex="-1">Keys</h2>
    <dl>${keys.map(([key, what]) => html`<div><dt>${key}</dt><dd>${what}</dd></div>`)}</dl>
    ${button({ label: 'Close', onPress: () => dispatch({ type: 'helpToggled' }) }, 'secondary')}
  </section>`;
}

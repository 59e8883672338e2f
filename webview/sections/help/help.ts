/** The keys of the calculator. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../page/context.ts';
import { button } from '../../page/controls.ts';
import { keyBindings } from '../../page/keys.ts';

export function helpView({ state, dispatch }: Context): TemplateResult | typeof nothing {
  if (!state.help) return nothing;
  return html`<section class="panel help" aria-labelledby="help-title">
    <h2 id="help-title" tabindex="-1">Keys</h2>
    <dl>${keyBindings.map(({ shown, what }) => html`<div><dt>${shown}</dt><dd>${what}</dd></div>`)}</dl>
    ${button({ label: 'Close', onPress: () => dispatch({ type: 'helpToggled' }) }, 'secondary')}
  </section>`;
}

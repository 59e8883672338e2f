/** The tabs of the page. */
import { html, type TemplateResult } from 'lit';
import type { Context } from '../../page/context.ts';
import { type Mode, modes } from './slice.ts';

const titles: Readonly<Record<Mode, string>> = { numbers: 'Numbers', shapes: 'Shapes', mistakes: 'Mistakes' };

/** The element that the tabs control. */
export const modePanel = 'mode-panel';

export function modesView({ state, dispatch }: Context): TemplateResult {
  const choose = (mode: Mode): void => dispatch({ type: 'modeChosen', mode });
  return html`<div class="modes" role="tablist" aria-label="What is shown" @keydown=${(event: KeyboardEvent) => walk(event, state.mode, choose)}>
    ${modes.map(
      mode => html`<button
        role="tab"
        id=${`mode-${mode}`}
        aria-selected=${mode === state.mode ? 'true' : 'false'}
        aria-controls=${modePanel}
        tabindex=${mode === state.mode ? 0 : -1}
        @click=${() => choose(mode)}
        >${titles[mode]}</button
      >`,
    )}
  </div>`;
}

const ways: Readonly<Record<string, (index: number) => number>> = {
  ArrowRight: index => index + 1,
  ArrowLeft: index => index - 1,
  Home: () => 0,
  End: () => -1,
};

function walk(event: KeyboardEvent, now: Mode, choose: (mode: Mode) => void): void {
  const way = ways[event.key];
  const next = way && modes.at(way(modes.indexOf(now)) % modes.length);
  if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  choose(next);
  focusMode(next);
}

/** For who has come here by something that is no longer on the page. */
export function focusMode(mode: Mode): void {
  document.getElementById(`mode-${mode}`)?.focus();
}

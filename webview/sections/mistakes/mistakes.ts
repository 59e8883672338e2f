/** Mistake mode: what people write, the operation that breaks or runs and means something else, and the way out. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Mistake, positionOf, type Version } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { button, dropdown } from '../../page/controls.ts';
import { focusMode } from '../modes/modes.ts';
import { attemptsView, rightAttemptsView } from './attempts.ts';
import { comparisonView } from './comparison.ts';
import { foundIn } from './found.ts';

export function mistakesView(context: ModelContext): TemplateResult {
  const { state, model } = context;
  const { mistakes } = foundIn(model, state);
  const shown = mistakes.find(({ name }) => name === state.mistake) ?? mistakes[0];
  return html`<div class="mistakes">
    <nav class="mistake-list" aria-label="Mistakes">
      <ul>
        ${mistakes.map(mistake => entryView(mistake, mistake === shown, context))}
      </ul>
    </nav>
    ${shown ? mistakeView(shown, context) : html`<p>No mistake is known of this cell.</p>`}
  </div>`;
}

function entryView({ name, title }: Mistake, isShown: boolean, { dispatch }: ModelContext): TemplateResult {
  return html`<li>
    <button aria-current=${isShown ? 'true' : 'false'} @click=${() => dispatch({ type: 'mistakeChosen', name })}>${title}</button>
  </li>`;
}

function mistakeView(mistake: Mistake, context: ModelContext): TemplateResult {
  const { title, idea, versions } = mistake;
  return html`<section class="mistake" aria-labelledby="mistake-title" data-mistake=${mistake.name}>
    <h2 id="mistake-title">${title}</h2>
    <p class="idea">${capitalised(idea)}</p>
    ${othersView(mistake, context)}
    ${versions.map(versionView)} ${comparisonView(mistake, context)} ${repairView(mistake, context)}
  </section>`;
}

function othersView({ others }: Mistake, { dispatch }: ModelContext): TemplateResult | typeof nothing {
  if (!others || others.all.length < 2) return nothing;
  return html`<div class="choice">
    <span class="field-label" aria-hidden="true">compared with</span>
    ${dropdown({
      id: 'compared-layout',
      label: 'Compared with',
      value: others.chosen,
      options: others.all.map(({ name, text }) => ({ value: name, text })),
      onChoose: layoutName => dispatch({ type: 'comparedLayoutChosen', layoutName }),
    })}
  </div>`;
}

/** A sentence may begin with what a framework is called. */
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function versionView(version: Version): TemplateResult {
  const { code, isRefused, sentence } = version;
  return html`<div class=${isRefused ? 'version refused' : 'version'}>
    <div class="written">
      <pre class="code" tabindex="0" aria-label="Wrong code">${code}</pre>
      <span class="verdict">${isRefused ? 'refused' : 'runs'}</span>
    </div>
    <p class="sentence">${sentence}</p>
    ${quoteView(version)} ${attemptsView(version)} ${readingsView(version)}
  </div>`;
}

function readingsView({ readings }: Version): TemplateResult | typeof nothing {
  if (!readings) return nothing;
  const [meant, read] = readings.heads;
  return html`<table class="readings">
    <thead>
      <tr><th scope="col">${meant}</th><th scope="col">${read}</th></tr>
    </thead>
    <tbody>
      ${readings.rows.map(
        row => html`<tr class=${row.differs ? 'differs' : ''}><td>${row.meant}</td><td>${row.read}</td></tr>`,
      )}
    </tbody>
  </table>`;
}

function quoteView({ library, says }: Version): TemplateResult | typeof nothing {
  if (!says) return nothing;
  return html`<p class="quote"><span class="speaker">${library} says:</span> <q>${says}</q></p>`;
}

function repairView({ repair }: Mistake, { model, dispatch }: ModelContext): TemplateResult {
  const show = (): void => {
    dispatch({ type: 'movedTo', position: positionOf(model.walk, repair.place) });
    dispatch({ type: 'modeChosen', mode: 'numbers' });
    focusMode('numbers');
  };
  return html`<div class="repair">
    <h3>As it is meant</h3>
    <pre class="code" tabindex="0" aria-label="Right code">${repair.code}</pre>
    <p class="sentence">${repair.sentence}</p>
    ${rightAttemptsView(repair.attempts)} ${button({ label: 'Show the right version stepping', onPress: show }, 'primary')}
  </div>`;
}

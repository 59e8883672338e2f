/** Which notation the equations have. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Notation, plainNotation } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { dropdown, labelled } from '../../page/controls.ts';
import { notationChoices } from './slice.ts';

/** What is seen over each, and what is read out. */
const names: Readonly<Record<keyof Notation, string>> = {
  vectors: 'vectors',
  products: 'products',
  logistic: 'logistic function',
  candidate: 'candidate',
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isOther = (notation: Notation): boolean => JSON.stringify(notation) !== JSON.stringify(plainNotation);

export function notationView({ state, dispatch, model }: ModelContext): TemplateResult {
  const { notation } = state;
  const { stored } = model.bound;
  const isGru = stored.gates.includes('n');
  const hasCandidate = isGru || stored.gates.includes('g');
  const isGated = stored.gates.some(gate => gate !== '');
  const texts: Readonly<Record<string, string>> = {
    column: 'columns, W x',
    row: 'rows, x W',
    apart: 'W x + U h',
    joined: 'W [h, x]',
    sign: 'σ',
    name: 'sigmoid',
    own: "the framework's own",
    tilde: isGru ? 'h̃' : 'c̃',
    letter: isGru ? 'n' : 'g',
  };
  const choice = (name: keyof Notation): TemplateResult =>
    labelled(
      names[name],
      dropdown({
        id: `notation-${name}`,
        label: capitalized(names[name]),
        value: notation[name],
        options: notationChoices[name].map(value => ({ value, text: texts[value] ?? value })),
        onChoose: value => {
          const chosen = notationChoices[name].find(each => each === value);
          if (chosen) dispatch({ type: 'notationChosen', change: { [name]: chosen } });
        },
      }),
    );
  return html`<details class="notation" ?open=${isOther(notation)}>
    <summary>Notation</summary>
    <div class="choices">
      ${choice('vectors')} ${choice('products')} ${isGated ? choice('logistic') : nothing}
      ${hasCandidate ? choice('candidate') : nothing}
    </div>
    ${notation.products === 'joined' ? html`<p class="hint">Each W is both weights of a gate, ${notation.vectors === 'row' ? 'one above the other' : 'side by side'}: the one for the state before, then the one for the input.</p>` : nothing}
  </details>`;
}

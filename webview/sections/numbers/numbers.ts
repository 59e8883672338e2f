/** Decimals and precision. */
import { html, type TemplateResult } from 'lit';
import type { Context } from '../../page/context.ts';
import { checkbox, dropdown } from '../../page/controls.ts';
import { digitChoices } from './slice.ts';

export function numbersView({ state, dispatch }: Context): TemplateResult {
  return html`<div class="numbers">
    ${dropdown({
      id: 'digits',
      label: 'Decimals shown',
      value: String(state.digits),
      options: digitChoices.map(digits => ({ value: String(digits), text: `${digits} decimals` })),
      onChoose: value => dispatch({ type: 'digitsChosen', digits: Number(value) }),
    })}
    ${checkbox({
      label: 'float32',
      checked: state.precision === 'float32',
      onChange: checked => dispatch({ type: 'precisionChosen', precision: checked ? 'float32' : 'float64' }),
    })}
  </div>`;
}

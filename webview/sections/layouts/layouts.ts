/** The choice of a framework's storage, and what it does to the weights. */
import { html, nothing, type TemplateResult } from 'lit';
import { conversionTold, convertChoice, type Layout, layouts } from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import type { Context } from '../../page/context.ts';
import { button, dropdown } from '../../page/controls.ts';
import { boundOf } from './slice.ts';

const known = new WeakMap<CalculatorSpec, readonly Layout[]>();

/** Those that have this cell. */
function possible(spec: CalculatorSpec): readonly Layout[] {
  const before = known.get(spec);
  if (before) return before;
  const from = boundOf(spec);
  const found = from.ok ? layouts.filter(({ name }) => convertChoice(from.value, name).ok) : [];
  known.set(spec, found);
  return found;
}

export function layoutView({ state, dispatch }: Context): TemplateResult {
  const { spec } = state;
  const options = possible(spec).map(({ name, title }) => ({ value: name, text: titleOf(name, title) }));
  return html`<div class="layout-choice">
      ${dropdown({
        id: 'layout',
        label: 'Stored as the framework does',
        value: spec.layoutName,
        options,
        onChoose: layoutName => dispatch({ type: 'layoutChosen', layoutName }),
      })}
    </div>`;
}

/** Why the numbers cannot be stored so, or what was done to them. */
export function layoutTold({ state, dispatch }: Context): TemplateResult {
  const { layoutProblem } = state;
  return html`${layoutProblem ? html`<p class="problem" role="alert">${layoutProblem}</p>` : nothing}
    ${toldView({ state, dispatch })}`;
}

/** Two layouts of one framework have one title. */
function titleOf(name: string, title: string): string {
  return name === 'flax-nnx-fused' ? `${title}, fused` : title;
}

function toldView({ state, dispatch }: Pick<Context, 'state' | 'dispatch'>): TemplateResult | typeof nothing {
  const { code, spec } = state;
  if (code.layoutName === spec.layoutName) return nothing;
  const [from, to] = [boundOf(code), boundOf(spec)];
  if (!from.ok || !to.ok) return nothing;
  // Another variant of the cell was chosen beside: there is nothing to compare.
  const same = convertChoice(from.value, spec.layoutName);
  if (!same.ok || same.value.bound.cell !== to.value.bound.cell) return nothing;
  return html`<div class="notice moved" role="status">
    <p>The same cell, stored as ${to.value.bound.layout.title} does. It computes what ${from.value.bound.layout.title} computes.</p>
    <ul class="told">${conversionTold(from.value, to.value).map(line => html`<li>${line}</li>`)}</ul>
    ${button({ label: `Back to ${code.framework}`, onPress: () => dispatch({ type: 'layoutChosen', layoutName: code.layoutName }) }, 'secondary')}
  </div>`;
}

/** Opening a file of weights, and what is said of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../page/context.ts';
import { button } from '../../page/controls.ts';
import { awaited, fileShown } from './slice.ts';

export function openWeightsView({ post }: Pick<Context, 'post'>): TemplateResult {
  return button({ label: 'Open weights …', onPress: () => post({ type: 'openWeights' }) }, 'secondary');
}

/** Where the numbers are from. */
export function weightsTold({ state }: Context): string | undefined {
  const place = fileShown(state);
  if (!place) return undefined;
  const of = place.layer === '' ? place.label : `${place.layer} in ${place.label}`;
  return awaited(state) ? `Reading ${of} …` : `The numbers are those of ${of}.`;
}

/** A file that does not fit is asked about, with both sizes. */
export function weightOfferView({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { weightOffer, weightProblem } = state;
  const problem = weightProblem
    ? html`<div class="notice weight-problem" role="alert"><p>${weightProblem}${awaited(state) ? ' The numbers below are examples.' : ''}</p></div>`
    : nothing;
  if (!weightOffer) return problem;
  const { place, layer, differences } = weightOffer;
  return html`${problem}
    <div class="notice weight-offer" role="status">
      <p>${place.label}${layer.name === '' ? '' : ` (${layer.name})`} is of another layer than the one that is shown: ${differences.map(({ what, here, file }) => `${what} ${file}, here ${here}`).join('; ')}.</p>
      ${button({ label: "Take the file's layer", onPress: () => dispatch({ type: 'weightsTaken' }) }, 'primary')}
      ${button({ label: 'Keep as it is', onPress: () => dispatch({ type: 'weightsDeclined' }) }, 'secondary')}
    </div>`;
}

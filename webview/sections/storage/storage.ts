/** Weights as the framework stores them, and the states over time. */
import { html, nothing, type TemplateResult } from 'lit';
import { countText, numberText, parametersOf } from '../../../src/cells/index.ts';
import { sourceAreas } from '../../grids/areas.ts';
import type { Grid, NamedStorage } from '../../grids/grid.ts';
import { matrixView } from '../../grids/matrix.ts';
import { stateGrids } from '../../grids/stateGrids.ts';
import { weightGrids } from '../../grids/storageGrids.ts';
import type { ModelContext } from '../../page/context.ts';
import { resting } from '../../page/resting.ts';
import { ownCount } from '../edits/matrices.ts';
import { explained } from '../explanation/follow.ts';
import { isStacked, storedName } from '../layer/stack.ts';
import { layoutTold, layoutView } from '../layouts/layouts.ts';
import { openWeightsView, weightsTold } from '../weights/weights.ts';

export function weightsView(context: ModelContext): TemplateResult {
  const { model, place, state } = context;
  const grids = weightGrids(
    model,
    model.program.operations[place.operation],
    name => storedName(state.spec, state.part, name),
    { pointed: state.pointed ?? state.given, lit: state.lit },
  );
  const isOneOfSeveral = isStacked(state.spec);
  const count = grids.reduce((sum, { grid }) => sum + grid.rows * grid.columns, 0);
  return html`<section class="panel" aria-labelledby="weights-title">
    <h2 id="weights-title">Weights as ${model.bound.layout.title} stores them</h2>
    <p class="hint">
      ${countText(count)} parameters${isOneOfSeveral ? ' in this cell' : ''}. ${weightsTold(context) ?? numbersTold(context, count)}
    </p>
    <div class="storage-row">${layoutView(context)} ${openWeightsView(context)}</div>
    ${layoutTold(context)}
    <div class="flow storage">${grids.map(grid => figureView(grid, context))}</div>
  </section>`;
}

/** Whose the numbers of the weights are, `count` of them. */
function numbersTold({ model, state }: ModelContext, count: number): string {
  const symbols = new Set(parametersOf(model.bound).map(({ symbol }) => symbol));
  const own = ownCount(state, symbol => symbols.has(symbol));
  if (own === 0)
    return `The numbers are examples (seed ${state.seed}) until you set your own: choose a cell and type.`;
  if (own >= count) return 'The numbers are your own.';
  return `${countText(own)} ${own === 1 ? 'number is' : 'numbers are'} your own, the others examples (seed ${state.seed}).`;
}

export function statesView(context: ModelContext): TemplateResult {
  const grids = stateGrids(context.model, context.place, context.state.pointed ?? context.state.given);
  return html`<section class="panel" aria-labelledby="states-title">
    <h2 id="states-title">${grids.length > 1 ? 'States' : 'State'} over time</h2>
    <p class="hint">
      The first row is the initial state; you can set it. Every other row is what a time step leaves behind for the next.
    </p>
    <div class="flow storage">${grids.map(grid => figureView(grid, context))}</div>
  </section>`;
}

function figureView({ name, shape, grid, operations }: NamedStorage, context: ModelContext): TemplateResult {
  const { model, place, state } = context;
  const areas = sourceAreas(model, explained(place, state, model));
  const isLit = operations.some(each => state.lit.includes(each));
  return html`<figure class=${isLit ? 'lit' : ''} data-operations=${operations.join(' ')} ${resting()}>
    <figcaption><b>${name}</b> <span class="shape">${shape}</span> ${readoutView(grid, context)}</figcaption>
    ${matrixView({ ...grid, frames: areas.get(grid.id) }, context)}
  </figure>`;
}

/** The number under the cursor: small cells do not show theirs. */
function readoutView(grid: Grid, { state }: ModelContext): TemplateResult | typeof nothing {
  const { cursor } = state;
  if (cursor?.grid !== grid.id) return nothing;
  const value = grid.value(cursor.row, cursor.column);
  if (value === undefined) return nothing;
  return html`<span class="readout">[${cursor.row}, ${cursor.column}] = ${numberText(value, state.digits)}</span>`;
}

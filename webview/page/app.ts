/** The whole page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Place } from '../../src/cells/index.ts';
import { breakpointsView } from '../sections/breakpoints/breakpoints.ts';
import { chartsView } from '../sections/charts/charts.ts';
import { diagramView } from '../sections/diagram/diagram.ts';
import { equationsView } from '../sections/equations/equations.ts';
import { exportProblemView, exportView } from '../sections/export/export.ts';
import { findView } from '../sections/find/find.ts';
import { helpView } from '../sections/help/help.ts';
import { headerView, problemsView } from '../sections/layer/header.ts';
import { mistakesView } from '../sections/mistakes/mistakes.ts';
import { modePanel, modesView } from '../sections/modes/modes.ts';
import { operationView } from '../sections/operation/operation.ts';
import { sequenceView } from '../sections/sequence/sequence.ts';
import { shapeStepView, shapeTableView } from '../sections/shapes/shapes.ts';
import { stepperView } from '../sections/steps/stepper.ts';
import { statesView, weightsView } from '../sections/storage/storage.ts';
import { toolsView } from '../sections/tools/tools.ts';
import { variantView } from '../sections/variant/variant.ts';
import { watchesView } from '../sections/watches/watches.ts';
import type { ModelResult } from '../state/model.ts';
import type { Context, ModelContext } from './context.ts';

export function appView(context: Context, result: ModelResult, place: Place): TemplateResult {
  if ('problems' in result)
    return html`${headerView(context)} ${helpView(context)} ${problemsView(result.problems)}`;
  const full: ModelContext = { ...context, model: result.model, place };
  return html`${headerView(context, html`${exportView(full)}`)} ${exportProblemView(full)} ${variantView(full)} ${modesView(context)} ${helpView(context)}
    ${findView(full)}
    <div id=${modePanel} role="tabpanel" aria-labelledby=${`mode-${context.state.mode}`}>${modeView(full)}</div>
    ${toolsView(full)}`;
}

function modeView(context: ModelContext): TemplateResult {
  if (context.state.mode === 'mistakes') return mistakesView(context);
  if (context.state.mode === 'shapes')
    return html`${stepperView(context)}
      <div class="columns">${diagramView(context)} <div class="now">${shapeStepView(context)}</div> ${equationsView(context)}</div>
      ${shapeTableView(context)}`;
  return html`${stepperView(context)}
    <div class="columns">
      ${diagramView(context)}
      <div class="now">${operationView(context)} ${breakpointsView(context)} ${watchesView(context)}</div>
      ${equationsView(context)} ${sequenceView(context)}
    </div>
    ${context.isWhole ? html`${chartsView(context)} ${weightsView(context)} ${statesView(context)}` : nothing}`;
}

/** Before the first layer arrives. */
export function emptyView(): TemplateResult {
  return html`<section class="panel" role="status">
    <h1>Gate calculator</h1>
    <p>Put the cursor on an LSTM, GRU or RNN layer and run “LSTM Shapes: Open Gate Calculator”.</p>
  </section>`;
}

/** The cell's equations as mathematics, each with its shapes; the operation that is shown is marked in them. */
import { html, type TemplateResult } from 'lit';
import {
  dimsOf,
  type Equation,
  equationsOf,
  expressionLatex,
  positionOf,
  type StepEquation,
} from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { formula } from '../../page/directives.ts';

export function equationsView(context: ModelContext): TemplateResult {
  const { model } = context;
  const lines = equationsOf(model.bound, dimsOf(model.trace.sizes));
  return html`<section class="panel equations" aria-labelledby="equations-title">
    <h2 id="equations-title">${model.bound.cell.title}, one time step</h2>
    <ol>
      ${lines.map((line, index) => {
        const equation = model.bound.equations[index];
        return equation ? lineView(context, line, equation) : '';
      })}
    </ol>
  </section>`;
}

function lineView(
  { model, place, dispatch }: ModelContext,
  line: StepEquation,
  equation: Equation,
): TemplateResult {
  const current = model.program.operations[place.operation];
  const isCurrent = current?.target === equation.target;
  const latex = `${expressionLatex({ kind: 'symbol', name: equation.target }, model.bound)} = ${expressionLatex(
    equation.expression,
    model.bound,
    node => (node === current?.node ? 'current' : ''),
  )}`;
  const first = model.program.operations.find(each => each.target === equation.target)?.index ?? 0;
  const show = (): void =>
    dispatch({ type: 'movedTo', position: positionOf(model.walk, { time: place.time, operation: first }) });
  return html`<li class=${isCurrent ? 'line current' : 'line'}>
    <button class="equation" aria-current=${isCurrent ? 'step' : 'false'} title=${`${line.name}: ${line.does}`} @click=${show}>
      <span class="unseen">${line.text}</span>
      <span class="formula" aria-hidden="true" ${formula(latex)}></span>
    </button>
    <span class="line-name">${line.name}</span>
    <code class="line-shapes">${line.shapesText}</code>
    ${isCurrent ? html`<span class="line-does">${line.does}</span>` : ''}
  </li>`;
}

/** The cell's equations as mathematics, each with its shapes; the operation that is shown is marked in them. */
import { html, type TemplateResult } from 'lit';
import {
  dimsOf,
  type Equation,
  equationsOf,
  expressionLatex,
  inNotation,
  type Operation,
  originsOf,
  positionOf,
  type StepEquation,
  symbolicSizes,
} from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { formula } from '../../page/directives.ts';
import { notationView } from '../notation/notation.ts';

export function equationsView(context: ModelContext): TemplateResult {
  const { model, state } = context;
  const sizes = state.mode === 'shapes' ? symbolicSizes(model.bound) : dimsOf(model.trace.sizes);
  const lines = equationsOf(model.bound, sizes, state.notation);
  return html`<section class="panel equations" aria-labelledby="equations-title">
    <h2 id="equations-title">${model.bound.cell.title}, one time step</h2>
    <ol>
      ${lines.map((line, index) => {
        const equation = model.bound.equations[index];
        return equation ? lineView(context, line, equation) : '';
      })}
    </ol>
    ${notationView(context)}
  </section>`;
}

function lineView(
  { model, place, state, dispatch }: ModelContext,
  line: StepEquation,
  equation: Equation,
): TemplateResult {
  const current = model.program.operations[place.operation];
  const isCurrent = current?.target === equation.target;
  const own = model.program.operations.filter(each => each.target === equation.target);
  const isLit = own.some(({ index }) => state.lit.includes(index));
  const latex = `${expressionLatex({ kind: 'symbol', name: equation.target }, model.bound)} = ${expressionLatex(
    inNotation(equation.expression, state.notation),
    model.bound,
    node =>
      originsOf(node)
        .map(origin => operationClass(own.find(each => each.node === origin)))
        .join(' ')
        .trim(),
    state.notation.logistic,
  )}`;
  const first = own[0]?.index ?? 0;
  const show = (): void =>
    dispatch({ type: 'movedTo', position: positionOf(model.walk, { time: place.time, operation: first }) });
  const classes = ['line', ...(isCurrent ? ['current'] : []), ...(isLit ? ['lit'] : [])].join(' ');
  return html`<li class=${classes} data-operations=${own.map(({ index }) => index).join(' ')}>
    <button class="equation" aria-current=${isCurrent ? 'step' : 'false'} title=${`${line.name}: ${line.does}`} @click=${show}>
      <span class="unseen">${line.text}</span>
      <span class="formula" aria-hidden="true" ${formula(latex, { current: current?.index, lit: state.lit })}></span>
    </button>
    <span class="line-name">${line.name}</span>
    <code class="line-shapes">${line.shapesText}</code>
    ${isCurrent ? html`<span class="line-does">${line.does}</span>` : ''}
  </li>`;
}

function operationClass(operation: Operation | undefined): string {
  return operation ? `operation-${operation.index}` : '';
}

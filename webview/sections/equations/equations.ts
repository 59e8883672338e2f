/** The cell's equations as mathematics, each with its shapes; the operation that is shown is marked in them. */
import { html, type TemplateResult } from 'lit';
import {
  dimsOf,
  type Equation,
  equationsOf,
  expressionLatex,
  inNotation,
  type Notation,
  type Operation,
  originsOf,
  positionOf,
  type StepEquation,
  symbolicSizes,
} from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { formula } from '../../page/directives.ts';
import { withWholeShapes } from '../../page/wholeShapes.ts';
import { keepLatest } from '../../state/keepLatest.ts';
import type { Model } from '../../state/model.ts';
import { notationView } from '../notation/notation.ts';

export function equationsView(context: ModelContext): TemplateResult {
  const { model, state } = context;
  const lines = writtenLines(model, state.mode === 'shapes', state.notation);
  return html`<section class="panel equations" aria-labelledby="equations-title">
    <h2 id="equations-title">${model.bound.cell.title}, one time step</h2>
    <ol>
      ${lines.map(line => lineView(context, line))}
    </ol>
    ${notationView(context)}
  </section>`;
}

/** What stays while one steps. */
interface WrittenLine {
  readonly line: StepEquation;
  readonly equation: Equation;
  /** The operations that compute it. */
  readonly own: readonly Operation[];
  readonly latex: string;
}

const writtenLines = keepLatest((model: Model, isSymbolic: boolean, notation: Notation) => {
  const sizes = isSymbolic ? symbolicSizes(model.bound) : dimsOf(model.trace.sizes);
  return equationsOf(model.bound, sizes, notation).flatMap((line, index): WrittenLine[] => {
    const equation = model.bound.equations[index];
    if (!equation) return [];
    const own = model.program.operations.filter(each => each.target === equation.target);
    return [{ line, equation, own, latex: latexOf(equation, own, model, notation) }];
  });
});

function latexOf(
  { target, expression }: Equation,
  own: readonly Operation[],
  { bound }: Model,
  notation: Notation,
): string {
  const right = expressionLatex(
    inNotation(expression, notation),
    bound,
    node =>
      originsOf(node)
        .map(origin => operationClass(own.find(each => each.node === origin)))
        .join(' ')
        .trim(),
    notation.logistic,
  );
  return `${expressionLatex({ kind: 'symbol', name: target }, bound)} = ${right}`;
}

function lineView(
  { model, place, state, dispatch, isWhole }: ModelContext,
  { line, equation, own, latex }: WrittenLine,
): TemplateResult {
  const current = model.program.operations[place.operation];
  const isCurrent = current?.target === equation.target;
  const isLit = own.some(({ index }) => state.lit.includes(index));
  const first = own[0]?.index ?? 0;
  const show = (): void =>
    dispatch({ type: 'movedTo', position: positionOf(model.walk, { time: place.time, operation: first }) });
  const classes = ['line', ...(isCurrent ? ['current'] : []), ...(isLit ? ['lit'] : [])].join(' ');
  return html`<li class=${classes} data-operations=${own.map(({ index }) => index).join(' ')}>
    <button class="equation" aria-current=${isCurrent ? 'step' : 'false'} title=${`${line.name}: ${line.does}`} @click=${show}>
      <span class="unseen">${line.text}</span>
      <span class="formula" aria-hidden="true" ${formula({ latex, text: line.text }, { current: current?.index, lit: state.lit }, !isWhole)}></span>
    </button>
    <span class="line-name">${line.name}</span>
    <code class="line-shapes">${withWholeShapes(line.shapesText)}</code>
    ${isCurrent ? html`<span class="line-does">${line.does}</span>` : ''}
  </li>`;
}

function operationClass(operation: Operation | undefined): string {
  return operation ? `operation-${operation.index}` : '';
}

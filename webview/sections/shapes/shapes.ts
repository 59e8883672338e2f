/** Shape mode: the same operations in symbols, each with its rule. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  bracketed,
  operationText,
  positionOf,
  type ShapeStep,
  shapeSteps,
} from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { withWholeShapes } from '../../page/wholeShapes.ts';
import { symbolBlock } from './symbolBlock.ts';

export function shapeStepView(context: ModelContext): TemplateResult | typeof nothing {
  const { model, place } = context;
  const step = shapeSteps(model.bound)[place.operation];
  const operation = model.program.operations[place.operation];
  if (!step || !operation) return nothing;
  return html`<section class="panel operation shape-step" aria-labelledby="shape-step-title">
    <h2 id="shape-step-title" class="operation-title">${step.name}</h2>
    <div class="flow shape-flow">${drawnView(step, model.bound.layout.unitsName)}</div>
    <p class="rule" aria-live="polite"><code>${withWholeShapes(step.statement)}</code> <span>${step.rule}</span></p>
    <dl class="shape-facts">
      <div><dt>of a batch, a row for each sample</dt><dd><code>${withWholeShapes(step.batch)}</code></dd></div>
      <div><dt>in this layer</dt><dd><code>${withWholeShapes(operationText(operation, model.bound, model.shapes))}</code></dd></div>
    </dl>
  </section>`;
}

function drawnView({ operands, operator, result, inner }: ShapeStep, unitsName: string): TemplateResult {
  const isApplied = operands.length === 1;
  return html`${isApplied ? html`<span class="glyph">${operator}</span>` : nothing}
    ${operands.map(
      ({ text, shape }, index) => html`${index === 0 ? nothing : html`<span class="glyph">${operator}</span>`}
        ${
          shape.length === 0
            ? html`<span class="glyph">${text}</span>`
            : html`<figure>
                ${symbolBlock(shape, unitsName, inner && (index === 0 ? 1 : 0))}
                <figcaption><b>${text}</b></figcaption>
              </figure>`
        }`,
    )}
    <span class="glyph">=</span>
    <figure>
      ${symbolBlock(result, unitsName, undefined)}
      <figcaption><span class="shape">${bracketed(result)}</span></figcaption>
    </figure>`;
}

/** Every operation of a step in a row of its own; each can be gone to. The roles are written out, as a narrow page sets the cells below each other. */
export function shapeTableView(context: ModelContext): TemplateResult {
  const { model, place, state, dispatch } = context;
  const { x } = model;
  const { featuresName } = model.bound.layout;
  return html`<section class="panel" aria-labelledby="shape-table-title">
    <h2 id="shape-table-title">Every operation of one step, and its rule</h2>
    <p class="hint">
      X is (steps, ${featuresName}), here (${x.rows}, ${x.columns}): one row of it, (${featuresName},), stands up as the column x_t, [${featuresName}, 1].
    </p>
    <div class="shape-table-body" tabindex="0" role="region" aria-label="Operations in symbols">
      <table class="shape-table" role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${['line', 'operation', 'shapes', 'rule'].map(name => html`<th scope="col" role="columnheader">${name}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${shapeSteps(model.bound).map(step => {
            const go = (): void =>
              dispatch({
                type: 'movedTo',
                position: positionOf(model.walk, { time: place.time, operation: step.index }),
              });
            const isCurrent = step.index === place.operation;
            const classes = [isCurrent ? 'current' : '', state.lit.includes(step.index) ? 'lit' : ''];
            return html`<tr role="row" class=${classes.join(' ').trim()} data-operations=${step.index}>
              <td role="cell">${lineOf(step, context)}</td>
              <td role="cell"><button class="link" aria-current=${isCurrent ? 'step' : 'false'} @click=${go}><span class="link-text">${wordsOf(step)}</span></button></td>
              <td role="cell"><code>${withWholeShapes(step.statement)}</code></td>
              <td role="cell">${step.rule}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

function lineOf({ target }: ShapeStep, { model }: ModelContext): string {
  return model.bound.cell.lines.find(line => line.target === target)?.name ?? target;
}

function wordsOf({ operator, operands }: ShapeStep): string {
  const texts = operands.map(({ text }) => text);
  return texts.length === 1 ? `${operator}(${texts.join()})` : texts.join(` ${operator} `);
}

/** The current operation: operands and result as matrices with numbers and shapes, one number of it written out, and a sentence. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  explain,
  type Operation,
  operationText,
  sentence,
  writtenActivation,
} from '../../../src/cells/index.ts';
import { matrixView } from '../../grids/matrix.ts';
import { type NamedGrid, operandGrids, resultGrid } from '../../grids/operandGrids.ts';
import type { ModelContext } from '../../page/context.ts';

export function operationView(context: ModelContext): TemplateResult | typeof nothing {
  const { model, place, state } = context;
  const operation = model.program.operations[place.operation];
  if (!operation) return nothing;
  const result = resultGrid(model, place, operation, state.unit);
  const unit = Math.min(state.unit, (result.grid?.rows ?? 1) - 1);
  const operands = operandGrids(model, place, operation, unit);
  return html`<section class="panel operation" aria-labelledby="operation-title">
    <h2 id="operation-title" class="operation-title">${operationText(operation, model.bound, model.shapes)}</h2>
    <p class="sentence" aria-live="polite">${sentence(model.trace, place, unit)}</p>
    <div class=${isProduct(operation) ? 'flow calculation one-line' : 'flow calculation'}>
      ${operands.map((operand, index) => html`${glyphBefore(operation, index)}${matrixFigure(operand, context)}`)}
      ${operation.node.kind === 'apply' ? html`<span class="glyph" aria-hidden="true">)</span>` : nothing}
      <span class="glyph" aria-hidden="true">=</span>
      ${matrixFigure(result, context)}
    </div>
    ${explanationView(context, unit)}
  </section>`;
}

/** A wide matrix scrolls inside of itself rather than push the result to another line. */
function isProduct({ node }: Operation): boolean {
  return node.kind === 'operation' && node.operator === 'multiply';
}

const glyphs = { multiply: '·', hadamard: '⊙', add: '+', subtract: '−', transpose: '' } as const;

function glyphBefore({ node }: Operation, index: number): TemplateResult | typeof nothing {
  if (node.kind === 'apply')
    return html`<span class="glyph" aria-hidden="true">${writtenActivation(node.activation)} (</span>`;
  return index === 0 ? nothing : html`<span class="glyph" aria-hidden="true">${glyphs[node.operator]}</span>`;
}

function matrixFigure({ name, shape, grid }: NamedGrid, context: ModelContext): TemplateResult {
  if (!grid) return html`<span class="glyph">${name}</span>`;
  return html`<figure class=${grid.columns === 1 ? 'vector' : ''}>
    <figcaption title=${name}><b>${name}</b> <span class="shape">${shape}</span></figcaption>
    ${matrixView(grid, context)}
  </figure>`;
}

function explanationView({ model, place, state }: ModelContext, unit: number): TemplateResult {
  const { subject, text } = explain(model.trace, place, unit, 0, { digits: state.digits, most: 20 });
  return html`<p class="explanation" data-explanation>
    <b class="subject">${subject}</b> <span class="equals">=</span> <span class="sum">${text}</span>
  </p>`;
}

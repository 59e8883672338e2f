/** The current operation: operands and result as matrices with numbers and shapes, one number of it written out, and a sentence. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  activationText,
  isLying,
  type Operation,
  operationText,
  sentence,
} from '../../../src/cells/index.ts';
import { matrixView } from '../../grids/matrix.ts';
import { type NamedGrid, operandGrids, resultGrid } from '../../grids/operandGrids.ts';
import type { ModelContext } from '../../page/context.ts';
import { withWholeShapes } from '../../page/wholeShapes.ts';
import type { Model } from '../../state/model.ts';
import { explanationView } from '../explanation/explanation.ts';
import { explained } from '../explanation/follow.ts';

export function operationView(context: ModelContext): TemplateResult | typeof nothing {
  const { model, place, state } = context;
  const operation = model.program.operations[place.operation];
  if (!operation) return nothing;
  const { row: unit } = explained(place, { ...state, given: undefined }, model);
  const result = resultGrid(model, place, operation, unit);
  const grids = operandGrids(model, place, operation, unit, state.pointed ?? state.given);
  const lies = isLying(model.bound);
  const operands = grids.map((figure, index) => ({ figure, made: madeBy(operation, index) }));
  // x W is (W x)ᵀ.
  if (lies && isProduct(operation)) operands.reverse();
  return html`<section class="panel operation" aria-labelledby="operation-title">
    <h2 id="operation-title" class="operation-title">${withWholeShapes(operationText(operation, model.bound, model.shapes))}</h2>
    <p class="sentence" aria-live="polite">${sentence(model.trace, place, unit)}</p>
    <div class=${isProduct(operation) && !lies ? 'flow calculation one-line' : 'flow calculation'}>
      ${operands.map(({ figure, made }, index) => html`${glyphBefore(operation, index, model)}${matrixFigure(figure, made, context)}`)}
      ${operation.node.kind === 'apply' ? html`<span class="glyph" aria-hidden="true">)</span>` : nothing}
      <span class="glyph" aria-hidden="true">=</span>
      ${matrixFigure(result, [operation.index], context)}
    </div>
    ${explanationView(context)}
  </section>`;
}

/** A wide matrix scrolls inside of itself rather than push the result to another line. */
function isProduct({ node }: Operation): boolean {
  return node.kind === 'operation' && node.operator === 'multiply';
}

const glyphs = { multiply: '·', hadamard: '⊙', add: '+', subtract: '−', transpose: '' } as const;

function glyphBefore({ node }: Operation, index: number, { bound }: Model): TemplateResult | typeof nothing {
  if (node.kind === 'apply')
    return html`<span class="glyph" aria-hidden="true">${activationText(node.activation, bound)} (</span>`;
  return index === 0 ? nothing : html`<span class="glyph" aria-hidden="true">${glyphs[node.operator]}</span>`;
}

/** The operation that an operand is the result of; none for what comes in and for parameters. */
function madeBy({ operands }: Operation, index: number): readonly number[] {
  const source = operands[index]?.source;
  return source?.kind === 'result' ? [source.operation] : [];
}

function matrixFigure(
  { name, shape, grid }: NamedGrid,
  operations: readonly number[],
  context: ModelContext,
): TemplateResult {
  if (!grid) return html`<span class="glyph">${name}</span>`;
  const isLit = operations.some(each => context.state.lit.includes(each));
  const classes = [grid.columns === 1 ? 'vector' : '', isLit ? 'lit' : ''].join(' ').trim();
  return html`<figure class=${classes} data-operations=${operations.join(' ')}>
    <figcaption title=${name}><b>${name}</b> <span class="shape">${shape}</span></figcaption>
    ${matrixView(grid, context)}
  </figure>`;
}

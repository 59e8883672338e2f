/** The operations of a version, drawn up to the first that breaks: operands to scale, the sizes that disagree marked. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Attempt, Version } from '../../../src/cells/index.ts';
import { printShape } from '../../../src/shapes/index.ts';
import { type Block, blockView } from './block.ts';

/** Where nothing breaks, so many operations tell enough. */
const most = 3;

export function attemptsView({ attempts }: Pick<Version, 'attempts'>): TemplateResult | typeof nothing {
  if (attempts.length === 0) return nothing;
  const broken = attempts.findIndex(each => !each.outcome.ok || each.stretches);
  const shown = attempts.slice(0, broken < 0 ? most : broken + 1);
  return html`<ol class="attempts">${shown.map((each, index) => attemptView(each, index === broken))}</ol>`;
}

/** The right operations: what they repeat is meant. */
export function rightAttemptsView(attempts: readonly Attempt[]): TemplateResult | typeof nothing {
  if (attempts.length === 0) return nothing;
  const plain = attempts.slice(0, most).map(each => ({ ...each, stretches: false }));
  return html`<ol class="attempts">${plain.map(each => attemptView(each, false))}</ol>`;
}

function attemptView(attempt: Attempt, breaks: boolean): TemplateResult {
  const { operands, operator, outcome, stretches } = attempt;
  const [a, b] = operands;
  const mismatch = !outcome.ok && outcome.mismatch.kind === 'dims' ? outcome.mismatch : undefined;
  const axisOf = (operand: number): number | undefined =>
    [mismatch?.left, mismatch?.right].find(side => side?.operand === operand)?.axis;
  const result = outcome.ok ? outcome.value : undefined;
  const stretched = (index: 0 | 1): Block['stretchedTo'] =>
    stretches && result && printShape(operands[index].shape) !== printShape(result) ? result : undefined;
  return html`<li class=${breaks ? 'attempt breaks' : 'attempt'}>
    ${operandView({ ...a, wrongAxis: axisOf(0), stretchedTo: stretched(0) })}
    <span class="glyph">${operator}</span>
    ${operandView({ ...b, wrongAxis: axisOf(1), stretchedTo: stretched(1) })}
    <span class="glyph" aria-hidden="true">${result ? '=' : ''}</span>
    ${
      result
        ? operandView({ code: '', shape: result, wrongAxis: undefined, stretchedTo: undefined })
        : html`<span class="no-result">does not fit</span>`
    }
  </li>`;
}

function operandView(block: Block): TemplateResult {
  return html`<figure class="operand">
    ${blockView(block)}
    <figcaption>${block.code ? html`<b title=${block.code}>${block.code}</b>` : nothing} <span class="shape">${printShape(block.shape)}</span>
      ${block.stretchedTo ? html`<span class="stretch">repeated to ${printShape(block.stretchedTo)}</span>` : nothing}</figcaption>
  </figure>`;
}

/** A shape in symbols as a block with its sizes on its edges; the axis that a product sums over is marked. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { constantOf, type Dim, printDim, type Shape } from '../../../src/shapes/index.ts';

/** Pixels of a side, so that equal sizes are drawn equal and a size of 1 is thin. */
function sideOf(dim: Dim, unitsName: string): number {
  if (constantOf(dim) === 1) return 12;
  const name = printDim(dim);
  if (name === unitsName) return 76;
  return name === 'projection' ? 38 : 54;
}

/** Pixels beside and over it. */
const room = { left: 20, top: 18 };

export function symbolBlock(shape: Shape, unitsName: string, innerAxis: 0 | 1 | undefined): TemplateResult {
  const [rows, columns] = shape;
  if (!rows || !columns) return html``;
  const [height, width] = [sideOf(rows, unitsName), sideOf(columns, unitsName)];
  const full = Math.max(width, printDim(columns).length * 7) + room.left * 2;
  const tall = Math.max(height, printDim(rows).length * 7) + room.top + 4;
  const left = (full - width) / 2;
  return html`<svg class="symbol-block" width=${full} height=${tall} viewBox=${`0 0 ${full} ${tall}`} aria-hidden="true">
    <rect x=${left} y=${room.top} width=${width} height=${height}></rect>
    ${edge(innerAxis === 1, `M${left} ${room.top}h${width}`)} ${edge(innerAxis === 0, `M${left} ${room.top}v${height}`)}
    <text class=${innerAxis === 1 ? 'inner' : ''} x=${full / 2} y=${room.top - 6} text-anchor="middle">${printDim(columns)}</text>
    <text class=${innerAxis === 0 ? 'inner' : ''} text-anchor="middle" transform=${`translate(${left - 7} ${room.top + height / 2}) rotate(-90)`}>${printDim(rows)}</text>
  </svg>`;
}

function edge(isInner: boolean, d: string): SVGTemplateResult {
  return isInner ? svg`<path class="inner-edge" d=${d}></path>` : svg``;
}

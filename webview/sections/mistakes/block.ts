/** A shape as a block: a cell for each number while they can be told apart, the axis that does not fit marked, repeated columns as ghosts. */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { constantOf, type Shape } from '../../../src/shapes/index.ts';

export interface Block {
  readonly code: string;
  readonly shape: Shape;
  /** The axis whose size does not fit. */
  readonly wrongAxis: number | undefined;
  /** The shape that the library repeats it to. */
  readonly stretchedTo: Shape | undefined;
}

/** Pixels of a cell, and of the longest side that is drawn. */
const cell = 8;
const longest = 96;

interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Sheets behind each other. */
  readonly depth: number;
}

/** A vector of one axis stands, as the columns of the equations do. */
function extentOf(shape: Shape): Extent {
  const sizes = shape.map(dim => constantOf(dim) ?? 1);
  if (sizes.length < 2) return { rows: sizes[0] ?? 1, columns: 1, depth: 1 };
  const [columns = 1, rows = 1, depth = 1] = sizes.toReversed();
  return { rows, columns, depth };
}

const side = (count: number): number => Math.min(count * cell, longest);

export function blockView({ shape, wrongAxis, stretchedTo }: Block): TemplateResult {
  const { rows, columns, depth } = extentOf(shape);
  const whole = stretchedTo ? extentOf(stretchedTo) : { rows, columns, depth };
  const [width, height] = [side(columns), side(rows)];
  const [full, tall] = [side(whole.columns), side(whole.rows)];
  const shift = depth > 1 ? 8 : 0;
  const view = `-1 -1 ${full + shift + 2} ${tall + shift + 2}`;
  return html`<svg class="block" viewBox=${view} width=${full + shift + 2} height=${tall + shift + 2} aria-hidden="true">
    ${shift ? svg`<rect class="sheet" x=${shift} y="0" width=${width} height=${height}></rect><rect class="sheet" x=${shift / 2} y=${shift / 2} width=${width} height=${height}></rect>` : nothing}
    ${stretchedTo ? svg`<rect class="ghost" x="0" y="0" width=${full} height=${tall}></rect>` : nothing}
    <g transform=${`translate(0 ${shift})`}>
      <rect class="body" x="0" y="0" width=${width} height=${height}></rect>
      ${linesView(rows, columns, width, height)}
      ${edgeView(wrongAxis, shape.length, width, height)}
    </g>
  </svg>`;
}

function linesView(rows: number, columns: number, width: number, height: number): SVGTemplateResult {
  const path: string[] = [];
  if (rows * cell <= longest) for (let row = 1; row < rows; row++) path.push(`M0 ${row * cell}h${width}`);
  if (columns * cell <= longest)
    for (let column = 1; column < columns; column++) path.push(`M${column * cell} 0v${height}`);
  return svg`<path class="lines" d=${path.join('')}></path>`;
}

/** The axis runs down, or along the columns. */
function edgeView(axis: number | undefined, rank: number, width: number, height: number): unknown {
  if (axis === undefined) return nothing;
  const isDown = rank === 1 || axis === rank - 2;
  return svg`<path class="wrong" d=${isDown ? `M0 0v${height}` : `M0 0h${width}`}></path>`;
}

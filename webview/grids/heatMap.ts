/** Draws the window of a compact matrix on a canvas: thousands of cells cost what one element costs. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import type { Palette } from '../page/colors.ts';
import type { Area, Grid } from './grid.ts';
import type { CellMetrics } from './gridWindow.ts';

export interface HeatMap {
  readonly grid: Grid;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly metrics: CellMetrics;
  readonly palette: Palette;
}

class HeatMapDirective extends Directive {
  #last: readonly unknown[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('heatMap() belongs on a canvas.');
  }

  render(_map: HeatMap): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [map]: [HeatMap]): unknown {
    const { grid, rows, columns, palette } = map;
    const now = [
      ...grid.version,
      grid.spot?.row,
      grid.spot?.column,
      grid.frames,
      grid.rows,
      grid.columns,
      rows[0],
      rows.length,
      columns[0],
      columns.length,
      palette,
    ];
    const same = now.length === this.#last.length && now.every((value, index) => value === this.#last[index]);
    this.#last = now;
    if (!same && element instanceof HTMLCanvasElement) draw(element, map);
    return noChange;
  }
}

export const heatMap = directive(HeatMapDirective);

function draw(canvas: HTMLCanvasElement, { grid, rows, columns, metrics, palette }: HeatMap): void {
  const { width, height } = metrics;
  const size = { width: columns.length * width, height: rows.length * height };
  const sharpness = window.devicePixelRatio || 1;
  canvas.width = Math.round(size.width * sharpness);
  canvas.height = Math.round(size.height * sharpness);
  const place = { left: (columns[0] ?? 0) * width, top: (rows[0] ?? 0) * height, ...size };
  for (const [name, value] of Object.entries(place)) canvas.style.setProperty(name, `${value}px`);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(sharpness, sharpness);
  for (const [down, row] of rows.entries())
    for (const [across, column] of columns.entries()) {
      const value = grid.value(row, column);
      context.fillStyle = palette.paint(value, grid.scale).background;
      context.fillRect(across * width, down * height, width - 1, height - 1);
      if (value !== undefined && !Number.isFinite(value))
        cross(context, across * width, down * height, metrics, palette);
    }
  for (const area of grid.frames ?? []) outline(context, area, { rows, columns, metrics, palette });
  if (grid.spot) spot(context, grid.spot, { rows, columns, metrics, palette });
  for (const [down, row] of rows.entries())
    if (grid.lit(row, 0)) frame(context, down * height, size.width, metrics, palette);
}

/** What is no number has no colour. */
function cross(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { width, height }: CellMetrics,
  palette: Palette,
): void {
  context.strokeStyle = palette.foreground;
  context.beginPath();
  context.moveTo(x + 3, y + 3);
  context.lineTo(x + width - 4, y + height - 4);
  context.moveTo(x + width - 4, y + 3);
  context.lineTo(x + 3, y + height - 4);
  context.stroke();
}

/** Around a whole row. */
function frame(
  context: CanvasRenderingContext2D,
  y: number,
  width: number,
  { height }: CellMetrics,
  palette: Palette,
): void {
  context.strokeStyle = palette.foreground;
  context.strokeRect(0.5, y - 0.5, width - 2, height);
}

/** Around the cell of the number that is pointed at. */
function spot(
  context: CanvasRenderingContext2D,
  { row, column }: NonNullable<Grid['spot']>,
  scene: Omit<HeatMap, 'grid'>,
): void {
  context.lineWidth = 2;
  outline(context, { row, column, rows: 1, columns: 1 }, scene);
  context.lineWidth = 1;
}

function outline(
  context: CanvasRenderingContext2D,
  area: Area,
  { rows, columns, metrics, palette }: Omit<HeatMap, 'grid'>,
): void {
  const { width, height } = metrics;
  const [down, across] = [area.row - (rows[0] ?? 0), area.column - (columns[0] ?? 0)];
  context.strokeStyle = palette.foreground;
  context.strokeRect(
    across * width + 0.5,
    down * height + 0.5,
    area.columns * width - 2,
    area.rows * height - 2,
  );
}

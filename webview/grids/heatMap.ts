/**
 * Draws the window of a compact matrix on a canvas: thousands of cells cost what one element costs. Marks stand over it, so that a step that changes no
 * number paints nothing again.
 */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import type { Palette } from '../page/colors.ts';
import type { Grid } from './grid.ts';
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
      ...grid.numbers,
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

/** Pixel by pixel, which takes half the time of as many rectangles. The canvas shows a picture, so that a frame in which it stays costs nothing. */
function draw(canvas: HTMLCanvasElement, { grid, rows, columns, metrics, palette }: HeatMap): void {
  const { width, height } = metrics;
  const size = { width: columns.length * width, height: rows.length * height };
  const place = { left: (columns[0] ?? 0) * width, top: (rows[0] ?? 0) * height, ...size };
  for (const [name, value] of Object.entries(place)) canvas.style.setProperty(name, `${value}px`);
  const sharpness = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(size.width * sharpness), Math.round(size.height * sharpness)];
  if (wide === 0 || high === 0) return;
  canvas.width = wide;
  canvas.height = high;
  const pixels = new Uint32Array(wide * high);
  const broken: [across: number, down: number][] = [];
  /** Pixels from the beginning of a cell to its end, which leaves a gap. */
  const edge = (index: number, length: number): readonly [number, number] => [
    Math.round(index * length * sharpness),
    Math.round(((index + 1) * length - 1) * sharpness),
  ];
  for (const [down, row] of rows.entries()) {
    const [top, bottom] = edge(down, height);
    for (const [across, column] of columns.entries()) {
      const value = grid.value(row, column);
      const [left, right] = edge(across, width);
      pixels.fill(palette.paint(value, grid.scale).pixel, top * wide + left, top * wide + right);
      if (value !== undefined && !Number.isFinite(value)) broken.push([across, down]);
    }
    for (let line = top + 1; line < bottom; line++)
      pixels.copyWithin(line * wide, top * wide, (top + 1) * wide);
  }
  const surface = new OffscreenCanvas(wide, high);
  const context = surface.getContext('2d');
  if (!context) return;
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), wide, high), 0, 0);
  context.scale(sharpness, sharpness);
  for (const [across, down] of broken) cross(context, across * width, down * height, metrics, palette);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(surface.transferToImageBitmap());
}

/** What is no number has no colour. */
function cross(
  context: OffscreenCanvasRenderingContext2D,
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

/** Cells as pixels: their colours and numbers. Pixel by pixel, which takes half the time of as many rectangles and texts. */
import type { Paint } from '../page/colors.ts';
import type { Box, Surface } from './glyphs.ts';
import type { HeatMap } from './heatMap.ts';

/** What one sees of a cell. */
export interface Painted {
  readonly paint: Paint;
  /** '' where the matrix is painted without its numbers, and where there is none yet. */
  readonly text: string;
  /** The number of before, below it. */
  readonly was: string | undefined;
  /** It has no colour, as it is no number. */
  readonly isBroken: boolean;
}

/** Pixels of CSS: of a number, of one of before, and between a number and its cell's edge. */
const size = 11;
const sizeBefore = 9;
const padding = 2;

/** Of a cell's height, for its number where one of before stands below. */
const share = 0.62;

/** Grows to the largest picture: to make one anew for each costs more than to paint it. */
let memory = new ArrayBuffer(0);

function emptyPicture(width: number, height: number): ImageData {
  const length = 4 * width * height;
  if (memory.byteLength < length) memory = new ArrayBuffer(length);
  return new ImageData(new Uint8ClampedArray(memory, 0, length).fill(0), width, height);
}

/** undefined: there is nothing to paint. The picture is valid until the next is painted. */
export function paintCells({ rows, columns, metrics, palette, cell }: HeatMap): ImageData | undefined {
  const { sharpness } = palette.look;
  const wide = Math.round(columns.length * metrics.width * sharpness);
  const high = Math.round(rows.length * metrics.height * sharpness);
  if (wide === 0 || high === 0) return undefined;
  const picture = emptyPicture(wide, high);
  const pixels = new Uint32Array(memory, 0, wide * high);
  const surface: Surface = { bytes: picture.data, width: wide };
  const across = columns.map((_, index) => stretch(index, metrics.width, sharpness));
  for (const [index, row] of rows.entries()) {
    const down = stretch(index, metrics.height, sharpness);
    const cells = columns.map(column => cell(row, column));
    const first = down.start * wide;
    for (const [at, { paint }] of cells.entries()) {
      const { start = 0, length = 0 } = across[at] ?? {};
      pixels.fill(paint.pixel, first + start, first + start + length);
    }
    for (let line = 1; line < down.length; line++)
      pixels.copyWithin(first + line * wide, first, first + wide);
    for (const [at, each] of cells.entries()) {
      if (!each.isBroken && each.text === '') continue;
      const { start: left = 0, length: width = 0 } = across[at] ?? {};
      const box = { left, top: down.start, width, height: down.length };
      if (each.text !== '') write(surface, each, box, palette);
      else if (each.isBroken) cross(pixels, wide, box, Math.round(3 * sharpness), palette.pixel);
    }
  }
  return picture;
}

/** Pixels of a cell along one side; a gap follows. */
interface Stretch {
  readonly start: number;
  readonly length: number;
}

function stretch(index: number, length: number, sharpness: number): Stretch {
  const start = Math.round(index * length * sharpness);
  return { start, length: Math.round(((index + 1) * length - 1) * sharpness) - start };
}

function write(surface: Surface, { text, was, paint }: Painted, box: Box, palette: HeatMap['palette']): void {
  const { sharpness } = palette.look;
  const spare = Math.round(padding * sharpness);
  const ink = paint.inkBytes;
  if (was === undefined) {
    palette.glyphs(size).write(surface, text, box, spare, ink);
    return;
  }
  const height = Math.round(box.height * share);
  const below = { ...box, top: box.top + height, height: box.height - height };
  palette.glyphs(size).write(surface, text, { ...box, height }, spare, ink);
  palette.glyphs(sizeBefore).write(surface, was, below, spare, ink);
  const end = below.left + below.width - spare;
  const start = Math.max(below.left, end - palette.glyphs(sizeBefore).widthOf(was));
  const middle = below.top + Math.round(below.height / 2);
  for (let y = middle; y < middle + Math.round(sharpness); y++)
    for (let x = start; x < end; x++) surface.bytes.set(ink, (y * surface.width + x) * 4);
}

function cross(pixels: Uint32Array, wide: number, box: Box, margin: number, color: number): void {
  const [across, down] = [box.width - 2 * margin, box.height - 2 * margin];
  const steps = 2 * Math.max(across, down);
  for (let step = 0; step <= steps; step++) {
    const x = Math.round((step / steps) * (across - 1));
    const y = (box.top + margin + Math.round((step / steps) * (down - 1))) * wide;
    pixels[y + box.left + margin + x] = color;
    pixels[y + box.left + margin + across - 1 - x] = color;
  }
}

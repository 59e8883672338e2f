/**
 * The cells of a matrix as a picture: hundreds of cells cost what one element costs. What is pointed at and chosen stands over it, so that a step that changes
 * no number paints nothing again.
 */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import type { Palette } from '../page/colors.ts';
import { sameItems } from '../state/keepLatest.ts';
import type { CellMetrics } from './gridWindow.ts';
import { watchNear } from './near.ts';
import { type Painted, paintCells } from './paintCells.ts';

export interface HeatMap {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly metrics: CellMetrics;
  readonly palette: Palette;
  /** What it is painted of besides: it is painted again only when one of these is another. */
  readonly of: readonly unknown[];
  readonly cell: (row: number, column: number) => Painted;
  /** It has thousands of cells, and changes with steps that are computed meanwhile: it is painted when it comes near. */
  readonly waits: boolean;
}

/** A picture that was painted, and of what. */
interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly of: readonly unknown[];
}

/** Pictures that are kept at one place of the page: as many as a cell has matrices of weights, which come again with every time step. */
const most = 8;

/** Cells of a picture that is worth keeping. */
const large = 100;

class HeatMapDirective extends Directive {
  #shown: Picture | undefined;
  /** Large ones, the latest first. */
  #kept: readonly Picture[] = [];
  /** Small ones are painted over each other. */
  #small: HTMLCanvasElement | undefined;
  /** undefined: not known yet. */
  #isNear: boolean | undefined;
  #isWatched = false;
  #waiting: HeatMap | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('heatMap() belongs on an element.');
  }

  render(_map: HeatMap): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [map]: [HeatMap]): unknown {
    if (map.waits && !this.#isNear) {
      this.#waiting = map;
      this.#watch(element);
    } else this.#paint(element, map);
    return noChange;
  }

  /** Once it is part of the document. */
  #watch(element: Element): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    queueMicrotask(() => {
      const matrix = element.closest('.matrix');
      if (matrix) watchNear(matrix, isNear => this.#tell(element, isNear));
    });
  }

  #tell(element: Element, isNear: boolean): void {
    this.#isNear = isNear;
    if (!isNear || !this.#waiting) return;
    this.#paint(element, this.#waiting);
    this.#waiting = undefined;
  }

  #paint(element: Element, map: HeatMap): void {
    const { rows, columns, metrics, palette } = map;
    const looks = [rows[0], rows.length, columns[0], columns.length, metrics.width, metrics.height, palette];
    const of = [...map.of, ...looks];
    const shown = this.#shown;
    if (shown && sameItems(shown.of, of)) return;
    const isLarge = rows.length * columns.length >= large;
    this.#shown = isLarge ? this.#largePicture(map, of) : this.#smallPicture(map, of);
    if (this.#shown.canvas !== shown?.canvas) element.replaceChildren(this.#shown.canvas);
  }

  #smallPicture(map: HeatMap, of: readonly unknown[]): Picture {
    this.#small ??= document.createElement('canvas');
    draw(this.#small, map);
    return { canvas: this.#small, of };
  }

  #largePicture(map: HeatMap, of: readonly unknown[]): Picture {
    const known = this.#kept.find(picture => sameItems(picture.of, of));
    const oldest = this.#kept.length < most ? undefined : this.#kept.at(-1);
    const picture = known ?? { canvas: oldest?.canvas ?? document.createElement('canvas'), of };
    if (!known) draw(picture.canvas, map);
    const others = this.#kept.filter(({ canvas }) => canvas !== picture.canvas);
    this.#kept = [picture, ...others];
    return picture;
  }
}

export const heatMap = directive(HeatMapDirective);

/** One for all: to make one for each picture takes as long as to paint it. */
const surface = new OffscreenCanvas(1, 1);
const context = surface.getContext('2d', { willReadFrequently: true });

/** The canvas shows a picture, so that a frame in which it stays costs nothing. */
function draw(canvas: HTMLCanvasElement, map: HeatMap): void {
  const { rows, columns, metrics } = map;
  const { width, height } = metrics;
  const place = {
    left: (columns[0] ?? 0) * width,
    top: (rows[0] ?? 0) * height,
    width: columns.length * width,
    height: rows.length * height,
  };
  for (const [name, value] of Object.entries(place)) canvas.style.setProperty(name, `${value}px`);
  const picture = paintCells(map);
  if (!picture) return;
  for (const each of [canvas, surface]) {
    if (each.width !== picture.width) each.width = picture.width;
    if (each.height !== picture.height) each.height = picture.height;
  }
  context?.putImageData(picture, 0, 0);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(surface.transferToImageBitmap());
}

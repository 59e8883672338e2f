/**
 * Numbers as pixels: each sign is drawn by the browser once and copied from then on, which takes a tenth of the time of drawing the text of every cell. All
 * signs are as wide as a digit, so that the numbers of a column stand below each other.
 */

/** Three bytes of a picture's pixel. */
export type Ink = readonly [red: number, green: number, blue: number];

/** A picture that is written to. */
export interface Surface {
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly bytes: Uint8ClampedArray;
  readonly width: number;
}

/** In pixels of the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A pixel of a sign, and how much of it the sign covers, up to 1. */
interface Covered {
  readonly x: number;
  readonly y: number;
  readonly share: number;
}

type Mask = readonly Covered[];

/** Stands where the rest of a number has no room. */
const cut = '…';

/** Places of a sign between two pixels that are told apart. */
const phases = 3;

/** How much closer than they want to be signs may stand before a text is cut. */
const closest = 0.8;

export class Glyphs {
  /** Pixels from one sign to the next: all are as wide as a digit. */
  readonly #advance: number;
  readonly #width: number;
  readonly #height: number;
  readonly #baseline: number;
  readonly #context: OffscreenCanvasRenderingContext2D | undefined;
  /** By sign and place. */
  readonly #masks = new Map<string, Mask>();

  /** `size` is in pixels of the picture, of which there are more than of CSS on a sharp screen. */
  constructor(family: string, size: number) {
    const font = `${size}px ${family}`;
    const probe = new OffscreenCanvas(1, 1).getContext('2d');
    if (probe) probe.font = font;
    const metrics = probe?.measureText('0');
    const {
      width = size / 2,
      fontBoundingBoxAscent: up = size,
      fontBoundingBoxDescent: down = 0,
    } = metrics ?? {};
    this.#advance = width;
    this.#width = Math.ceil(width) + 1;
    this.#height = Math.ceil(up + down);
    this.#baseline = Math.round(up);
    const canvas = new OffscreenCanvas(this.#width, this.#height);
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) ?? undefined;
    if (this.#context) this.#context.font = font;
  }

  /** At the box's right edge but for `padding`, in the middle of its height; closer where it would not fit, and cut where it cannot. */
  write({ bytes, width: wide }: Surface, text: string, box: Box, padding: number, ink: Ink): void {
    const signs = fitting(text, Math.floor(box.width / (closest * this.#advance)));
    const advance = Math.min(this.#advance, box.width / signs.length);
    const spare = box.width - signs.length * advance;
    const left = box.left + Math.max(0, spare - padding);
    const top = box.top + Math.round((box.height - this.#height) / 2);
    for (let index = 0; index < signs.length; index++) {
      const place = Math.round((left + index * advance) * phases);
      const pixel = Math.floor(place / phases);
      const mask = this.#maskOf(signs[index] ?? '', place - pixel * phases);
      blend(bytes, top * wide + pixel, wide, mask, ink);
    }
  }

  /** How wide a text is. */
  widthOf(text: string): number {
    return Math.round(text.length * this.#advance);
  }

  #maskOf(sign: string, phase: number): Mask {
    const key = `${sign}${phase}`;
    const known = this.#masks.get(key);
    if (known) return known;
    const made = this.#context ? this.#drawn(this.#context, sign, phase) : [];
    this.#masks.set(key, made);
    return made;
  }

  #drawn(context: OffscreenCanvasRenderingContext2D, sign: string, phase: number): Mask {
    context.clearRect(0, 0, this.#width, this.#height);
    const spare = (this.#advance - context.measureText(sign).width) / 2;
    context.fillText(sign, phase / phases + spare, this.#baseline);
    const { data } = context.getImageData(0, 0, this.#width, this.#height);
    const mask: Covered[] = [];
    for (let y = 0; y < this.#height; y++)
      for (let x = 0; x < this.#width; x++) {
        const share = (data[(y * this.#width + x) * 4 + 3] ?? 0) / 255;
        if (share > 0) mask.push({ x, y, share });
      }
    return mask;
  }
}

function fitting(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, Math.max(0, most - 1)) + cut;
}

/** Lays a mask over the pixels from `start` on. */
function blend(
  bytes: Uint8ClampedArray,
  start: number,
  wide: number,
  mask: Mask,
  [red, green, blue]: Ink,
): void {
  for (const { x, y, share } of mask) {
    const at = (start + y * wide + x) * 4;
    const [r = 0, g = 0, b = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    bytes[at] = r + (red - r) * share;
    bytes[at + 1] = g + (green - g) * share;
    bytes[at + 2] = b + (blue - b) * share;
  }
}

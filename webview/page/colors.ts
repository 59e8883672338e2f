/**
 * Numbers as colours: orange below zero, blue above, both fading into the theme's background at zero; gates from background to
 * green. Blue and orange differ for every kind of colour vision; the sign stands in the number too. Text on a colour is whichever of the
 * theme's foreground, black and white can be read on it.
 */
import { scaleLinear } from 'd3-scale';
import { interpolateBuGn, interpolatePuOr, interpolateRdBu } from 'd3-scale-chromatic';
import { Glyphs, type Ink } from '../grids/glyphs.ts';
import type { Scale } from '../grids/grid.ts';

export interface Paint {
  readonly background: string;
  readonly ink: string;
  /** The background as four bytes of a picture: red, green, blue and opaque. */
  readonly pixel: number;
  /** The ink as bytes of a picture. */
  readonly inkBytes: Ink;
}

/** What of the theme and the screen is painted with: CSS colours, a font's family, and pixels of the screen to one of CSS. */
export interface Look {
  readonly background: string;
  readonly foreground: string;
  readonly font: string;
  readonly sharpness: number;
}

/** Either side of zero: more than the eye tells apart. */
const shades = 64;

/** WCAG's contrast for text. */
const readable = 4.5;

export class Palette {
  readonly look: Look;
  readonly background: string;
  readonly foreground: string;
  /** The foreground as four bytes of a picture. */
  readonly pixel: number;
  readonly #signed: (value: number) => string;
  readonly #gate: (value: number) => string;
  readonly #paints = new Map<number, Paint>();
  readonly #unpainted: Paint;
  readonly #glyphs = new Map<number, Glyphs>();

  constructor(look: Look) {
    const { background, foreground } = look;
    this.look = look;
    this.background = background;
    this.foreground = foreground;
    this.pixel = pixelOf(foreground);
    this.#unpainted = paintOf(background, foreground);
    const [below, above, open] = [interpolatePuOr(0.84), interpolateRdBu(0.86), interpolateBuGn(0.72)];
    this.#signed = scaleLinear<string>().domain([-1, 0, 1]).range([below, background, above]).clamp(true);
    this.#gate = scaleLinear<string>().domain([0, 1]).range([background, open]).clamp(true);
  }

  /** undefined: no number yet, painted as background; NaN and infinities have no colour of their own, the view marks them. */
  paint(value: number | undefined, scale: Scale): Paint {
    if (value === undefined || !Number.isFinite(value)) return this.#unpainted;
    const place = scale.kind === 'gate' ? value : value / scale.limit;
    const shade = Math.round(Math.min(Math.max(place, -1), 1) * shades);
    const key = scale.kind === 'gate' ? shade : shade + 4 * shades;
    const known = this.#paints.get(key);
    if (known) return known;
    const background = scale.kind === 'gate' ? this.#gate(place) : this.#signed(place);
    const paint = paintOf(background, inkOn(background, this.foreground));
    this.#paints.set(key, paint);
    return paint;
  }

  /** The signs of numbers in the editor's font, of so many pixels of CSS. */
  glyphs(size: number): Glyphs {
    const known = this.#glyphs.get(size);
    if (known) return known;
    const made = new Glyphs(this.look.font, size * this.look.sharpness);
    this.#glyphs.set(size, made);
    return made;
  }
}

function paintOf(background: string, ink: string): Paint {
  const [red = 0, green = 0, blue = 0] = channels(ink);
  return { background, ink, pixel: pixelOf(background), inkBytes: [red, green, blue] };
}

function inkOn(background: string, foreground: string): string {
  if (contrast(background, foreground) >= readable) return foreground;
  return contrast(background, '#000000') >= contrast(background, '#ffffff') ? '#000000' : '#ffffff';
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

/** In the machine's own order of bytes. */
function pixelOf(color: string): number {
  const bytes = new Uint8ClampedArray([...channels(color), 255]);
  return new DataView(bytes.buffer).getUint32(0, isLittleEndian);
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** WCAG 2.2's relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): readonly number[] {
  const hex = /^#(..)(..)(..)/.exec(color);
  if (hex) return hex.slice(1, 4).map(pair => Number.parseInt(pair, 16));
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

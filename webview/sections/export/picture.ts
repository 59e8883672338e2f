/** The matrices of an operation as a picture that needs nothing else: numbers on colours, with names and shapes, in the theme's colours. */
import { numberText } from '../../../src/cells/index.ts';
import type { Grid } from '../../grids/grid.ts';
import type { Palette } from '../../page/colors.ts';

export interface PictureOptions {
  readonly title: string;
  readonly grids: readonly Grid[];
  readonly palette: Palette;
  readonly digits: number;
}

/** Rows and columns of one matrix that are drawn; more are cut. */
const most = 32;

const cell = { height: 22, head: 40, gap: 28, margin: 16 };

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function pictureOf({ title, grids, palette, digits }: PictureOptions): Picture {
  const width = 26 + 8 * digits;
  const parts: string[] = [];
  let left = cell.margin;
  let bottom = 0;
  for (const grid of grids) {
    const rows = Math.min(grid.rows, most);
    const columns = Math.min(grid.columns, most);
    const top = cell.margin + 24 + cell.head;
    const name = nameOf(grid, columns * width);
    parts.push(textAt(left, top - 24, name, palette.foreground, 'start', nameSize));
    const cut = rows < grid.rows || columns < grid.columns ? `, ${rows} by ${columns} shown` : '';
    parts.push(
      textAt(left, top - 8, `[${grid.rows}, ${grid.columns}]${cut}`, palette.foreground, 'start', 11),
    );
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const value = grid.value(row, column);
        const { background, ink } = palette.paint(value, grid.scale);
        const [x, y] = [left + column * width, top + row * cell.height];
        parts.push(
          `<rect x="${x}" y="${y}" width="${width - 1}" height="${cell.height - 1}" fill="${background}"/>`,
        );
        if (value !== undefined)
          parts.push(textAt(x + width - 5, y + 15, numberText(value, digits), ink, 'end', 11.5));
      }
    bottom = Math.max(bottom, top + rows * cell.height);
    left += Math.max(columns * width, name.length * letter, 90) + cell.gap;
  }
  const total = { width: Math.max(left - cell.gap + cell.margin, 360), height: bottom + cell.margin };
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${total.width}" height="${total.height}" viewBox="0 0 ${total.width} ${total.height}" font-family="monospace">`;
  const ground = `<rect width="100%" height="100%" fill="${palette.background}"/>`;
  const caption = textAt(cell.margin, cell.margin + 10, title, palette.foreground, 'start', 13);
  return {
    svg: `${head}<title>${escaped(title)}</title>${ground}${caption}${parts.join('')}</svg>`,
    ...total,
  };
}

const nameSize = 12;
/** The width of a letter of that size, in a font of equal widths. */
const letter = 0.61 * nameSize;
/** Letters of a name that may be wider than its matrix. */
const longest = 24;

/** Its shape stands below it. */
function nameOf({ label }: Grid, width: number): string {
  const name = label.replace(/^result /, '').replace(/, \d+ by \d+$/, '');
  const most = Math.max(longest, Math.floor(width / letter));
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function textAt(
  x: number,
  y: number,
  text: string,
  fill: string,
  anchor: 'start' | 'end',
  size: number,
): string {
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" font-size="${size}">${escaped(text)}</text>`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, letter => entities.get(letter) ?? letter);
}

/** The same picture as pixels: base64 of a PNG, twice as sharp as the screen needs. */
export async function pixelsOf({ svg, width, height }: Picture): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-family',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'opacity',
  'display',
  'visibility',
];

/** A drawing of the page with its styles written into it. */
export function standaloneSvg(drawing: SVGSVGElement, background: string): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [index, original] of originals.entries()) {
    const own = copies[index];
    if (!own) continue;
    const style = getComputedStyle(original);
    for (const name of kept) own.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'role']) own.removeAttribute(name);
  }
  dropComments(copy);
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [
    ['width', '100%'],
    ['height', '100%'],
    ['fill', background],
  ] as const)
    ground.setAttribute(name, value);
  const box = drawing.viewBox.baseVal;
  if (box) for (const name of ['x', 'y'] as const) ground.setAttribute(name, String(box[name]));
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Marks of the page's drawing. */
function dropComments(root: Element): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/**
 * Comments that state a shape: `x = load()  # (B, T, 64)`, `def f(x):  # x: (batch, time, 64)`. Nobody keeps comments true by running them, so they
 * tell shapes of which nothing else is known, and no error rests on them.
 */
import { parseDim } from '../shapes/index.ts';
import type { Comment, FunctionExpr, Module, Parameter, Span } from '../syntax/tree.ts';

/** The sizes as written, and the name that the comment gives to what they belong to. */
export interface ShapeComment extends Span {
  readonly name: string | undefined;
  readonly sizes: readonly string[];
}

const FORM =
  /^[#\s]*(?:([A-Za-z_]\w*)\s*[:=]\s*)?(?:(?:shape|size)\s*[:=]?\s*)?(?:\(([^()]*)\)|\[([^[\]]*)\])\s*\.?\s*$/;
/** `# q: (B, Tq, D), k: (B, Tk, D)` */
const ONE_OF_SEVERAL = /([A-Za-z_]\w*)\s*[:=]\s*(?:\(([^()]*)\)|\[([^[\]]*)\])/g;
/** Axis names that people use. A list of other words is prose: `# (train, test)`. */
const AXIS =
  /^([A-Z]{1,2}\d?|[A-Z][a-z]\d?|[A-Z]_\w+|b|bs|n|t|l|h|d|batch(_?size)?|seq(_?len(gth)?)?|time(_?steps?)?|steps?|len(gth)?|feat(ure)?s?|dims?|d_model|hidden(_?(size|dim))?|input(_?(size|dim))?|units|channels?|emb(ed(ding)?)?(_?(size|dim))?|vocab(_?size)?|num_\w+|n_\w+)$/;

const READ = new WeakMap<Module, readonly ShapeComment[]>();

function commentsOf(module: Module): readonly ShapeComment[] {
  const known = READ.get(module) ?? module.comments.flatMap(readComment);
  READ.set(module, known);
  return known;
}

function readComment({ start, end, text }: Comment): readonly ShapeComment[] {
  const [whole, name, round, square] = FORM.exec(text) ?? [];
  if (whole === undefined) return readSeveral({ start, end, text });
  const sizes = sizesIn(round ?? square ?? '');
  return sizes ? [{ start, end, name, sizes }] : [];
}

/** Each with its name, and nothing but these. */
function readSeveral({ start, end, text }: Comment): readonly ShapeComment[] {
  const found = [...text.matchAll(ONE_OF_SEVERAL)];
  if (found.length < 2 || !/^[#\s,;]*$/.test(text.replace(ONE_OF_SEVERAL, ''))) return [];
  const all = found.flatMap(([, name, round, square]) => {
    const sizes = sizesIn(round ?? square ?? '');
    return sizes ? [{ start, end, name, sizes }] : [];
  });
  return all.length === found.length ? all : [];
}

function sizesIn(list: string): readonly string[] | undefined {
  const sizes = list
    .split(',')
    .map(size => size.trim())
    .filter((size, i, all) => size !== '' || i < all.length - 1);
  return sizes.length > 0 && sizes.every(isSize) ? sizes : undefined;
}

/** A number, the name of an axis, or arithmetic with them. */
function isSize(text: string): boolean {
  const names = text.match(/[A-Za-z_]\w*/g) ?? [];
  return parseDim(text) !== undefined && names.every(name => AXIS.test(name));
}

/** The comment behind a statement that gives a name its value, on its last line. */
export function commentBehind(
  module: Module,
  text: string,
  { end }: Span,
  name: string,
): ShapeComment | undefined {
  const all = commentsOf(module);
  if (all.length === 0) return undefined;
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const next = all[low];
  if (!next || text.slice(end, next.start).includes('\n')) return undefined;
  for (let i = low; all[i]?.start === next.start; i++) if ((all[i]?.name ?? name) === name) return all[i];
  return undefined;
}

/** What the head of a function says of a parameter: by its name, or behind it where it is the only one on its line. */
export function commentOnParameter(
  module: Module,
  text: string,
  fn: FunctionExpr,
  parameter: Parameter,
): ShapeComment | undefined {
  const name = parameter.target.kind === 'name' ? parameter.target.name : undefined;
  const head = { start: fn.start, end: fn.body[0]?.start ?? fn.end };
  const all = commentsOf(module).filter(comment => comment.start > head.start && comment.end <= head.end);
  const byName = all.find(comment => comment.name !== undefined && comment.name === name);
  if (byName) return byName;
  const lineOf = (offset: number): number => text.lastIndexOf('\n', offset - 1);
  const others = fn.parameters.filter(other => other !== parameter && !isReceiver(other));
  const unnamed = all.filter(comment => comment.name === undefined);
  if (others.length === 0) return unnamed[0];
  if (others.some(other => lineOf(other.start) === lineOf(parameter.start))) return undefined;
  return unnamed.find(comment => lineOf(comment.start) === lineOf(parameter.end));
}

function isReceiver({ target }: Parameter): boolean {
  return target.kind === 'name' && (target.name === 'self' || target.name === 'cls');
}

/** Which axis of what a number in the text is the length of: `X.shape[2]`, `len(X)`, `X[0].length`, and names that are given one of these once. */
import type { Source } from '../project/source.ts';
import type { Expr, Target } from '../syntax/tree.ts';
import { holderOf } from './fed.ts';

export interface Measured {
  /** What is measured, and its text. */
  readonly of: Expr;
  readonly name: string;
  readonly axis: number;
  readonly written: 'shape' | 'length';
}

type Place = Pick<Source, 'text' | 'module'>;

export class Measures {
  readonly #source: Place;

  constructor(source: Place) {
    this.#source = source;
  }

  of(e: Expr): Measured | undefined {
    if (e.kind !== 'name') return this.#direct(e);
    const given = assignmentsTo(holderOf(this.#source.module, e, e.name) ?? this.#source.module, e.name);
    const [only] = given;
    if (!only || given.length > 1) return undefined;
    if (only.axis === undefined) return this.#direct(only.value);
    const shaped =
      only.value.kind === 'attribute' && only.value.name === 'shape'
        ? this.#counted(only.value.object, only.axis)
        : undefined;
    return shaped && { ...shaped, written: 'shape' };
  }

  #direct(e: Expr): Measured | undefined {
    if (e.kind === 'index' && e.object.kind === 'attribute' && e.object.name === 'shape') {
      const [index, ...more] = e.indices;
      const axis = index?.kind === 'number' && more.length === 0 ? index.value : undefined;
      return axis === undefined ? undefined : this.#counted(e.object.object, axis, 'shape');
    }
    if (e.kind === 'attribute' && e.name === 'length') return this.#counted(e.object, 0);
    if (e.kind !== 'call' || e.callee.kind !== 'name' || e.callee.name !== 'len') return undefined;
    const [argument, ...more] = e.arguments;
    return argument && more.length === 0 ? this.#counted(argument.value, 0) : undefined;
  }

  /** An axis of `X[0]` is the next one of X. */
  #counted(e: Expr, axis: number, written: Measured['written'] = 'length'): Measured | undefined {
    const [index, ...more] = e.kind === 'index' ? e.indices : [];
    if (e.kind === 'index' && index?.kind === 'number' && more.length === 0)
      return this.#counted(e.object, axis + 1, written);
    const isPlain = e.kind === 'name' || (e.kind === 'attribute' && e.object.kind === 'name');
    return isPlain ? { of: e, name: this.#source.text.slice(e.start, e.end), axis, written } : undefined;
  }
}

interface Given {
  readonly value: Expr;
  /** The place of the name among the targets; undefined where it is the only one. */
  readonly axis: number | undefined;
}

/** What a part of a file assigns to a name, wherever in it; what binds it otherwise has no value to go by, and counts as another. */
function assignmentsTo(part: unknown, name: string): readonly Given[] {
  if (Array.isArray(part)) return part.flatMap(each => assignmentsTo(each, name));
  if (typeof part !== 'object' || part === null) return [];
  const own: Given[] = [];
  if ('targets' in part && Array.isArray(part.targets) && 'value' in part && isExpr(part.value)) {
    const { value } = part;
    for (const target of part.targets as readonly Target[]) {
      if (target.kind === 'name' && target.name === name) own.push({ value, axis: undefined });
      if (target.kind !== 'sequence') continue;
      const axis = target.items.findIndex(item => item?.kind === 'name' && item.name === name);
      if (axis >= 0) own.push({ value, axis });
    }
  }
  if ('target' in part && isNameTarget(part.target, name)) {
    const value = 'default' in part && isExpr(part.default) ? part.default : NOTHING;
    own.push({ value, axis: undefined }, { value, axis: undefined });
  }
  return [
    ...own,
    ...Object.values(part).flatMap(child => (typeof child === 'object' ? assignmentsTo(child, name) : [])),
  ];
}

const NOTHING: Expr = { kind: 'none', start: 0, end: 0 };

function isExpr(part: unknown): part is Expr {
  return typeof part === 'object' && part !== null && 'kind' in part;
}

/** Of a loop, a parameter, a `with`. */
function isNameTarget(part: unknown, name: string): boolean {
  return isExpr(part) && part.kind === 'name' && part.name === name;
}

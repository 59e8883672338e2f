/**
 * What was lowered before an edit and is still true after it: statements of a module and members of its classes whose text is the same.
 *
 * Reading a tree costs more than parsing it again after a small edit, so an unchanged unit is neither read nor lowered, only moved.
 */
import type { SyntaxNode } from './node.ts';
import { shifted } from './shift.ts';
import type { Comment, Span, Stmt, SyntaxProblem } from './tree.ts';

interface Unit {
  readonly type: string;
  readonly start: number;
  readonly stmts: readonly Stmt[];
  readonly comments: readonly Comment[];
}

/** Units by their text. */
export type Units = ReadonlyMap<string, Unit>;

/** Shorter statements are lowered faster than they are looked up. */
const SHORTEST = 24;

/** What stands directly in these is a unit, as long as these stand in nothing else. */
const HOLDERS = new Set([
  'module',
  'program',
  'class_definition',
  'block',
  'export_statement',
  'class_declaration',
  'abstract_class_declaration',
  'class_body',
]);

export function holdsUnits(type: string): boolean {
  return HOLDERS.has(type);
}

/** Besides holders: what a decorator stands above is lowered with it and no unit by itself, but units may lie deeper. */
export function leadsToUnits(type: string): boolean {
  return HOLDERS.has(type) || type === 'decorated_definition';
}

/** One round of reading and lowering a tree without errors, with what is known from the round before. */
export class UnitRound {
  readonly #text: string;
  readonly #before: Units;
  readonly #after = new Map<string, Unit>();
  readonly #known = new Map<SyntaxNode, Unit>();
  readonly #new = new Set<SyntaxNode>();

  constructor(text: string, before: Units) {
    this.#text = text;
    this.#before = before;
  }

  /** Units of this round, complete once everything is lowered and `settle` was called. */
  get units(): Units {
    return this.#after;
  }

  /** While reading: the comments of a unit that is known, moved; null where the node must be read. */
  recognise(node: SyntaxNode): readonly Comment[] | null {
    if (node.end - node.start < SHORTEST) return null;
    const unit = this.#before.get(this.#textOf(node));
    if (unit === undefined || unit.type !== node.type) {
      this.#new.add(node);
      return null;
    }
    const by = node.start - unit.start;
    const moved = {
      ...unit,
      start: node.start,
      stmts: shifted(unit.stmts, by),
      comments: shifted(unit.comments, by),
    };
    this.#known.set(node, moved);
    this.#after.set(this.#textOf(node), moved);
    return moved.comments;
  }

  /** While lowering: the statements of a node, made only if they are not known. */
  lowered(node: SyntaxNode, make: () => readonly Stmt[]): readonly Stmt[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known.stmts;
    const stmts = make();
    if (this.#new.has(node)) {
      this.#after.set(this.#textOf(node), { type: node.type, start: node.start, stmts, comments: [] });
    }
    return stmts;
  }

  /** After lowering: gives new units their comments and forgets those with problems, which depend on what stands around them. */
  settle(comments: readonly Comment[], problems: readonly SyntaxProblem[]): void {
    for (const node of this.#new) {
      const key = this.#textOf(node);
      const unit = this.#after.get(key);
      if (unit === undefined || unit.start !== node.start) continue;
      if (startingIn(problems, node.start, node.end + 1).length > 0) this.#after.delete(key);
      else this.#after.set(key, { ...unit, comments: startingIn(comments, node.start, node.end) });
    }
  }

  #textOf({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }
}

/** Those of some ascending spans that begin at `from` or later and before `to`. */
function startingIn<T extends Span>(ascending: readonly T[], from: number, to: number): readonly T[] {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle]?.start ?? to) < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let item = ascending[low]; item !== undefined && item.start < to; item = ascending[++low])
    found.push(item);
  return found;
}

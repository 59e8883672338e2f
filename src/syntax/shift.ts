/** Moves lowered code to where its text now stands. */
import type { FunctionExpr, Span } from './tree.ts';

/** Where copies of functions come from, however often they were moved. */
const ORIGINALS = new WeakMap<object, object>();

/** What the text of a function says wherever it stands: found out once for all copies that were only moved. `find` must give no places. */
export function oncePerText<T>(find: (code: FunctionExpr) => T): (code: FunctionExpr) => T {
  const answers = new WeakMap<object, { readonly answer: T }>();
  return code => {
    const original = ORIGINALS.get(code) ?? code;
    const known = answers.get(original) ?? { answer: find(code) };
    answers.set(original, known);
    return known.answer;
  };
}

/** Copies of the nodes with `by` added to every span; the nodes themselves where nothing moves. */
export function shifted<T extends Span>(nodes: readonly T[], by: number): readonly T[] {
  return by === 0 ? nodes : nodes.map(node => move(node, by, Number.POSITIVE_INFINITY));
}

/** The same, with spans that end before `limit` (an offset after moving). */
export function shiftedWithin<T extends Span>(nodes: readonly T[], by: number, limit: number): readonly T[] {
  if (by === 0 && nodes.every(node => node.end <= limit)) return nodes;
  return nodes.map(node => move(node, by, limit));
}

/** Every object of the tree that is no list has a span, or holds only what has one (the items of `with`). */
function move<T extends object>(node: T, by: number, limit: number): T {
  const copy = { ...node };
  // The copy keeps its type: each part is replaced by the same part elsewhere, which the compiler cannot follow through a loop.
  const parts = copy as Record<string, unknown>;
  for (const key in copy) {
    const value = parts[key];
    if (typeof value === 'number') {
      if (key === 'start' || key === 'end') parts[key] = Math.min(value + by, limit);
    } else if (Array.isArray(value)) parts[key] = value.map(item => moveItem(item, by, limit));
    else parts[key] = moveItem(value, by, limit);
  }
  if ('bindsThis' in node) ORIGINALS.set(copy, ORIGINALS.get(node) ?? node);
  return copy;
}

/** Items of lists may be names, operators or holes. */
function moveItem(item: unknown, by: number, limit: number): unknown {
  return typeof item === 'object' && item !== null ? move(item, by, limit) : item;
}

/** Statements where an expression is wanted: a function that is called at once. */
import type { CallExpr, Span, Stmt } from '../tree.ts';

export function calledAtOnce({ start, end }: Span, body: readonly Stmt[]): CallExpr {
  return {
    kind: 'call',
    start,
    end,
    callee: {
      kind: 'function',
      start,
      end,
      parameters: [],
      body,
      returns: null,
      async: false,
      generator: false,
      bindsThis: false,
    },
    arguments: [],
    constructs: false,
    argumentsSpan: { start: end, end },
  };
}

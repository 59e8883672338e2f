/** Constants as they are written in code: what an argument of a constructor says. */
import type { CallExpr, Expr } from '../../syntax/tree.ts';

/** `name` for what is not written out: the last part of `tf.nn.relu`. */
export type Literal = number | string | boolean | null | { readonly name: string } | readonly Literal[];

/** undefined: not constant. */
export function literalOf(expression: Expr): Literal | undefined {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return expression.value;
    case 'none':
      return null;
    case 'name':
    case 'attribute':
      return { name: expression.name };
    case 'unary': {
      const operand = literalOf(expression.operand);
      return expression.op === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    case 'list':
    case 'tuple': {
      const items = expression.items.map(literalOf);
      const known = items.filter(item => item !== undefined);
      return known.length === items.length ? known : undefined;
    }
    default:
      return undefined;
  }
}

/** The expression that has exactly this range, among a call's callee and arguments and what is inside of them. */
export function expressionAt(expression: Expr, start: number, end: number): Expr | undefined {
  if (expression.start === start && expression.end === end) return expression;
  for (const [span, value] of partsOf(expression)) {
    if (span.start === start && span.end === end) return value;
    const found = value.start <= start && value.end >= end ? expressionAt(value, start, end) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** With the range under which each is known: that of `name=value` for a keyword argument. */
function partsOf(
  expression: Expr,
): readonly (readonly [{ readonly start: number; readonly end: number }, Expr])[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments.map(each => [each, each.value]);
    case 'dict':
      return expression.entries.map(each => [each, each.value]);
    case 'list':
    case 'tuple':
      return expression.items.map(item => [item, item]);
    default:
      return [];
  }
}

/** A call's arguments: those by position, and those by name. */
export interface Arguments {
  readonly positional: readonly Expr[];
  readonly named: ReadonlyMap<string, Expr>;
}

export function argumentsOf(call: CallExpr): Arguments {
  return {
    positional: call.arguments.flatMap(({ name, spread, value }) =>
      name === null && !spread ? [value] : [],
    ),
    named: new Map(
      call.arguments.flatMap(({ name, value }): [string, Expr][] => (name === null ? [] : [[name, value]])),
    ),
  };
}

/** The last part of what is called: 'LSTM' of `layers.LSTM(3)`. */
export function calledName({ callee }: CallExpr): string | undefined {
  return callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
}

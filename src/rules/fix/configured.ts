/** Arguments that are written elsewhere: `LSTM(**config)`, `lstm(config)`, and the literal that `config` is. */
import type { CallExpr, Expr, Span } from '../../syntax/tree.ts';
import type { Facts } from '../tell/facts.ts';
import { isPython, lastGiven } from './source.ts';

/** An argument by its name. */
export interface Entry extends Span {
  readonly name: string;
  /** Where the name begins; a quotation mark may stand before it. */
  readonly nameStart: number;
  readonly value: Expr;
}

/** What a literal sets, with the brackets that it stands in. */
export interface Entries {
  readonly brackets: Span;
  readonly entries: readonly Entry[];
  /** What it takes over from other literals: `{ ...base, units: 3 }`. */
  readonly taken: readonly Entry[];
  /** How a further entry is written. */
  readonly write: (name: string, text: string) => string;
}

/** The named arguments of a call that its own text does not have. */
export function configuredEntries(call: CallExpr, file: string, facts: Facts): Entries | undefined {
  const python = isPython(facts, file);
  const handed = python
    ? call.arguments.find(({ spread }) => spread === 'dict')?.value
    : call.arguments.length === 1
      ? call.arguments[0]?.value
      : undefined;
  const literal = handed && literalOf(handed, call, file, facts);
  if (!literal) return undefined;
  const taken = spreadIn(literal).flatMap(
    value => entriesOf(literalOf(value, call, file, facts), python)?.entries ?? [],
  );
  const own = entriesOf(literal, python);
  return own && { ...own, taken };
}

/** A literal, or the last that a name was given before a place. */
const literalOf = (expr: Expr, before: Span, file: string, facts: Facts): Expr | undefined =>
  expr.kind === 'dict' ? expr : lastGiven(expr, before, file, facts);

const spreadIn = (literal: Expr): readonly Expr[] =>
  literal.kind === 'dict' ? literal.entries.flatMap(({ key, value }) => (key === null ? [value] : [])) : [];

/** Of `{...}` and `dict(...)`. */
function entriesOf(literal: Expr | undefined, python: boolean): Omit<Entries, 'taken'> | undefined {
  if (!literal) return undefined;
  if (literal.kind === 'dict')
    return {
      brackets: literal,
      entries: literal.entries.flatMap(({ key, value, start, end }) =>
        key?.kind === 'string' && key.value !== undefined
          ? [{ name: key.value, nameStart: key.start, value, start, end }]
          : [],
      ),
      write: (name, text) => (python ? `'${name}': ${text}` : `${name}: ${text}`),
    };
  const isDict = literal.kind === 'call' && literal.callee.kind === 'name' && literal.callee.name === 'dict';
  if (!isDict) return undefined;
  return {
    brackets: literal.argumentsSpan,
    entries: literal.arguments.flatMap(({ name, value, start, end }) =>
      name === null ? [] : [{ name, nameStart: start, value, start, end }],
    ),
    write: (name, text) => `${name}=${text}`,
  };
}

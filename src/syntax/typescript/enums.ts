/**
 * Enums as dicts with their numbers filled in. Source: the TypeScript handbook, "Enums": a member without a value is one more than
 * the member before it, the first is 0; a number also maps back to its name.
 */
import type { Lowering, StmtRule } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { childOf, named, type SyntaxNode, spanOf } from '../node.ts';
import type { DictEntry, Expr } from '../tree.ts';
import { propertyKey } from './collections.ts';
import { constantOf } from './constants.ts';
import { constant } from './declarations.ts';

export const enumDeclaration: StmtRule = (node, lowering) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (name === null || body === null) return [];
  const members = membersOf(body, lowering);
  const back = node.children.some(child => child.type === 'const') ? [] : members.flatMap(reverse);
  const value: Expr = { kind: 'dict', ...spanOf(body), entries: [...members, ...back] };
  return [constant(node, name, value, lowering)];
};

function membersOf(body: SyntaxNode, lowering: Lowering): readonly DictEntry[] {
  const values = new Map<string, number>();
  let next: number | null = 0;
  return named(body).flatMap<DictEntry>(child => {
    const name = child.type === 'enum_assignment' ? childOf(child, 'name') : child;
    const key = name === null || name.type === 'ERROR' ? null : propertyKey(name, lowering);
    if (key === null) return [];
    const written = child.type === 'enum_assignment' ? childOf(child, 'value') : null;
    const value = written === null ? counted(child, next) : settled(lowering.expr(written), values);
    next = value.kind === 'number' ? value.value + 1 : null;
    if (value.kind === 'number') values.set(key.value, value.value);
    return [{ ...spanOf(child), key, value }];
  });
}

function counted(node: SyntaxNode, value: number | null): Expr {
  if (value === null) return opaque(node, 'an enum member without a value');
  return { kind: 'number', ...spanOf(node), value, float: !Number.isInteger(value) };
}

/** A member's value may name members before it, which no scope holds: only what can be computed here is known. */
function settled(value: Expr, members: ReadonlyMap<string, number>): Expr {
  if (value.kind === 'string') return value;
  const number = constantOf(value, members);
  if (number === null) return opaque(value, 'a computed enum member', [value]);
  return {
    kind: 'number',
    start: value.start,
    end: value.end,
    value: number,
    float: !Number.isInteger(number),
  };
}

function reverse({ key, value, start, end }: DictEntry): readonly DictEntry[] {
  if (key?.kind !== 'string' || value.kind !== 'number') return [];
  const back: Expr = { kind: 'string', start: key.start, end: key.end, value: String(value.value) };
  return [{ start, end, key: back, value: key }];
}

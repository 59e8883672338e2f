/** const, let, var and `using`; enums and namespaces, which are values at run time. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { valueBeside } from '../lowering.ts';
import { childOf, childOfType, ERROR, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { AssignStmt, DictEntry, Expr, Stmt } from '../tree.ts';
import { classOf } from './classes.ts';
import { calledAtOnce } from './scopes.ts';
import { annotationOf } from './types.ts';

/** One statement a variable. */
export const declaration: StmtRule = (node, lowering) => {
  const declarators = named(node).filter(child => child.type === 'variable_declarator');
  const declares = declaresOf(node);
  const [only] = declarators;
  if (only !== undefined && declarators.length === 1) return [declarator(only, node, declares, lowering)];
  return declarators.map(one => declarator(one, one, declares, lowering));
};

export function declaresOf(node: SyntaxNode): AssignStmt['declares'] {
  if (childOfType(node, 'var') !== null) return 'var';
  if (childOfType(node, 'let') !== null) return 'let';
  return childOfType(node, 'const', 'using') === null ? null : 'const';
}

/** `const A = class { }` is the class A. */
function declarator(
  node: SyntaxNode,
  whole: SyntaxNode,
  declares: AssignStmt['declares'],
  lowering: Lowering,
): Stmt {
  const name = childOf(node, 'name') ?? node;
  const value = childOf(node, 'value');
  if (value?.type === 'class' && name.type === 'identifier' && childOf(value, 'name') === null) {
    return { ...classOf(value, lowering.textOf(name), spanOf(name), lowering), ...spanOf(whole) };
  }
  return {
    kind: 'assign',
    ...spanOf(whole),
    targets: [lowering.target(name)],
    value: valueBeside(has(node, ERROR) ? node : whole, value, lowering),
    annotation: annotationOf(childOf(node, 'type'), lowering),
    declares,
  };
}

/** `namespace N { export const x = 1 }` is an object of what it exports. */
export const namespace: StmtRule = (node, lowering) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (name === null || body === null) return [];
  const stmts = lowering.body(body);
  const entries = stmts.flatMap<DictEntry>(stmt => {
    if (stmt.kind !== 'export') return [];
    const { start, end, exported, value } = stmt;
    return [{ start, end, key: { kind: 'string', start, end, value: exported }, value }];
  });
  const result: Stmt = { kind: 'return', ...spanOf(body), value: { kind: 'dict', ...spanOf(body), entries } };
  const value = calledAtOnce(body, [...stmts.filter(stmt => stmt.kind !== 'export'), result]);
  return [constant(node, name, nested(name, value, lowering), lowering)];
};

/** `namespace A.B` is `{ B: ... }` under the name A. */
function nested(name: SyntaxNode, value: Expr, lowering: Lowering): Expr {
  const [, ...inner] = pathOf(name);
  return inner.reduceRight<Expr>((object, part) => {
    const span = spanOf(part);
    const key: Expr = { kind: 'string', ...span, value: lowering.textOf(part) };
    return {
      kind: 'dict',
      start: name.start,
      end: object.end,
      entries: [{ start: span.start, end: object.end, key, value: object }],
    };
  }, value);
}

function pathOf(name: SyntaxNode): readonly SyntaxNode[] {
  return name.type === 'nested_identifier' ? named(name).flatMap(pathOf) : [name];
}

export function constant(node: SyntaxNode, name: SyntaxNode, value: Expr, lowering: Lowering): Stmt {
  const [first = name] = pathOf(name);
  const target = { kind: 'name' as const, ...spanOf(first), name: lowering.textOf(first) };
  return { kind: 'assign', ...spanOf(node), targets: [target], value, annotation: null, declares: 'const' };
}

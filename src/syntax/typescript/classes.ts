/**
 * Class declarations and expressions. `get`, `set` and `static` become decorators of these names; a setter is called `set name`, so
 * that it does not hide its getter.
 */
import type { ExprRule, Lowering, StmtRule } from '../lowering.ts';
import { exprStmt } from '../lowering.ts';
import { childOf, childOfType, ERROR, firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import type { ClassStmt, Expr, FunctionExpr, Span, Stmt } from '../tree.ts';
import { propertyKey } from './collections.ts';
import { functionOf, parameterProperties } from './functions.ts';
import { calledAtOnce } from './scopes.ts';
import { annotationOf } from './types.ts';

export const classDeclaration: StmtRule = (node, lowering) => {
  const name = childOf(node, 'name');
  return name === null
    ? [exprStmt(classExpr(node, lowering))]
    : [classOf(node, lowering.textOf(name), spanOf(name), lowering)];
};

export function classOf(node: SyntaxNode, name: string, nameSpan: Span, lowering: Lowering): ClassStmt {
  const body = childOf(node, 'body');
  return {
    kind: 'class',
    ...spanOf(node),
    name,
    nameSpan,
    bases: basesOf(node, lowering),
    keywords: [],
    body:
      body === null
        ? []
        : named(body).flatMap(child => lowering.remembered(child, () => memberOf(child, lowering))),
    decorators: decoratorsOf(node, lowering),
  };
}

/** A class inside an expression is what a function gives that defines it. */
export const classExpr: ExprRule = (node, lowering) => {
  const written = childOf(node, 'name');
  const name = written === null ? '(class)' : lowering.textOf(written);
  const nameSpan =
    written === null ? { start: node.start, end: node.start + 'class'.length } : spanOf(written);
  const value: Expr = { kind: 'name', ...nameSpan, name };
  const body: readonly Stmt[] = [
    classOf(node, name, nameSpan, lowering),
    { kind: 'return', ...spanOf(node), value },
  ];
  return calledAtOnce(node, body);
};

/** TypeScript wraps the base in an `extends` clause, JavaScript does not; `implements` says nothing at run time. */
function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const heritage = childOfType(node, 'class_heritage');
  if (heritage === null) return [];
  const clause = childOfType(heritage, 'extends_clause');
  const base =
    clause === null
      ? named(heritage).find(child => child.type !== 'implements_clause')
      : childOf(clause, 'value');
  return base === undefined || base === null ? [] : [lowering.expr(base)];
}

function decoratorsOf(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  return named(node).flatMap(child => {
    const inner = child.type === 'decorator' ? firstNamed(child) : null;
    return inner === null ? [] : [lowering.expr(inner)];
  });
}

function memberOf(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  switch (node.type) {
    case 'method_definition':
      return method(node, lowering);
    case 'public_field_definition':
    case 'field_definition':
      return childOfType(node, 'declare') === null ? field(node, lowering) : [];
    case 'class_static_block':
      return [{ kind: 'block', ...spanOf(node), body: lowering.body(childOf(node, 'body')) }];
    case ERROR:
      return lowering.stmt(node);
    default:
      return [];
  }
}

/** A method with a computed name cannot be called by name. */
function method(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const nameNode = childOf(node, 'name');
  if (nameNode === null) return [];
  const name = propertyKey(nameNode, lowering)?.value ?? lowering.textOf(nameNode);
  const isSetter = childOfType(node, 'set') !== null;
  return [
    {
      kind: 'function',
      ...spanOf(node),
      name: isSetter ? `set ${name}` : name,
      nameSpan: spanOf(nameNode),
      function: name === 'constructor' ? constructorOf(node, lowering) : functionOf(node, lowering),
      decorators: [...decoratorsOf(node, lowering), ...modifiers(node)],
    },
  ];
}

function modifiers(node: SyntaxNode): readonly Expr[] {
  const words = node.children.filter(
    child => !child.named && ['static', 'get', 'set'].includes(child.type.trim()),
  );
  return words.map(word => ({ kind: 'name', ...spanOf(word), name: word.type.trim() }));
}

const isStatic = (node: SyntaxNode): boolean =>
  node.children.some(child => !child.named && child.type.trim() === 'static');

/** Parameter properties are set after `super(...)`, or first. */
function constructorOf(node: SyntaxNode, lowering: Lowering): FunctionExpr {
  const made = functionOf(node, lowering);
  const properties = parameterProperties(node, lowering);
  const after = made.body.findIndex(isSuperCall) + 1;
  return { ...made, body: [...made.body.slice(0, after), ...properties, ...made.body.slice(after)] };
}

function isSuperCall(stmt: Stmt): boolean {
  if (stmt.kind !== 'expr' || stmt.value.kind !== 'call') return false;
  const { callee } = stmt.value;
  return callee.kind === 'name' && callee.name === 'super';
}

function field(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const nameNode = childOf(node, 'name') ?? childOf(node, 'property');
  if (nameNode === null) return [];
  const name = propertyKey(nameNode, lowering)?.value ?? lowering.textOf(nameNode);
  return [
    {
      kind: 'assign',
      ...spanOf(node),
      targets: [{ kind: 'name', ...spanOf(nameNode), name }],
      value: lowering.maybe(childOf(node, 'value')),
      annotation: annotationOf(childOf(node, 'type'), lowering),
      declares: null,
      ...(isStatic(node) && { isStatic: true as const }),
    },
  ];
}

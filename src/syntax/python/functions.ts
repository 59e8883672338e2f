/** Function and class definitions, lambdas, parameters, decorators. */
import type { ExprRule, Lowering, StmtRule } from '../lowering.ts';
import { exprStmt, syntaxError } from '../lowering.ts';
import { childOf, childrenOf, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, FunctionExpr, Parameter, Stmt } from '../tree.ts';
import { argumentsOf } from './access.ts';
import { yieldsInside } from './generators.ts';

export const lambda: ExprRule = (node, lowering): FunctionExpr => {
  const body = childOf(node, 'body');
  return {
    kind: 'function',
    ...spanOf(node),
    parameters: parametersOf(childOf(node, 'parameters'), lowering),
    body: body === null ? [] : [{ kind: 'return', ...spanOf(body), value: lowering.expr(body) }],
    returns: null,
    async: false,
    generator: false,
    bindsThis: true,
  };
};

export const functionDefinition: StmtRule = (node, lowering) => define(node, node, [], lowering);
export const classDefinition: StmtRule = (node, lowering) => define(node, node, [], lowering);

export const decorated: StmtRule = (node, lowering) => {
  const decorators = childrenOfDecorators(node, lowering);
  const definition = childOf(node, 'definition');
  return definition === null
    ? decorators.map(it => exprStmt(it))
    : define(definition, node, decorators, lowering);
};

function childrenOfDecorators(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  return named(node)
    .filter(child => child.type === 'decorator')
    .map(child => lowering.expr(firstNamed(child) ?? child));
}

/** `whole` includes the decorators, so that the spans of a statement's parts lie within its own. */
function define(
  node: SyntaxNode,
  whole: SyntaxNode,
  decorators: readonly Expr[],
  lowering: Lowering,
): readonly Stmt[] {
  const name = childOf(node, 'name');
  if (name === null) return [exprStmt(syntaxError(node, lowering))];
  const common = { ...spanOf(whole), name: lowering.textOf(name), nameSpan: spanOf(name), decorators };
  if (node.type === 'function_definition')
    return [{ kind: 'function', ...common, function: functionOf(node, lowering) }];
  const header = childOf(node, 'superclasses');
  const args = header === null ? [] : argumentsOf(header, lowering);
  return [
    {
      kind: 'class',
      ...common,
      bases: args.filter(it => it.name === null && it.spread !== 'dict').map(baseOf),
      keywords: args.filter(it => it.name !== null || it.spread === 'dict'),
      body: lowering.body(childOf(node, 'body')),
    },
  ];
}

function baseOf(argument: ReturnType<typeof argumentsOf>[number]): Expr {
  const { start, end, value } = argument;
  return argument.spread === null ? value : { kind: 'spread', start, end, value };
}

function functionOf(node: SyntaxNode, lowering: Lowering): FunctionExpr {
  const body = childOf(node, 'body');
  return {
    kind: 'function',
    ...spanOf(node),
    parameters: parametersOf(childOf(node, 'parameters'), lowering),
    body: lowering.body(body),
    returns: lowering.maybe(childOf(node, 'return_type')),
    async: has(node, 'async'),
    generator: body !== null && yieldsInside(body),
    bindsThis: true,
  };
}

function parametersOf(list: SyntaxNode | null, lowering: Lowering): readonly Parameter[] {
  if (list === null) return [];
  const found: Parameter[] = [];
  let keywordOnly = false;
  for (const child of named(list)) {
    if (child.type === 'keyword_separator') keywordOnly = true;
    const parameter = parameterOf(child, keywordOnly, lowering);
    if (parameter === null) continue;
    found.push(parameter);
    if (parameter.spread === 'list') keywordOnly = true;
  }
  return found;
}

const SPREADS: ReadonlyMap<string, 'list' | 'dict'> = new Map([
  ['list_splat_pattern', 'list'],
  ['dictionary_splat_pattern', 'dict'],
]);
const NAMED = new Set(['identifier', 'tuple_pattern', 'list_splat_pattern', 'dictionary_splat_pattern']);

/** null for `/`, `*` and what cannot be read. */
function parameterOf(node: SyntaxNode, keywordOnly: boolean, lowering: Lowering): Parameter | null {
  const written = NAMED.has(node.type) ? node : (childOf(node, 'name') ?? firstNamed(node));
  if (written === null || !NAMED.has(written.type) || node.type === 'ERROR') return null;
  const spread = SPREADS.get(written.type) ?? null;
  const inner = spread === null ? written : firstNamed(written);
  if (inner === null) return null;
  return {
    ...spanOf(node),
    target: lowering.target(inner),
    default: lowering.maybe(childOf(node, 'value')),
    annotation: lowering.maybe(childrenOf(node, 'type')[0] ?? null),
    spread,
    keywordOnly: keywordOnly && spread === null,
  };
}

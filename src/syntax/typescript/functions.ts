/** Functions of every spelling and their parameters. */
import type { ExprRule, Lowering, StmtRule } from '../lowering.ts';
import { childOf, childOfType, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { FunctionExpr, Parameter, Stmt } from '../tree.ts';
import { annotationOf } from './types.ts';

export const functionExpr: ExprRule = (node, lowering) => functionOf(node, lowering);

/** Arrow functions, function expressions and declarations, methods. */
export function functionOf(node: SyntaxNode, lowering: Lowering): FunctionExpr {
  const parameters = childOf(node, 'parameters') ?? childOf(node, 'parameter');
  return {
    kind: 'function',
    ...spanOf(node),
    parameters: parameters === null ? [] : parametersOf(parameters, lowering),
    body: bodyOf(childOf(node, 'body'), lowering),
    returns: annotationOf(childOf(node, 'return_type'), lowering),
    async: has(node, 'async'),
    generator: has(node, '*'),
    bindsThis: node.type !== 'arrow_function',
  };
}

function bodyOf(body: SyntaxNode | null, lowering: Lowering): readonly Stmt[] {
  if (body === null || body.type === 'statement_block') return lowering.body(body);
  return [{ kind: 'return', ...spanOf(body), value: lowering.expr(body) }];
}

function parametersOf(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const list = node.type === 'formal_parameters' ? named(node) : [node];
  return list.flatMap(child => parameter(child, lowering));
}

const PATTERNS = new Set(['identifier', 'object_pattern', 'array_pattern', 'rest_pattern', 'undefined']);

/** TypeScript's `this: T` is no parameter. */
function parameter(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const pattern = childOf(node, 'pattern') ?? childOf(node, 'left') ?? node;
  if (!PATTERNS.has(pattern.type)) return [];
  const rest = pattern.type === 'rest_pattern' ? firstNamed(pattern) : null;
  return [
    {
      ...spanOf(node),
      target: lowering.target(rest ?? pattern),
      default: lowering.maybe(childOf(node, 'value') ?? childOf(node, 'right')),
      annotation: annotationOf(childOf(node, 'type'), lowering),
      spread: rest === null ? null : 'list',
      keywordOnly: false,
    },
  ];
}

export const functionDeclaration: StmtRule = (node, lowering) => {
  const name = childOf(node, 'name');
  if (name === null) return [];
  return [
    {
      kind: 'function',
      ...spanOf(node),
      name: lowering.textOf(name),
      nameSpan: spanOf(name),
      function: functionOf(node, lowering),
      decorators: [],
    },
  ];
};

/** `this.units = units` for each `constructor(private units: number)`. */
export function parameterProperties(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const list = childOf(node, 'parameters');
  return (list === null ? [] : named(list)).flatMap(child => {
    const name = childOf(child, 'pattern');
    const isProperty = childOfType(child, 'accessibility_modifier', 'readonly', 'override_modifier') !== null;
    return isProperty && name !== null && name.type === 'identifier'
      ? [propertyAssignment(name, lowering)]
      : [];
  });
}

function propertyAssignment(node: SyntaxNode, lowering: Lowering): Stmt {
  const span = spanOf(node);
  const name = lowering.textOf(node);
  return {
    kind: 'assign',
    ...span,
    targets: [
      { kind: 'attribute', ...span, object: { kind: 'name', ...span, name: 'this' }, name, nameSpan: span },
    ],
    value: { kind: 'name', ...span, name },
    annotation: null,
    declares: null,
  };
}

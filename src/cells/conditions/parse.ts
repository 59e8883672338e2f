/**
 * Reads a condition or watch expression. mathjs parses the text and nothing more: its tree is copied node by node into ours, which has no way to
 * assign, to define, or to reach anything but the names of a step.
 */
import type { MathNode } from 'mathjs/number';
import { parseText } from '../mathjs.ts';
import { failure, type Result, success } from '../result.ts';
import { functionNames } from './functions.ts';
import { operatorNames, type UserNode, type UserOperator } from './tree.ts';

/** Characters of an expression; nobody types more. */
export const expressionLimit = 300;

/** Fails with one sentence that says what cannot be written, and what can. */
export function parseExpression(text: string): Result<UserNode> {
  if (text.trim() === '') return failure(text, 'Type an expression, such as max(abs(c)) > 5.');
  if (text.length > expressionLimit) return failure(text, `At most ${expressionLimit} characters.`);
  let node: MathNode;
  try {
    node = parseText(text);
  } catch (error) {
    return failure(text, syntaxProblem(error));
  }
  const result = copied(node);
  return typeof result === 'string' ? failure(text, result) : success(result);
}

/** mathjs says `Unexpected operator ) (char 5)`. */
function syntaxProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const found = /^(.*) \(char (\d+)\)$/.exec(message);
  return found ? `${found[1]}, at character ${found[2]}.` : `${message}.`;
}

interface Parsed {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly fn?: unknown;
  readonly args?: readonly Parsed[];
  readonly content?: Parsed;
  readonly object?: Parsed;
  readonly index?: Parsed;
  readonly dimensions?: readonly Parsed[];
  readonly conditionals?: readonly string[];
  readonly params?: readonly Parsed[];
}

/** The tree of a parsed node, or why there is none. */
function copied(node: Parsed): UserNode | string {
  switch (node.type) {
    case 'ConstantNode':
      return constant(node.value);
    case 'SymbolNode':
      return { kind: 'name', name: String(node.name) };
    case 'ParenthesisNode':
      return node.content ? copied(node.content) : 'Empty parentheses.';
    case 'OperatorNode':
      return operation(String(node.fn), node.args ?? []);
    case 'RelationalNode':
      return relation(node.conditionals ?? [], node.params ?? []);
    case 'FunctionNode':
      return call(node);
    case 'AccessorNode':
      return element(node);
    case 'AssignmentNode':
    case 'FunctionAssignmentNode':
      return 'Nothing is assigned here: a comparison is written ==.';
    default:
      return `An expression has no ${words(node.type)}.`;
  }
}

/** 'ArrayNode' is "array", 'ConditionalNode' "conditional". */
function words(type: string): string {
  return type
    .replace(/Node$/, '')
    .replace(/\B[A-Z]/g, letter => ` ${letter}`)
    .toLowerCase();
}

function constant(value: unknown): UserNode | string {
  if (typeof value === 'boolean') return { kind: 'number', value: Number(value) };
  return typeof value === 'number' ? { kind: 'number', value } : `${JSON.stringify(value)} is not a number.`;
}

function operation(name: string, parts: readonly Parsed[]): UserNode | string {
  const operator = name === 'ctranspose' ? 'transpose' : operatorNames.find(each => each === name);
  if (!operator) return `The operator "${name}" cannot be used here.`;
  return withOperands(parts, operands => ({ kind: 'operation', operator, operands }));
}

/** `0 < f < 1` is two comparisons. */
function relation(conditionals: readonly string[], parts: readonly Parsed[]): UserNode | string {
  return withOperands(parts, operands => {
    const pairs = conditionals.flatMap((name, index): UserNode[] => {
      const operator = operatorNames.find(each => each === name);
      const [a, b] = [operands[index], operands[index + 1]];
      return operator && a && b ? [{ kind: 'operation', operator, operands: [a, b] }] : [];
    });
    const and: UserOperator = 'and';
    return pairs.reduce((all, each) => ({ kind: 'operation', operator: and, operands: [all, each] }));
  });
}

function call({ fn, args = [] }: Parsed): UserNode | string {
  const name = typeof fn === 'object' && fn !== null && 'name' in fn ? String(fn.name) : String(fn);
  if (!functionNames.includes(name))
    return `There is no function "${name}": there are ${functionNames.join(', ')}.`;
  if (args.length === 0) return `${name}() needs something to work on.`;
  return withOperands(args, operands => ({ kind: 'call', name, operands }));
}

function element({ object, index }: Parsed): UserNode | string {
  const places = (index?.dimensions ?? []).map(each =>
    each.type === 'ConstantNode' && typeof each.value === 'number' ? each.value : Number.NaN,
  );
  const [row = Number.NaN, column = 0] = places;
  if (places.length > 2 || !Number.isInteger(row) || !Number.isInteger(column))
    return 'An element is written with whole numbers from 0: c[2], W_f[0, 3].';
  const of = object ? copied(object) : 'Nothing before [ ].';
  return typeof of === 'string' ? of : { kind: 'element', of, row, column };
}

function withOperands(
  parts: readonly Parsed[],
  make: (operands: readonly UserNode[]) => UserNode,
): UserNode | string {
  const operands: UserNode[] = [];
  for (const part of parts) {
    const operand = copied(part);
    if (typeof operand === 'string') return operand;
    operands.push(operand);
  }
  return make(operands);
}

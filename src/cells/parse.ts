/** Reads a cell's equations: mathjs parses the text (and nothing more), its nodes become our operation tree. */
import type { MathNode } from 'mathjs/number';
import type { Equation, Expression, OperatorName } from './expression.ts';
import { operation, symbolLeaf } from './expression.ts';
import { parseText } from './mathjs.ts';
import { failure, type Result, success } from './result.ts';

/** mathjs's names of the operators a formula may use. */
const operators: ReadonlyMap<string, OperatorName> = new Map([
  ['multiply', 'multiply'],
  ['dotMultiply', 'hadamard'],
  ['add', 'add'],
  ['subtract', 'subtract'],
  ['ctranspose', 'transpose'],
]);

/** What mathjs's node classes carry, by `type`; its own type guards are not part of the parsing-only build. */
interface ParsedNode {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly fn?: unknown;
  readonly args?: readonly ParsedNode[];
  readonly content?: ParsedNode;
  readonly object?: ParsedNode;
}

/**
 * Parses one equation, `f_t = sigmoid(W_f * x_t + U_f * h_prev + b_f)`: `*` is the matrix product, `.*` the element-wise
 * product, `'` the transpose. Sums are flattened.
 * Fails (with the place in the text) on text that does not parse, and on anything that is not one equation of these operators.
 */
export function parseEquation(text: string): Result<Equation> {
  let node: ParsedNode;
  try {
    node = view(parseText(text));
  } catch (error) {
    return failure(text, error instanceof Error ? error.message : String(error));
  }
  if (node.type !== 'AssignmentNode' || !node.value || !isNode(node.value) || !node.object)
    return failure(text, 'Expected one equation, "symbol = expression".');
  const expression = lower(node.value);
  if (typeof expression === 'string') return failure(text, expression);
  return success({ target: String(node.object.name), expression });
}

/** Our view of a mathjs node: its classes are richer than the parsing-only build needs. */
function view(node: MathNode): ParsedNode {
  return node;
}

function isNode(value: unknown): value is ParsedNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The tree of a parsed node, or why there is none. */
function lower(node: ParsedNode): Expression | string {
  switch (node.type) {
    case 'SymbolNode':
      return symbolLeaf(String(node.name));
    case 'ConstantNode':
      return typeof node.value === 'number'
        ? { kind: 'number', value: node.value }
        : `${String(node.value)} is not a number.`;
    case 'ParenthesisNode':
      return node.content ? lower(node.content) : 'Empty parentheses.';
    case 'FunctionNode':
      return lowerApplication(node);
    case 'OperatorNode':
      return lowerOperator(node);
    default:
      return `A formula has no ${node.type.replace('Node', '').toLowerCase()}.`;
  }
}

function lowerApplication(node: ParsedNode): Expression | string {
  const [argument, ...more] = node.args ?? [];
  if (!argument || more.length > 0) return `${nameOf(node.fn)} takes one argument.`;
  const operand = lower(argument);
  return typeof operand === 'string' ? operand : { kind: 'apply', activation: nameOf(node.fn), operand };
}

function lowerOperator(node: ParsedNode): Expression | string {
  const operator = operators.get(String(node.fn));
  if (!operator) return `The operator ${String(node.fn)} has no meaning here.`;
  const operands: Expression[] = [];
  for (const argument of node.args ?? []) {
    const operand = lower(argument);
    if (typeof operand === 'string') return operand;
    const sameSum = operator === 'add' && operand.kind === 'operation' && operand.operator === 'add';
    operands.push(...(sameSum ? operand.operands : [operand]));
  }
  return operation(operator, ...operands);
}

function nameOf(fn: unknown): string {
  return isNode(fn) && 'name' in fn ? String(fn.name) : String(fn);
}

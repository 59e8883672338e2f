/** An equation in another notation. Every rewriting is an equality of linear algebra: (W x)ᵀ = xᵀ Wᵀ, and W x + U h = [U W] [h; x]. */
import { inputSymbol } from '../cell.ts';
import type { Expression, OperationNode } from '../expression.ts';
import { symbolsIn } from '../expression.ts';
import { gateOfJoined, joinedSymbol, roleOf } from '../notation.ts';
import type { Notation } from './notation-type.ts';
import type { Shown, ShownOperation } from './shown.ts';

export function inNotation(expression: Expression, { vectors, products }: Notation): Shown {
  const joined = products === 'joined' ? joinedIn(expression) : expression;
  return vectors === 'row' ? lying(joined) : joined;
}

interface Product {
  readonly node: OperationNode;
  readonly weight: Expression;
  readonly vector: Expression;
  readonly symbol: string;
}

/** Where a sum has the product with the input and the one with the state before, one product in the place of the first. */
function joinedIn(node: Expression): Shown {
  if (node.kind === 'apply') return { ...node, operand: joinedIn(node.operand), origins: [node] };
  if (node.kind !== 'operation') return node;
  const input = node.operator === 'add' ? node.operands.map(productOf).find(isOfInput) : undefined;
  const state = input && node.operands.map(productOf).find(each => isOfState(each, gateIn(input.symbol)));
  if (!input || !state) return { ...node, operands: node.operands.map(joinedIn), origins: [node] };
  const isTurned = input.weight.kind === 'operation';
  const leaf: Shown = { kind: 'symbol', name: joinedSymbol(gateIn(input.symbol)) };
  const product: ShownOperation = {
    kind: 'operation',
    operator: 'multiply',
    operands: [
      isTurned ? { kind: 'operation', operator: 'transpose', operands: [leaf] } : leaf,
      { kind: 'join', axis: 0, operands: [state.vector, input.vector] },
    ],
    origins: [input.node, state.node],
  };
  const operands = node.operands.flatMap((operand): readonly Shown[] => {
    if (operand === input.node) return [product];
    return operand === state.node ? [] : [joinedIn(operand)];
  });
  // Without a bias, the product is all there is.
  const [only] = operands;
  if (only && operands.length === 1) return { ...product, origins: [node, input.node, state.node] };
  return { ...node, operands, origins: [node] };
}

function productOf(node: Expression): Product | undefined {
  if (node.kind !== 'operation' || node.operator !== 'multiply') return undefined;
  const [weight, vector] = node.operands;
  const symbol = weight && symbolsIn(weight)[0];
  return weight && vector && symbol ? { node, weight, vector, symbol } : undefined;
}

const gateIn = (symbol: string): string => symbol.slice(2);

const isOfInput = (product: Product | undefined): product is Product =>
  product !== undefined &&
  roleOf(product.symbol) === 'W' &&
  product.vector.kind === 'symbol' &&
  product.vector.name === inputSymbol;

const isOfState = (product: Product | undefined, gate: string): product is Product =>
  product !== undefined && roleOf(product.symbol) === 'U' && gateIn(product.symbol) === gate;

/** The same with vectors that lie: each node stands for the transpose of what it was. */
function lying(node: Shown): Shown {
  if (node.kind === 'number') return node;
  if (node.kind === 'symbol') return isMatrix(node.name) ? turned(node) : node;
  if (node.kind === 'join') return { ...node, axis: 1, operands: node.operands.map(lying) };
  const origins = 'origins' in node ? node.origins : undefined;
  const own = origins ?? (isExpression(node) ? [node] : undefined);
  const kept = own && { origins: own };
  if (node.kind === 'apply')
    return { kind: 'apply', activation: node.activation, operand: lying(node.operand), ...kept };
  const [first] = node.operands;
  if (node.operator === 'transpose') return first ?? node;
  const operands = node.operands.map(lying);
  return {
    kind: 'operation',
    operator: node.operator,
    operands: node.operator === 'multiply' ? operands.reverse() : operands,
    ...kept,
  };
}

function isMatrix(symbol: string): boolean {
  return ['W', 'U', 'R'].includes(roleOf(symbol) ?? '') || gateOfJoined(symbol) !== undefined;
}

function turned(node: Shown): Shown {
  return { kind: 'operation', operator: 'transpose', operands: [node] };
}

/** A node of the equation itself has no joined vector in it. */
function isExpression(node: Shown): node is Expression {
  if (node.kind === 'join') return false;
  if (node.kind === 'apply') return isExpression(node.operand);
  return node.kind !== 'operation' || node.operands.every(isExpression);
}

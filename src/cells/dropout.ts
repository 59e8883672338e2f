/**
 * Recurrent dropout: each product with the state before sees it through a mask of its gate's own, which is the same in every time step. What is
 * kept is scaled up, so that the sum stays as large as it was. keras/src/layers/rnn/lstm.py, gru.py, simple_rnn.py, dropout_rnn_cell.py
 */
import { type Equation, type Expression, operation, symbolLeaf, symbolsIn } from './expression.ts';
import { parameterSymbol, roleOf } from './notation.ts';

/** `m_f`, or `m` for a cell without gates. */
export function maskSymbol(gate: string): string {
  return gate === '' ? 'm' : `m_${gate}`;
}

/** The gate of a mask's symbol; undefined for every other symbol. */
export function gateOfMask(symbol: string): string | undefined {
  const [base, gate = ''] = symbol.split('_');
  return base === 'm' && symbol === maskSymbol(gate) ? gate : undefined;
}

/** The equation with `h_prev` masked wherever a recurrent weight is multiplied with it. */
export function masked({ target, expression }: Equation): Equation {
  return { target, expression: maskedNode(expression) };
}

function maskedNode(node: Expression): Expression {
  if (node.kind === 'apply') return { ...node, operand: maskedNode(node.operand) };
  if (node.kind !== 'operation') return node;
  const [left, right] = node.operands;
  const weight = node.operator === 'multiply' && left ? symbolsIn(left)[0] : undefined;
  if (left && right && weight && roleOf(weight) === 'U') {
    const gate = weight === parameterSymbol('U', '') ? '' : weight.slice(2);
    return operation('multiply', left, behind(right, maskSymbol(gate)));
  }
  return { ...node, operands: node.operands.map(maskedNode) };
}

function behind(node: Expression, mask: string): Expression {
  if (node.kind === 'symbol' && node.name === 'h_prev') return operation('hadamard', symbolLeaf(mask), node);
  return node.kind === 'operation'
    ? { ...node, operands: node.operands.map(operand => behind(operand, mask)) }
    : node;
}

/** An expression as code of a library: `W_f.T @ x_t + U_f.T @ h + b_f`, `W_f.transpose().matMul(x_t).add(b_f)`. */
import type { BoundCell } from '../bind.ts';
import type { Expression, OperatorName } from '../expression.ts';
import { operators } from '../operators.ts';
import { needsParentheses, symbolIn } from '../write.ts';
import type { Library } from './library.ts';

/** What symbols are called in code where not as in the formula. */
export type Names = ReadonlyMap<string, string>;

const inCode: Names = new Map([
  ['h_prev', 'h'],
  ['c_prev', 'c'],
]);

export const pythonOperators: Readonly<Record<Exclude<OperatorName, 'transpose'>, string>> = {
  multiply: '@',
  hadamard: '*',
  add: '+',
  subtract: '-',
};

const methods: Readonly<Record<OperatorName, string>> = {
  multiply: 'matMul',
  hadamard: 'mul',
  add: 'add',
  subtract: 'sub',
  transpose: 'transpose',
};

export interface CodeStyle {
  readonly bound: BoundCell;
  readonly library: Library;
  readonly names: Names;
}

export function codeOf(node: Expression, style: CodeStyle): string {
  if (node.kind === 'number') return String(node.value);
  if (node.kind === 'symbol')
    return style.names.get(node.name) ?? inCode.get(node.name) ?? symbolIn(style.bound, node.name);
  if (node.kind === 'apply') return `${node.activation}(${codeOf(node.operand, style)})`;
  const parts = node.operands.map(operand => codeOf(operand, style));
  return style.library.language === 'javascript'
    ? calls(node.operator, parts)
    : infix(node.operator, node.operands, parts);
}

function infix(operator: OperatorName, operands: readonly Expression[], parts: readonly string[]): string {
  const own = operators[operator].precedence;
  const wrapped = parts.map((part, index) => {
    const operand = operands[index];
    return operand && needsParentheses(operand, own, index, operator !== 'add') ? `(${part})` : part;
  });
  return operator === 'transpose' ? `${wrapped[0]}.T` : wrapped.join(` ${pythonOperators[operator]} `);
}

function calls(operator: OperatorName, parts: readonly string[]): string {
  const method = methods[operator];
  if (operator === 'transpose') return `${parts[0]}.${method}()`;
  return parts.reduce(
    (left, right) => `${/^\d/.test(left) ? `tf.scalar(${left})` : left}.${method}(${right})`,
  );
}

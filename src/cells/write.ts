/** Writes an expression in a layout's symbols, as plain text and as LaTeX. */
import { writtenActivation } from './activations.ts';
import type { BoundCell } from './bind.ts';
import type { Expression } from './expression.ts';
import { symbolLatex, symbolText, written } from './notation.ts';
import { inNotation, type Notation, plainNotation, type Shown } from './notations/index.ts';
import { leafPrecedence, operators } from './operators.ts';

/** How the parts of an expression are put into words; text and LaTeX differ only in this. */
interface Style {
  readonly symbol: (name: string) => string;
  readonly glue: 'text' | 'latex';
  readonly parenthesis: readonly [open: string, close: string];
  readonly activation: (name: string) => string;
  /** May wrap what was written for a node; LaTeX marks the operation that is being shown. */
  readonly wrap: (node: Shown, text: string) => string;
}

/** `σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)` */
export function expressionText(
  expression: Shown,
  bound: BoundCell,
  logistic: Notation['logistic'] = logisticOf(bound),
): string {
  return write(expression, {
    symbol: name => symbolText(written(name, bound.layout, bound.stored)),
    glue: 'text',
    parenthesis: ['(', ')'],
    activation: name => activationAs(name, logistic),
    wrap: (_, text) => text,
  });
}

/** A part of an equation as a step has it: of lying vectors `x_t W_f`, where the equation's own is `W_fᵀ x_t`. */
export function stepText(expression: Expression, bound: BoundCell): string {
  return expressionText(isLying(bound) ? inNotation(expression, lying) : expression, bound);
}

const lying: Notation = { ...plainNotation, vectors: 'row' };

/** Whether vectors are written as rows, x W. */
export function isLying({ writing }: BoundCell): boolean {
  return writing?.vectors === 'row';
}

/** An activation as the cell's formulas write it: `σ` or `sigmoid`. */
export function activationText(name: string, bound: BoundCell): string {
  return activationAs(name, logisticOf(bound));
}

const activationAs = (name: string, logistic: Notation['logistic']): string =>
  logistic === 'name' ? plainName(name) : writtenActivation(name);

const logisticOf = ({ writing }: BoundCell): Notation['logistic'] => writing?.logistic ?? 'sign';

/** The text of a symbol in this layout: `g_t` is Keras' `c̃_t`. */
export function symbolIn(bound: BoundCell, name: string): string {
  return expressionText({ kind: 'symbol', name }, bound);
}

/** LaTeX of an expression; `marked` nodes get the class of that name (`\class`, which temml turns into a CSS class). */
export function expressionLatex(
  expression: Shown,
  bound: BoundCell,
  marked?: (node: Shown) => string,
  logistic: Notation['logistic'] = logisticOf(bound),
): string {
  return write(expression, {
    symbol: name => symbolLatex(written(name, bound.layout, bound.stored)),
    glue: 'latex',
    parenthesis: ['(', ')'],
    activation: name => (logistic === 'name' ? operatorName(plainName(name)) : latexActivation(name)),
    wrap: (node, text) => {
      const mark = marked?.(node) ?? '';
      return mark === '' ? text : `\\class{${mark}}{${text}}`;
    },
  });
}

function latexActivation(name: string): string {
  const text = writtenActivation(name);
  if (text === 'σ') return '\\sigma';
  return operatorName(text);
}

/** The name may come from a user's program: only letters, digits and underscores reach LaTeX. */
function operatorName(text: string): string {
  return text === 'tanh' ? '\\tanh' : `\\operatorname{${text.replace(/\W/g, '').replaceAll('_', '\\_')}}`;
}

/** Without the sign of the logistic function. */
function plainName(activation: string): string {
  return activation === 'sigmoid' ? activation : writtenActivation(activation);
}

function write(node: Shown, style: Style): string {
  return style.wrap(node, writeNode(node, style));
}

function writeNode(node: Shown, style: Style): string {
  if (node.kind === 'symbol') return style.symbol(node.name);
  if (node.kind === 'number') return String(node.value);
  const [open, close] = style.parenthesis;
  if (node.kind === 'join')
    return joined(
      node.operands.map(operand => write(operand, style)),
      style,
    );
  if (node.kind === 'apply')
    return style.activation(node.activation) + open + write(node.operand, style) + close;
  const operator = operators[node.operator];
  const parts = node.operands.map((operand, index) => {
    const text = write(operand, style);
    return needsParentheses(operand, operator.precedence, index, node.operator === 'subtract')
      ? open + text + close
      : text;
  });
  return node.operator === 'transpose'
    ? parts.join('') + operator[style.glue]
    : parts.join(operator[style.glue]);
}

function joined(parts: readonly string[], { glue }: Style): string {
  const text = parts.join(', ');
  return glue === 'latex' ? `\\left[${text}\\right]` : `[${text}]`;
}

/** Whether an operand of an operator of this precedence is written in parentheses. */
export function needsParentheses(node: Shown, precedence: number, index: number, ordered: boolean): boolean {
  const own = node.kind === 'operation' ? operators[node.operator].precedence : leafPrecedence;
  return own < precedence || (ordered && index > 0 && own === precedence);
}

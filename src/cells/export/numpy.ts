/** A script that needs NumPy alone: the weights as the framework stores them, the gates cut out of them, the equations, and what must come out. */
import type { BoundCell } from '../bind.ts';
import type { Expression } from '../expression.ts';
import type { StoredWeight } from '../layouts/layout.ts';
import { letterOf as gateLetter } from '../notation.ts';
import { countText } from '../number-text.ts';
import { failure, success } from '../result.ts';
import { type Block, blocksOf, joinWeights, type Weights } from '../weights.ts';
import { cellTold, type ExportedCell, type Exporter, fileNameOf, MOST_EXPORTED } from './exported.ts';
import { numpyFunctions } from './numpy-functions.ts';
import {
  arraySource,
  comparisonLines,
  initialName,
  inputLines,
  isPacked,
  matrixTensor,
  plainWords,
  unpackedSource,
  vectorTensor,
} from './python.ts';

export const exportNumpy: Exporter = cell => {
  const { bound, sizes, parameters, precision, x } = cell;
  const weights = joinWeights(bound, sizes, parameters);
  const count = [...weights.values()].reduce((sum, { data }) => sum + data.length, x.data.length);
  if (count > MOST_EXPORTED) return failure('numpy', `A script of ${countText(count)} numbers is too large.`);
  const used = functionsIn(bound);
  const unknown = used.find(name => !Object.hasOwn(numpyFunctions, name));
  if (unknown) return failure('numpy', `The activation "${unknown}" cannot be written in NumPy here.`);
  const packed = isPacked([...weights.values(), matrixTensor(x)]);
  const text = [
    `"""${plainWords(cell.name)}. ${cellTold(cell)}`,
    '',
    'Written by LSTM Shapes. It needs NumPy alone and ends silently where it gives what the calculator gave.',
    '"""',
    ...(packed ? ['import base64'] : []),
    ...(used.includes('gelu') ? ['import math'] : []),
    ...(packed || used.includes('gelu') ? [''] : []),
    'import numpy as np',
    ...(packed ? ['', unpackedSource(precision)] : ['']),
    ...used.map(name => `\ndef ${name}(a):\n    return ${numpyFunctions[name]}\n`),
    '',
    `# Weights as ${bound.layout.title} stores them.`,
    ...weightLines(bound, weights, cell),
    '',
    '# One parameter a gate.',
    ...bound.weights.flatMap(weight => blockLines(bound, weight, cell)),
    ...maskLines(cell),
    '',
    ...inputLines(cell),
    '',
    ...loopLines(bound),
    '',
    ...comparisonLines(cell, (_, previous) => previous),
    '',
  ].join('\n');
  return success({ fileName: fileNameOf(cell, '_numpy.py'), language: 'python', text });
};

function weightLines(bound: BoundCell, weights: Weights, { precision }: ExportedCell): readonly string[] {
  return bound.weights.flatMap(({ name }) => {
    const tensor = weights.get(name);
    return tensor ? [`${variable(name)} = ${arraySource(tensor, precision)}`] : [];
  });
}

/** One column a mask. */
function maskLines({ bound, masks, precision }: ExportedCell): readonly string[] {
  const lines = bound.masks.flatMap(symbol => {
    const mask = masks?.get(symbol);
    return mask ? [`${symbol} = ${arraySource(vectorTensor(mask), precision)}`] : [];
  });
  return lines.length > 0 ? ['', '# The masks of the recurrent dropout, one a gate.', ...lines] : [];
}

/** 'linear/w' and 'l0.kernel' are no names in Python. */
const variable = (name: string): string => {
  const plain = name.replace(/\W/g, '_');
  return ['W', 'U', 'R', 'b'].includes(plain) ? `stored_${plain}` : plain;
};

/** `W_f = kernel[:, 10:20]  # f` */
function blockLines(bound: BoundCell, weight: StoredWeight, { sizes }: ExportedCell): readonly string[] {
  const blocks = blocksOf(bound, weight, sizes);
  return blocks.map(block => {
    const letter = gateLetter(block.gate, bound.stored);
    const comment = letter === '' || letter === block.gate ? '' : `  # ${letter}`;
    return `${block.symbol} = ${variable(weight.name)}${sliceOf(block, blocks)}${comment}`;
  });
}

function sliceOf(block: Block, all: readonly Block[]): string {
  const { weight, role, row, column, rows, columns, stride } = block;
  const isVector = !['W', 'U', 'R'].includes(role);
  const range = (start: number, length: number): string =>
    stride > 1 ? `${start}::${stride}` : `${start}:${start + length}`;
  const direction = weight.directions ? '0, ' : '';
  if (isVector) {
    if (weight.biasColumn) return `[${range(row, rows)}, 0]`;
    const along = range(column, columns);
    return weight.biasRow ? `[${row}, ${along}]` : `[${direction}${along}]`;
  }
  const isAlone = all.length === 1;
  if (isAlone) return direction === '' ? '' : '[0]';
  const isDown = weight.gateAxis === 0;
  const down = stride > 1 && isDown ? range(row, rows) : `${row}:${row + rows}`;
  const across = stride > 1 && !isDown ? range(column, columns) : `${column}:${column + columns}`;
  return `[${direction}${down}, ${across}]`;
}

function loopLines({ cell, equations }: BoundCell): readonly string[] {
  return [
    ...cell.states.map(({ previous }) => `${previous} = ${initialName(previous)}`),
    'for x_t in x:',
    ...equations.map(({ target, expression }) => `    ${target} = ${source(expression)}`),
    `    ${cell.states.map(({ previous }) => previous).join(', ')} = ${cell.states.map(({ symbol }) => symbol).join(', ')}`,
  ];
}

const signs = { add: ' + ', subtract: ' - ', hadamard: ' * ', multiply: ' @ ' } as const;

/** Python's `@` and `*` bind alike, from the left: what stands in a product is in parentheses. */
function source(node: Expression): string {
  if (node.kind === 'symbol') return node.name;
  if (node.kind === 'number') return String(node.value);
  if (node.kind === 'apply') return `${node.activation}(${source(node.operand)})`;
  if (node.operator === 'transpose') return `${node.operands.map(source).join('')}.T`;
  const isProduct = node.operator === 'hadamard' || node.operator === 'multiply';
  return node.operands
    .map((operand, place) => {
      const text = source(operand);
      const isSum =
        operand.kind === 'operation' && (operand.operator === 'add' || operand.operator === 'subtract');
      const isInner = operand.kind === 'operation' && operand.operator !== 'transpose';
      const needs = isProduct ? isInner : node.operator === 'subtract' && place > 0 && isSum;
      return needs ? `(${text})` : text;
    })
    .join(signs[node.operator]);
}

function functionsIn({ equations }: BoundCell): readonly string[] {
  const names = new Set<string>();
  const look = (node: Expression): void => {
    if (node.kind === 'apply') {
      names.add(node.activation);
      look(node.operand);
    } else if (node.kind === 'operation') node.operands.forEach(look);
  };
  for (const { expression } of equations) look(expression);
  return [...names];
}

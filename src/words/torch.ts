/** PyTorch; run with 2.13. Those of products are the same since 1.10. */
import type { Shape } from '../shapes/index.ts';
import { figure, figures, productFigure, tuple } from './figures.ts';
import type { OperandWords } from './operands.ts';

export const torchOperands: OperandWords = {
  product: ([a, b]) => {
    if (b.length === 2) return torchFolded(a, b);
    if (b.length === 1) return a.length === 1 ? vectors(a, b) : vectorWords(a, b);
    return a.length === 3 && b.length === 3
      ? `Expected size for first two dimensions of batch2 tensor to be: [${figures([a[0], a[2]].flatMap(dim => dim ?? []))}] but got: [${figures(b.slice(0, 2))}].`
      : undefined;
  },
  // The axis is one of the result, to which the shorter shape is lined up from the end.
  sum: (pair, { left, right }) => {
    const [a, b] = left.operand === 0 ? [left, right] : [right, left];
    const axis = a.axis + Math.max(0, pair[1].length - pair[0].length);
    return `The size of tensor a (${figure(a.dim)}) must match the size of tensor b (${figure(b.dim)}) at non-singleton dimension ${axis}`;
  },
};

/** All axes but the last of the first factor count as one. */
export function torchFolded(a: Shape, b: Shape): string {
  const last = figure(a.at(-1));
  return `mat1 and mat2 shapes cannot be multiplied (${productFigure(a.slice(0, -1))}x${last} and ${figures(b, 'x')})`;
}

function vectorWords(a: Shape, b: Shape): string {
  const rows = productFigure(a.slice(0, -1));
  return `size mismatch, got input (${rows}), mat (${rows}x${figure(a.at(-1))}), vec (${figures(b)})`;
}

function vectors(a: Shape, b: Shape): string {
  return `inconsistent tensor size, expected tensor [${figures(a)}] and src [${figures(b)}] to have the same number of elements, but got ${figures(a)} and ${figures(b)} elements respectively`;
}

/** An initial state with another number of axes than the input: `forward` of torch/nn/modules/rnn.py. */
export function torchStateRank(operation: string, wanted: number): string {
  const names = operation === 'LSTM' ? 'hx and cx' : 'hx';
  const input = wanted === 3 ? 'batched 3-D' : 'unbatched 2-D';
  return `For ${input} input, ${names} should also be ${wanted}-D`;
}

export function torchStateName(operation: string, role: string): string {
  if (role === 'c_0') return 'hidden[1]';
  return operation === 'LSTM' ? 'hidden[0]' : 'hidden';
}

/** An initial state of other sizes than (num_layers * directions, batch, hidden_size): `check_hidden_size` of the same file. */
export function torchStateShape(operation: string, role: string, wanted: Shape, given: Shape): string {
  return `Expected ${torchStateName(operation, role)} size ${tuple(wanted)}, got [${figures(given)}]`;
}

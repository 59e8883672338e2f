/** A split whose parts do not add up to the size of the axis. */
import { fixNumbers } from './fix/numbers.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const unevenSplit = defineRule(
  {
    name: 'uneven-split',
    severity: 'error',
    summary: 'A split whose parts do not add up to the size of the axis.',
    why: `Splitting fused gates needs the right axis and the right number: four parts for an LSTM, three for
a GRU, along the axis on which the framework joins them (axis 0 of \`weight_ih_l0\` in PyTorch, axis 1 of
\`kernel\` in Keras).`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

kernel = np.zeros((8, 40))
parts = «np.split(kernel, 3, axis=1)»
`,
        fixed: `import numpy as np

kernel = np.zeros((8, 40))
parts = np.split(kernel, 4, axis=1)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

kernel = np.zeros((8, 40))
W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=1)
`,
      },
    ],
    links: [
      { title: 'NumPy: split', url: 'https://numpy.org/doc/stable/reference/generated/numpy.split.html' },
      { title: 'PyTorch: split', url: 'https://docs.pytorch.org/docs/stable/generated/torch.split.html' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'divisible' || conflict.mismatch.kind === 'parts',
    fixes: fixNumbers,
    tell: tellMismatch,
  },
);

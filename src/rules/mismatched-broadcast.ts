/** Tensors are combined element by element whose sizes are neither equal nor 1. */
import { profileOf } from '../profiles/index.ts';
import type { OperandConflict } from '../values/index.ts';
import { fixBroadcast } from './fix/joins.ts';
import { withAxis } from './fix/wrap.ts';
import { defineRule } from './rule.ts';
import { codeAt, type Facts } from './tell/facts.ts';
import { lackingAxis } from './tell/lacking-axis.ts';
import { dimsSentence, mismatchNotes } from './tell/mismatch.ts';
import { isJoin, isProduct, isReduction } from './tell/operations.ts';
import { directionsAdvice } from './tell/ways-out.ts';
import { elementwiseProduct, wholeSequence } from './tell/whole-sequence.ts';
import { capitalised, code, operationWords } from './tell/words.ts';

export const mismatchedBroadcast = defineRule(
  {
    name: 'mismatched-broadcast',
    severity: 'error',
    summary: 'Tensors are combined element by element whose sizes are neither equal nor 1.',
    why: `Element-wise operations line shapes up from the last axis; on each axis the sizes must be equal,
or one of them 1, which is then repeated. In the equations of a cell everything that is added or multiplied
with ⊙ has the size of the state: (units, 1), or (batch, units).`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

gate = np.zeros((4, 10))
c = np.zeros((4, 8))
kept = «gate * c»
`,
        fixed: `import numpy as np

gate = np.zeros((4, 8))
c = np.zeros((4, 8))
kept = gate * c
`,
      },
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(8, 8)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros(10)
h = np.zeros(10)
for t in range(8):
    f_t = 1 / (1 + np.exp(-(«W_f @ X + U_f @ h» + b_f)))
`,
        fixed: `import numpy as np

X = np.random.randn(8, 8)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros(10)
h = np.zeros(10)
for t in range(8):
    f_t = 1 / (1 + np.exp(-(W_f @ X[t] + U_f @ h + b_f)))
`,
      },
      {
        language: 'python',
        code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM

model = Sequential([LSTM(10, input_shape=(8, 8))])
W, U, b = model.get_weights()
W_f = W[:, 10:20]
x = np.random.randn(8, 8)
f = «W_f * x»
`,
        fixed: `import numpy as np
from keras import Sequential
from keras.layers import LSTM

model = Sequential([LSTM(10, input_shape=(8, 8))])
W, U, b = model.get_weights()
W_f = W[:, 10:20]
x = np.random.randn(8, 8)
f = x[0] @ W_f
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

gate = np.zeros((4, 10))
c = np.zeros((4, 10))
kept = gate * c
`,
      },
    ],
    links: [
      { title: 'NumPy: Broadcasting', url: 'https://numpy.org/doc/stable/user/basics.broadcasting.html' },
      {
        title: 'PyTorch: Broadcasting semantics',
        url: 'https://docs.pytorch.org/docs/stable/notes/broadcasting.html',
      },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'dims' && !isJoin(conflict) && !isProduct(conflict),
    fixes: fixBroadcast,
    tell: (conflict, facts) => {
      const { mismatch, operation } = conflict;
      const sizes = mismatch.kind === 'dims' ? dimsSentence(conflict, mismatch, facts) : '';
      const isExact = mismatch.kind === 'dims' && mismatch.isExact === true;
      const needs = `${operationWords(operation)} needs sizes that are equal${isExact ? '' : ' or 1'}.`;
      return {
        sentences: [
          needs,
          `${capitalised(sizes)}.`,
          ...(keptAxisAdvice(conflict) ?? lackedAxisAdvice(conflict, facts)),
          ...stepAdvice(conflict, facts),
          ...directionsAdvice(conflict, facts),
        ],
        related: mismatchNotes(conflict),
      };
    },
  },
);

/** A cell that is written down by hand. */
function stepAdvice(conflict: OperandConflict, facts: Facts): readonly string[] {
  const product = elementwiseProduct(conflict, facts);
  if (product)
    return [
      '`*` multiplies element by element.',
      `The equation of a cell means the matrix product, of one step: ${code(product.meant)}.`,
    ];
  const whole = wholeSequence(conflict, facts);
  return whole
    ? [
        `If ${code(whole.name)} is the whole sequence: the equation of a cell is for one step of it, ${code(whole.step)}.`,
      ]
    : [];
}

/** A reduction has dropped the axis along which it should be repeated. */
function keptAxisAdvice({ operands, framework }: OperandConflict): readonly string[] | undefined {
  const most = Math.max(...operands.map(operand => operand.shape?.length ?? 0));
  const reduced = operands.find(
    ({ shape, tensor }) => shape && shape.length < most && isReduction(tensor?.source.operation),
  );
  if (!reduced) return undefined;
  const { keepAxis } = profileOf(framework).wording;
  return [keepAxis ? `Keep the reduced axis: ${keepAxis}.` : 'Keep the reduced axis, as one of size 1.'];
}

/** A vector of each sample beside the steps of each sample, as queries of attention are. */
function lackedAxisAdvice(conflict: OperandConflict, facts: Facts): readonly string[] {
  const lacking = conflict.operands.length === 2 ? lackingAxis(conflict) : undefined;
  const name = lacking && codeAt(facts, lacking.operand.at);
  if (!lacking || !name || lacking.axis !== 1 || lacking.operand.tensor?.graph) return [];
  return [`With an axis of size 1 for the steps, ${code(withAxis(name, 1, conflict.framework))}, it fits.`];
}

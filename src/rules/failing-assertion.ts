/** An assertion about a tensor's shape that does not hold. */
import { compare, printDim, type Shape } from '../shapes/index.ts';
import type { AssertionConflict } from '../values/index.ts';
import { defineRule } from './rule.ts';
import type { Facts } from './tell/facts.ts';
import { operandWords, shapeText } from './tell/operands.ts';
import { operandNotes } from './tell/related.ts';

export const failingAssertion = defineRule(
  {
    name: 'failing-assertion',
    severity: 'error',
    summary: "An assertion about a tensor's shape that does not hold.",
    why: `Python raises an AssertionError where the condition of an \`assert\` is false. The shape is known without
running the program, and so is that it is another one: a bidirectional layer gives twice its \`hidden_size\`, a
layer that returns only its last step has one axis less.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(4, 8, batch_first=True)
out, state = lstm(torch.zeros(2, 5, 4))
assert «out.shape == (2, 5, 16)»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(4, 8, batch_first=True, bidirectional=True)
out, state = lstm(torch.zeros(2, 5, 4))
assert out.shape == (2, 5, 16)
`,
      },
    ],
    links: [
      {
        title: 'Python: The assert statement',
        url: 'https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement',
      },
    ],
  },
  {
    kind: 'assertion',
    tell: (conflict, facts) => ({
      sentences: [whatSentence(conflict, facts)],
      related: operandNotes(conflict.tensor),
    }),
  },
);

function whatSentence(conflict: AssertionConflict, facts: Facts): string {
  const { tensor, asserted, framework } = conflict;
  const has = `This assertion fails: ${operandWords(tensor, conflict, facts)}`;
  const { shape } = tensor;
  if (!('shape' in asserted)) {
    const actual = shape?.[asserted.axis];
    return `${has} has size ${actual ? printDim(actual) : 'unknown'} along axis ${asserted.axis}, not ${printDim(asserted.dim)}.`;
  }
  return `${has} is not ${shapeText(asserted.shape, framework)}: ${differenceOf(shape ?? [], asserted.shape)}.`;
}

function differenceOf(is: Shape, asserted: Shape): string {
  if (is.length !== asserted.length) return `it has ${is.length} axes, not ${asserted.length}`;
  const axis = is.findIndex((dim, i) => {
    const other = asserted[i];
    return other !== undefined && compare(dim, other) === 'different';
  });
  const [own, other] = [is[axis], asserted[axis]];
  return own && other ? `axis ${axis} is ${printDim(own)}, not ${printDim(other)}` : 'an axis differs';
}

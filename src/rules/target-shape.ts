/** Targets that do not fit a model's output under its loss. */
import { printDim } from '../shapes/index.ts';
import type { TargetConflict } from '../values/index.ts';
import { defineRule } from './rule.ts';
import { shapeText } from './tell/operands.ts';
import { layerNote, operandNotes } from './tell/related.ts';
import { code, count } from './tell/words.ts';

export const targetShape = defineRule(
  {
    name: 'target-shape',
    severity: 'error',
    summary: 'Targets have another shape than the loss compares with the output of the model.',
    why: `A loss compares the output with the targets: most need equal shapes, a categorical cross-entropy
over class numbers needs one axis fewer in the targets. A recurrent layer with \`return_sequences=True\`
puts out one prediction a step; without it, one a sequence.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(5, activation='softmax')])
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(np.zeros((16, 20, 8)), «np.zeros((16, 10))»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(10, activation='softmax')])
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(np.zeros((16, 20, 8)), np.zeros((16, 10)))
`,
      },
    ],
    links: [
      { title: 'Keras: Losses', url: 'https://keras.io/api/losses/' },
      {
        title: 'PyTorch: CrossEntropyLoss',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html',
      },
    ],
  },
  {
    kind: 'target-shape',
    tell: conflict => ({
      sentences: [targetSentence(conflict)],
      related: [
        ...operandNotes(conflict.output, axisOf(conflict, 0)),
        ...operandNotes(conflict.target, axisOf(conflict, 1)),
        ...(conflict.layer ? [layerNote(conflict.layer)] : []),
      ],
    }),
  },
);

/** The output is operand 0, the target operand 1. */
function axisOf({ mismatch }: TargetConflict, operand: number): readonly number[] {
  if (mismatch.kind !== 'dims') return [];
  return [mismatch.left, mismatch.right].filter(side => side.operand === operand).map(side => side.axis);
}

export function targetSentence({ output, target, loss, mismatch, framework }: TargetConflict): string {
  const shapes = `the output is ${shapeText(output.shape, framework)}, but the target ${shapeText(target.shape, framework)}`;
  return `Under ${code(loss)} ${shapes}${reason(mismatch)}.`;
}

function reason(mismatch: TargetConflict['mismatch']): string {
  if (mismatch.kind === 'dims') {
    const { left, right } = mismatch;
    const axis =
      left.axis === right.axis ? `axis ${left.axis}` : `axis ${left.axis} against axis ${right.axis}`;
    return `: ${axis} is ${printDim(left.dim)} against ${printDim(right.dim)}`;
  }
  if (mismatch.kind !== 'rank') return '';
  const { least, most } = mismatch.expected;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  const who = mismatch.operand === 0 ? 'the output' : 'the target';
  return `: ${who} should have ${wanted} ${wanted === '1' ? 'dimension' : 'dimensions'}, and has ${count(mismatch.actual, 'dimension').split(' ')[0]}`;
}

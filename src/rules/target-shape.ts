/** Targets that do not fit a model's output under its loss. */
import { profileOf } from '../profiles/index.ts';
import { type AxisOf, compare, constantOf, printDim, sameDim, surelySame } from '../shapes/index.ts';
import type { Finding, Operand, TargetConflict } from '../values/index.ts';
import { fixTarget } from './fix/targets.ts';
import { defineRule } from './rule.ts';
import type { Facts } from './tell/facts.ts';
import { chainOf, layerWords, shapeText } from './tell/operands.ts';
import { layerNote, operandNotes } from './tell/related.ts';
import { argumentCode, argumentName, code } from './tell/words.ts';

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
        fixed: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(10, activation='softmax')])
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(np.zeros((16, 20, 8)), np.zeros((16, 10)))
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
    fixes: fixTarget,
    tell: (conflict, facts, finding) => ({
      sentences: [
        targetSentence(conflict),
        ...sequenceAdvice(conflict, facts, finding),
        ...classAdvice(conflict),
        ...torchAdvice(conflict),
      ],
      related: [
        ...operandNotes(conflict.output, axesOf(sidesOf(conflict)?.output)),
        ...operandNotes(conflict.target, axesOf(sidesOf(conflict)?.target)),
        ...(conflict.layer ? [layerNote(conflict.layer)] : []),
      ],
    }),
  },
);

interface Sides {
  readonly output: AxisOf;
  readonly target: AxisOf;
}

/** The two axes that disagree. Which of them is the output's, their sizes say: losses name them in either order. */
function sidesOf({ mismatch, output, target }: TargetConflict): Sides | undefined {
  if (mismatch.kind !== 'dims') return undefined;
  const { left, right } = mismatch;
  const isIn = ({ axis, dim }: AxisOf, { shape }: Operand) => {
    const other = shape?.[axis];
    return other !== undefined && compare(other, dim) === 'equal';
  };
  // An axis that one of them lacks says nothing.
  const agreeing = (a: AxisOf, b: AxisOf): number => Number(isIn(a, output)) + Number(isIn(b, target));
  return agreeing(left, right) > agreeing(right, left)
    ? { output: left, target: right }
    : { output: right, target: left };
}

const axesOf = (side: AxisOf | undefined) => (side ? [side.axis] : []);

export function targetSentence(conflict: TargetConflict): string {
  const { output, target, loss, framework } = conflict;
  // Samples are counted before there is a loss.
  if (loss === '') {
    const given = `the input is ${shapeText(output.shape, framework)}, the target ${shapeText(target.shape, framework)}`;
    return `Every sample needs one target, but ${given}${reason(conflict).replaceAll('the output', 'the input')}.`;
  }
  const shapes = `the output is ${shapeText(output.shape, framework)}, but the target ${shapeText(target.shape, framework)}`;
  return `Under ${code(argumentName(framework, loss))} ${shapes}${reason(conflict)}.`;
}

function reason(conflict: TargetConflict): string {
  const sides = sidesOf(conflict);
  if (sides) {
    const { output, target } = sides;
    const other = output.axis === target.axis ? '' : `axis ${target.axis} `;
    return `: axis ${output.axis} of the output is ${printDim(output.dim)}, ${other}of the target ${printDim(target.dim)}`;
  }
  const { mismatch } = conflict;
  if (mismatch.kind === 'argument' && mismatch.argument === 'classes')
    return ': it needs one number for each class, which `to_categorical` makes of class numbers';
  if (mismatch.kind !== 'rank') return '';
  const { least, most } = mismatch.expected;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  const who = mismatch.operand === 0 ? 'the output' : 'the target';
  return `: ${who} should have ${wanted} ${wanted === '1' ? 'dimension' : 'dimensions'}, and has ${mismatch.actual}`;
}

/** One axis too many or too few is mostly the time axis: one label a step, or one a sequence. */
export function sequenceAdvice(
  { output, target, framework }: TargetConflict,
  facts: Facts,
  { file }: Finding,
): readonly string[] {
  const [got, wanted] = [output.shape?.length, target.shape?.length];
  const made = chainOf(output.tensor).find(tensor => tensor.source.layer?.layer?.recurrent);
  const layer = made?.source.layer;
  if (!layer || !profileOf(framework).wording.returnsOnRequest) return [];
  const argument = argumentCode(framework, 'return_sequences', true);
  const words = layerWords(layer, file, facts);
  if (made.source.role === 'last-step' && got === 2 && wanted === 3)
    return [`For one target a step, add ${argument} to ${words}.`];
  if (
    made.source.role === 'sequence' &&
    got === 3 &&
    (wanted === 1 || (wanted === 2 && !isOfSteps(output, target)))
  ) {
    return [`For one target a sequence, leave out ${argument} in ${words}.`];
  }
  return [];
}

/** Class numbers of several steps: nearly as many as the output has. */
function isOfSteps({ shape }: Operand, target: Operand): boolean {
  const [steps, numbers] = [shape?.[1], target.shape?.[1]].map(dim => dim && constantOf(dim));
  const units = shape?.[2] && constantOf(shape[2]);
  return numbers !== undefined && steps !== undefined && numbers > 1 && numbers !== units;
}

/** Class numbers where vectors are wanted, and classes on another axis than the loss looks for them. */
function classAdvice({ loss, output, target, framework }: TargetConflict): readonly string[] {
  const [got, wanted] = [output.shape, target.shape];
  if (!got || !wanted) return [];
  if (isVectorLoss(loss) && wanted.length === got.length - 1)
    return [
      `For class numbers use ${code(loss.replace(/^c/, 'sparse_c').replace(/^C/, 'SparseC'))}, or make vectors of them with ${code('to_categorical')}.`,
    ];
  const isOfClasses =
    framework === 'torch' && /^(F\.)?(CrossEntropyLoss|cross_entropy|NLLLoss|nll_loss)$/.test(loss);
  const [batch, steps, classes] = got;
  if (!isOfClasses || got.length !== 3 || wanted.length !== 2 || !batch || !steps || !classes) return [];
  if (![batch, steps].every((dim, axis) => sameDim(dim, wanted[axis]))) return [];
  const turned = shapeText([batch, classes, steps], framework);
  return [`The classes belong on axis 1: ${code('.transpose(1, 2)')} of the output gives ${turned}.`];
}

/** Vectors where class numbers are wanted, and an axis of one number that only one of the two has. */
export function torchAdvice({
  loss,
  output,
  target,
  mismatch,
  framework,
}: TargetConflict): readonly string[] {
  const [got, wanted] = [output.shape, target.shape];
  if (framework !== 'torch' || !got || !wanted) return [];
  const isOfClasses = /^(F\.)?(NLLLoss|nll_loss)$/.test(loss);
  if (isOfClasses && mismatch.kind === 'rank' && got.length === 2 && surelySame(got, wanted))
    return [`It takes the number of the class of each sample: ${code('.argmax(1)')} of the target.`];
  const column = wanted.at(-1);
  const isOfNumbers = /^(F\.)?(CrossEntropyLoss|cross_entropy|NLLLoss|nll_loss)$/.test(loss);
  if (
    isOfNumbers &&
    mismatch.kind === 'rank' &&
    got.length === wanted.length &&
    column &&
    constantOf(column) === 1
  )
    return [
      `${code('.squeeze(-1)')} of the target gives ${shapeText(wanted.slice(0, -1), framework)}, a number for each sample.`,
    ];
  const [longer, shorter] = got.length > wanted.length ? [got, wanted] : [wanted, got];
  const last = longer.at(-1);
  if (!last || constantOf(last) !== 1 || !surelySame(longer.slice(0, -1), shorter)) return [];
  const which = longer === got ? 'output' : 'target';
  return [`${code('.squeeze(-1)')} of the ${which} gives ${shapeText(shorter, framework)}, as the other is.`];
}

const isVectorLoss = (loss: string): boolean =>
  loss === 'categorical_crossentropy' || loss === 'CategoricalCrossentropy';

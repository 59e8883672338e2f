/** What Keras, and TensorFlow beneath it, say of targets, beside a model's output. */
import { KERAS, KERAS_AND_TFJS, type Saying, words } from '../../saying.ts';
import { pair, unequalTargets } from '../shapes.ts';

export const kerasTargets: readonly Saying[] = [
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`labels\.shape.? must equal .?logits\.shape.? except for the last dimension\. Received: labels\.shape=<shape> and logits\.shape=<shape>`,
    ),
    read: ([, labels, logits]) =>
      pair(
        labels,
        logits,
        (a, b) =>
          `The targets are ${a}, and must have the axes of the output ${b} without its last: class numbers.`,
      ),
  },
  {
    frameworks: KERAS,
    about: ['target-shape', 'operands', 'feature-size'],
    pattern: words('Shapes <shape> and <shape> are incompatible'),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `${left} and ${right} must be equal. In \`fit\` the first are the targets, the second is what the model gives.`,
      ),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`.?logits.? and .?labels.? must (?:have the same shape|have the same first dimension|be broadcastable)[,:]? ?(?:received \(?|got )?(?:logits shape |logits_size=)?<shape>(?: vs | and |,? labels(?: shape |_size=))+<shape>`,
    ),
    read: ([, logits, labels]) =>
      pair(logits, labels, (a, b) => `The model gives ${a}, the targets are ${b}.`),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`Arguments? .?target.? and .?output.? must have the same (?:shape|rank \(ndim\))\. Received: target\.shape=<shape>, output\.shape=<shape>`,
    ),
    read: ([, target, output]) => unequalTargets(target, output),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`Argument .?output.? must have rank \(ndim\) .?target\.ndim - 1.?\. Received: target\.shape=<shape>, output\.shape=<shape>`,
    ),
    read: ([, target, output]) =>
      pair(
        target,
        output,
        (a, b) =>
          `The loss takes class numbers: targets ${a} must have the axes of the output ${b} without its last.`,
      ),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['target-shape'],
    pattern: words(
      String.raw`each example has shape <shape>[\s\S]{0,80}?with (\d+) examples, each with shape <shape>`,
    ),
    read: ([, want, , have]) =>
      pair(want, have, (a, b) => `The model gives ${a} for each example, the targets are ${b}.`),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['target-shape', 'argument', 'operands'],
    pattern:
      /should (?:have|contain) the same number of samples[\s\S]{0,40}?(?:Found (\d+) input \D{0,30}?(\d+) target)?|Data cardinality is ambiguous[\s\S]{0,80}?'?x'? sizes: (\d+)[\s\S]{0,20}?'?y'? sizes: (\d+)/,
    read: ([, a, b, c, d]) => ({
      sentences: [
        (a ?? c) === undefined
          ? 'Inputs and targets have different numbers of examples (axis 0).'
          : `There are ${a ?? c} inputs and ${b ?? d} targets; each input has one target.`,
      ],
      ...((a ?? c) === undefined ? {} : { expected: Number(a ?? c), actual: Number(b ?? d) }),
    }),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`Received a label value of <n> which is outside the valid range of \[<n>, <n>\)`,
    ),
    read: ([, label, , classes]) => ({
      sentences: [
        `There is a target of class ${label}, and the output has ${classes} classes, counted from 0.`,
      ],
      expected: Number(classes),
    }),
  },
];

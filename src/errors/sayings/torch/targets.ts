/** What PyTorch says of targets, beside a model's output. */
import { type Saying, TORCH, words } from '../../saying.ts';
import { pair, unequalTargets } from '../shapes.ts';

export const torchTargets: readonly Saying[] = [
  {
    frameworks: TORCH,
    about: ['argument', 'operands'],
    pattern: /Class values must be smaller than num_classes/,
    read: () => ({
      sentences: ['`one_hot` gets a class that is not below `num_classes`; classes are counted from 0.'],
      names: ['num_classes'],
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words(
      String.raw`[Tt]arget size \(?<shape>\)? (?:must be the same as|that is different to the) input size \(?<shape>`,
    ),
    read: ([, target, output]) => unequalTargets(target, output),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words('Expected target size <shape>, got <shape>'),
    read: ([, want, have]) => {
      const told = pair(want, have, (a, b) => `The targets must be ${a}, and are ${b}.`);
      const why = 'The loss reads class scores on axis 1 of the output; targets have all other axes.';
      return { ...told, sentences: [...told.sentences, why] };
    },
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words(String.raw`Expected input batch_size \(<n>\) to match target batch_size \(<n>\)`),
    read: ([, output, target]) => ({
      sentences: [
        `What the model gives has ${output} rows, the targets have ${target}: the loss takes one target a row.`,
      ],
      expected: Number(output),
      actual: Number(target),
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: /(?:0D or )?1D target tensor expected, multi-target not supported/,
    read: () => ({
      sentences: ['The loss takes class numbers, one an example; the targets have more than one axis.'],
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words('Target <n> is out of bounds'),
    read: ([, target]) => ({
      sentences: [
        `There is a target of class ${target}, and the output has no more than ${target} classes; classes are counted from 0.`,
      ],
      names: [],
    }),
  },
];

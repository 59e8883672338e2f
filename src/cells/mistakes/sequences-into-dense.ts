/** All steps of a layer where the last one is meant, and the last one where all are needed. */
import { broadcast, matmul, printShape, type Shape, size } from '../../shapes/index.ts';
import { kerasIncompatible, torchOperands } from '../../words/index.ts';
import { compile } from '../program.ts';
import { habitsOf, layerCode } from './framework.ts';
import { type Attempt, exampleBatch, type Mistake, type Setting, type Version } from './mistake.ts';

export function sequencesIntoDense(setting: Setting): Mistake | undefined {
  const { bound, sizes, steps, directions } = setting;
  const habits = habitsOf(bound.layout.name);
  if (!habits) return undefined;
  const features = directions * (sizes.projection ?? sizes.units);
  const batch = size(exampleBatch);
  const kernel: Shape = [size(features), size(1)];
  const isTimeFirst = habits.order === 'time-first';
  const all: Shape = [...(isTimeFirst ? [size(steps), batch] : [batch, size(steps)]), size(features)];
  const last: Shape = [batch, size(features)];
  const dense = habits.dense(features, 1);
  const product = (input: Shape): Attempt => ({
    operator: '@',
    operands: [
      { code: 'out', shape: input },
      { code: 'kernel', shape: kernel },
    ],
    outcome: matmul(input, kernel),
    stretches: false,
  });
  const title = bound.layout.title;
  const given = resultOf(product(all));
  const wanted = resultOf(product(last));
  const versions: Version[] = [
    {
      code: habits.sequences
        ? `${layerCode(setting, habits.sequences.all)}, ${dense}`
        : `out, _ = rnn(x)\ny = ${dense}(out)`,
      attempts: [product(all)],
      readings: undefined,
      isRefused: false,
      library: title,
      says: undefined,
      sentence: `A dense layer works on the last axis and leaves the others: ${printShape(given)}, an answer for each of the ${steps} steps, where ${printShape(wanted)} is meant. ${afterwards(setting, given, wanted)}`,
    },
  ];
  if (habits.sequences) versions.push(stacked(setting, last, habits.sequences.last));
  return {
    name: 'sequences-into-dense',
    title: habits.sequences ? 'return_sequences into Dense' : 'All steps into the last layer',
    idea: 'A recurrent layer has an output for each step. A classifier or forecast wants the last one, the next recurrent layer wants all.',
    versions,
    repair: {
      code: habits.sequences
        ? `${layerCode(setting, habits.sequences.last)}, ${dense}`
        : `out, _ = rnn(x)\ny = ${dense}(${habits.lastStep})`,
      attempts: [product(last)],
      sentence: `The last step's h, ${printShape(last)}: it has seen the whole sequence.`,
      place: { time: steps - 1, operation: compile(bound).operations.length - 1 },
    },
    slip: undefined,
  };
}

function resultOf({ outcome }: Attempt): Shape {
  return outcome.ok ? outcome.value : [];
}

/** What becomes of it at the loss; run with Keras 3.15 and PyTorch 2.13. */
function afterwards({ bound }: Setting, given: Shape, wanted: Shape): string {
  const { name } = bound.layout;
  if (name === 'keras')
    return 'With the mean squared error every step is then compared with the one target, without a word.';
  const difference = broadcast(given, wanted);
  if (name !== 'torch') return '';
  if (difference.ok)
    return `A loss against ${printShape(wanted)} repeats the targets for every step, with no more than a warning.`;
  if (difference.mismatch.kind !== 'dims') return '';
  return `A loss against ${printShape(wanted)} then says: ${torchOperands.sum([given, wanted], difference.mismatch)}.`;
}

/** The next recurrent layer behind one that gives its last step. */
function stacked(setting: Setting, input: Shape, argument: string): Version {
  const { bound, sizes } = setting;
  const isOld = bound.layout.name !== 'keras';
  const received = ` Full shape received: (None, ${sizes.units})`;
  return {
    code: `${layerCode(setting, argument)}, ${layerCode(setting)}`,
    attempts: [],
    readings: {
      heads: ['wanted', 'given'],
      rows: [
        { meant: 'batch', read: String(exampleBatch), differs: false },
        { meant: 'steps', read: 'missing', differs: true },
        { meant: 'features', read: String(sizes.units), differs: false },
      ],
    },
    isRefused: true,
    library: bound.layout.title,
    says: kerasIncompatible('expected ndim=3, found ndim=2', received, isOld),
    sentence: `The other way round: the second layer needs (batch, steps, features), and gets ${printShape(input)}.`,
  };
}

/** An input whose batch and time have changed places: it is accepted, and the state goes from sample to sample. */
import { habitsOf, layerCall } from './framework.ts';
import { gateOf } from './gate.ts';
import { exampleBatch, type Mistake, type Reading, type Setting } from './mistake.ts';

export function batchAsSteps(setting: Setting): Mistake | undefined {
  const { bound, sizes, steps } = setting;
  const habits = habitsOf(bound.layout.name);
  const gate = gateOf(setting);
  if (!habits || !gate) return undefined;
  const isTimeFirst = habits.order === 'time-first';
  const names = isTimeFirst ? ['steps', 'batch', 'features'] : ['batch', 'steps', 'features'];
  const order = `(${names.join(', ')})`;
  const given = isTimeFirst
    ? [reading(exampleBatch, 'samples', 'steps'), reading(steps, 'steps', 'samples')]
    : [reading(steps, 'steps', 'samples'), reading(exampleBatch, 'samples', 'steps')];
  const rows = [...given, reading(sizes.features, 'features', 'features')];
  const front = isTimeFirst ? [exampleBatch, steps] : [steps, exampleBatch];
  const shape = `(${[...front, sizes.features].join(', ')})`;
  const results = isTimeFirst ? `(${exampleBatch}, ${steps}, ${sizes.units})` : `(${steps}, ${sizes.units})`;
  const { otherOrder } = habits;
  return {
    name: 'batch-as-steps',
    title: 'Batch and time swapped',
    idea: `${bound.layout.title} reads ${order}${otherOrder ? ` unless ${otherOrder} is set` : ''}. An input in the other order has three axes too, with the features last.`,
    versions: [
      {
        code: `out = ${layerCall(setting)}   # x ${shape}`,
        attempts: [],
        readings: { heads: ['what it is', 'what it is read as'], rows },
        isRefused: false,
        library: bound.layout.title,
        says: undefined,
        sentence: `The features fit, so that ${bound.layout.title} raises nothing and gives ${results}. It runs ${exampleBatch} steps over ${steps} samples: what sample 0 leaves in the state is what sample 1 begins with.`,
      },
    ],
    repair: {
      code: otherOrder && isTimeFirst ? `${otherOrder}   # or ${habits.swap}` : habits.swap,
      attempts: [],
      sentence: `Then the state goes from step to step of one sample, ${steps} times, and each sample begins with its own.`,
      place: { time: Math.min(1, steps - 1), operation: gate.operations.recurrent },
    },
    slip: undefined,
  };
}

const reading = (size: number, meant: string, read: string): Reading => ({
  meant: `${size} ${meant}`,
  read: `${size} ${read}`,
  differs: meant !== read,
});

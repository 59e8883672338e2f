/** An initial state without the axis of layers and directions. */
import { printDim, printShape, type Shape, size } from '../../shapes/index.ts';
import { torchStateRank, torchStateShape } from '../../words/index.ts';
import { classOf, habitsOf } from './framework.ts';
import { gateOf } from './gate.ts';
import { exampleBatch, type Mistake, type Readings, type Setting, type Version } from './mistake.ts';

export function stateWithoutLayers(setting: Setting): Mistake | undefined {
  const { bound, sizes, layers, directions } = setting;
  const gate = gateOf(setting);
  if (!gate || !habitsOf(bound.layout.name)?.stacksStates) return undefined;
  const hidden = sizes.projection ?? sizes.units;
  const wanted: Shape = [layers * directions, exampleBatch, hidden].map(each => size(each));
  const flat = wanted.slice(1);
  const one: Shape = [size(1), ...flat];
  const isTorch = bound.layout.name === 'torch';
  const operation = classOf(setting);
  const pair = operation === 'LSTM';
  const call = (shape: string): string =>
    `h0 = zeros(${shape.slice(1, -1)})\nout, h = rnn(x, ${pair ? '(h0, c0)' : 'h0'})`;
  const version = (shape: Shape, says: string | undefined, sentence: string): Version => ({
    code: call(printShape(shape)),
    attempts: [],
    readings: readingsOf(wanted, shape),
    isRefused: true,
    library: bound.layout.title,
    says,
    sentence,
  });
  const versions = [
    version(
      flat,
      isTorch
        ? `${torchStateRank(operation, 3)} but got ${pair ? '(2-D, 2-D) tensors' : '2-D tensor'}`
        : undefined,
      `${printShape(flat)} is the state of one cell. The layer wants one for each of its cells, in front: ${printShape(wanted)}.`,
    ),
  ];
  if (layers * directions > 1)
    versions.push(
      version(
        one,
        isTorch ? torchStateShape(operation, 'h_0', wanted, one) : undefined,
        `${cellsText(layers, directions)}, so that ${layers * directions} states are needed, and one is given.`,
      ),
    );
  return {
    name: 'state-without-layers',
    title: 'A state without num_layers',
    idea: `${bound.layout.title} keeps the states of all layers and directions in one tensor: (num_layers · directions, batch, hidden_size), also where the input has the batch first.`,
    versions,
    repair: {
      code: call(printShape(wanted)),
      attempts: [],
      sentence:
        'One state for each cell of the layer. This is the first of them, where it enters the first step.',
      place: { time: 0, operation: gate.operations.recurrent },
    },
    slip: undefined,
  };
}

/** The axes of the expected state beside those of the given one, lined up at the last. */
function readingsOf(wanted: Shape, given: Shape): Readings {
  const names = ['num_layers · directions', 'batch', 'hidden_size'];
  const missing = wanted.length - given.length;
  const rows = wanted.map((dim, axis) => {
    const own = given[axis - missing];
    const read = own ? printDim(own) : 'missing';
    return { meant: `${printDim(dim)} ${names[axis]}`, read, differs: read !== printDim(dim) };
  });
  return { heads: ['wanted', 'given'], rows };
}

function cellsText(layers: number, directions: number): string {
  const parts = [layers > 1 ? `${layers} layers` : '', directions > 1 ? 'two directions' : ''].filter(
    Boolean,
  );
  return `There are ${parts.join(' with ')}`;
}

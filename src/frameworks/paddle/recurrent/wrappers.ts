/** paddle.nn.RNN and BiRNN: a cell (a user's too) over the steps of a sequence. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/RNN_en.html */
import { add, compare, printDim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refuseArgument, refused, refuseRank, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { namedModules, namedParameters, nativeOf } from '../../modules/tree.ts';
import {
  itemsOf,
  type NativeValue,
  type Operand,
  shapeOf,
  tuple,
  type Value,
  type Weight,
} from '../../parts.ts';
import { layerClass } from '../dialect.ts';

const FORWARD = 'inputs, initial_states=None, sequence_length=None, **kwargs';

/** What one cell makes of one step. */
interface Run {
  readonly output: Shape | undefined;
  readonly states: Value;
}

function weightsOf({ scene }: Options, name: string, cell: Value): readonly Weight[] {
  const own = nativeOf(cell)?.layer?.built.value.weights;
  const all = own ?? namedParameters(scene.host, cell).map(([path, tensor]) => weight(path, shapeOf(tensor)));
  return all.map(each => ({ ...each, name: `${name}.${each.name}` }));
}

/** A cell of Paddle's, or the layers that a user's cell is made of. */
const layersIn = (cell: Value): readonly NativeValue[] =>
  namedModules(cell).flatMap(([, module]) => (module.kind === 'native' && module.layer ? [module] : []));

function describe(options: Options, names: readonly string[], call: Made['call']): Made {
  const cells = names.map(name => [name, options.bound.value(name)] as const);
  const inner = cells.flatMap(([, cell]) => layersIn(cell));
  const facet = cells.map(([, cell]) => nativeOf(cell)?.layer).find(layer => layer);
  const weights = cells.flatMap(([name, cell]) => weightsOf(options, name, cell));
  const isKnown = cells.every(([, cell]) => nativeOf(cell));
  return {
    weights: isKnown ? weights : [weight('cell', undefined)],
    units: facet?.units,
    inputSize: facet?.built.value.inputSize,
    cell: facet?.cell && { ...facet.cell, bidirectional: names.length === 2 },
    states: facet?.built.value.states,
    step: facet?.built.value.step,
    flags: { time_major: options.flag('time_major'), bidirectional: names.length === 2 },
    inner,
    attributes: Object.fromEntries(cells),
    call,
  };
}

/** The input with its step, taken out along the time axis. */
interface Taken {
  readonly input: Operand;
  readonly leading: readonly [Shape[number], Shape[number]] | undefined;
  readonly step: Value;
}

function takeInput(use: Use, timeMajor: boolean | undefined): Taken | undefined {
  const input = takeTensor(use, use.arguments.value('inputs'), use.arguments.at('inputs'), 'input');
  if (!input) return undefined;
  const { shape } = input;
  if (shape && shape.length < 2) {
    refuseRank(use, input, [3], ['batch', 'steps', 'features']);
    return undefined;
  }
  const [first = unknownDim(), second = unknownDim(), ...rest] = shape ?? [];
  const batch = timeMajor === undefined ? unknownDim() : timeMajor ? second : first;
  const step = result(use, shape && [batch, ...rest], {
    parents: [input.tensor],
    dtype: input.tensor?.dtype,
  });
  return { input, leading: shape && [first, second], step };
}

/** A cell gets the step, the states and what is given beside them by name. */
function runCell(use: Use, cell: Value, { step, input }: Taken, states: Value | undefined): Run {
  const { host, site, arguments: given } = use;
  const argument = { name: undefined, value: step, at: input.at };
  const at = given.at('initial_states');
  const args =
    states && states.kind !== 'none' ? [argument, { name: undefined, value: states, at }] : [argument];
  const after = given.open ? undefined : itemsOf(host.call(cell, [...args, ...given.keywords], site));
  const [output, final] = after ?? [];
  return {
    output: output?.kind === 'tensor' ? shapeOf(output) : undefined,
    states: final ?? host.unknown('the states of a cell', site),
  };
}

function outputShape(taken: Taken, step: Shape | undefined): Shape | undefined {
  return taken.leading && step && [...taken.leading, ...step.slice(1)];
}

export const RNN = layerClass({
  name: 'RNN',
  signature: 'cell, is_reverse=False, time_major=False',
  forward: FORWARD,
  recurrent: true,
  make: options =>
    describe(options, ['cell'], use => {
      const taken = takeInput(use, options.flag('time_major'));
      if (!taken) return refused(use);
      const run = runCell(
        use,
        options.bound.value('cell'),
        taken,
        use.arguments.given('initial_states')?.value,
      );
      return give(use, taken, outputShape(taken, run.output), run.states);
    }),
});

export const BiRNN = layerClass({
  name: 'BiRNN',
  signature: 'cell_fw, cell_bw, time_major=False',
  forward: FORWARD,
  recurrent: true,
  make: options => {
    checkInputs(options);
    return describe(options, ['cell_fw', 'cell_bw'], use => {
      const taken = takeInput(use, options.flag('time_major'));
      if (!taken) return refused(use);
      const given = use.arguments.given('initial_states')?.value;
      const unequal = given ? undefined : refuseUnequal(use, options);
      if (unequal) return unequal;
      const initial = given && itemsOf(given);
      const [fw, bw] = ['cell_fw', 'cell_bw'].map((name, i) =>
        runCell(use, options.bound.value(name), taken, initial?.[i]),
      );
      const both = fw?.output && bw?.output && joined(fw.output, bw.output);
      const none = use.host.unknown('states', use.site);
      return give(use, taken, outputShape(taken, both), tuple([fw?.states ?? none, bw?.states ?? none]));
    });
  },
});

/** Without initial states both cells get those that the forward one makes (paddle/nn/layer/rnn.py, birnn). */
function refuseUnequal(use: Use, { bound }: Options): Value | undefined {
  const [fw, bw] = ['cell_fw', 'cell_bw'].map(name => nativeOf(bound.value(name))?.layer?.units);
  if (!fw || !bw || compare(fw, bw) !== 'different') return undefined;
  return refuseArgument(use, {
    parameter: 'cell_bw',
    aspect: 'value',
    allowed: 'a cell with the hidden size of the forward cell, whose initial states it gets',
    given: `hidden_size ${printDim(bw)} beside ${printDim(fw)}`,
    at: use.site,
  });
}

const joined = (a: Shape, b: Shape): Shape => {
  const [left = unknownDim(), right = unknownDim()] = [a.at(-1), b.at(-1)];
  return [...a.slice(0, -1), add(left, right)];
};

function checkInputs(options: Options): void {
  const [fw, bw] = ['cell_fw', 'cell_bw'].map(
    name => nativeOf(options.bound.value(name))?.layer?.built.value.inputSize,
  );
  if (fw && bw && compare(fw, bw) === 'different')
    options.refuse(
      'cell_bw',
      'a cell with the input size of the forward cell',
      'value',
      'input size of forward cell…does not equals…that of backward cell',
    );
}

function give(use: Use, { input }: Taken, shape: Shape | undefined, states: Value): Value {
  noteCall(use, [input.shape], [shape]);
  return tuple([result(use, shape, { parents: [input.tensor], dtype: 'float', role: 'sequence' }), states]);
}

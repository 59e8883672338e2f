/**
 * The cells of TensorFlow 1: tf.nn.rnn_cell and tf.contrib.rnn. A cell makes its weights when it first sees an input.
 * https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/rnn_cell
 */
import { add, type Dim, size } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { result, type Scene, scenesOf } from '../array/scene.ts';
import { activationName, makeLayer, plainCell, state } from '../layer.ts';
import { Options } from '../modules/options.ts';
import { stepShapes } from '../modules/recurrent/outputs.ts';
import {
  asBool,
  asNumber,
  type Bound,
  beside,
  bind,
  type Call,
  type CellDescription,
  integer,
  itemsOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { classOf, RECURRENT_CELL } from './classes.ts';
import { type Cell, leadingOf, outputShape } from './rnn-cell.ts';
import { type CellKind, KINDS, projectionOf } from './rnn-kinds.ts';
import { refuseOtherFeatures } from './rnn-refusals.ts';
import { callCell, stateTuple } from './rnn-state.ts';

const MODULE = 'tf.nn.rnn_cell';
const sceneOf = scenesOf('tensorflow');

/** A property of each cell that its value's type has no room for. */
export const CELLS = beside<NativeValue, Cell>();

export const cellOf = (value: Value | undefined): Cell | undefined =>
  value?.kind === 'native' ? CELLS.get(value) : undefined;

/** `run`: what a call of one gives, where that is no step. */
export const cellClass = (kind: CellKind, module = MODULE, run = callCell): NativeClass =>
  classOf(
    `${module}.${kind.name}`,
    RECURRENT_CELL,
    (call, type) =>
      makeCell(call, type, kind, run) ??
      call.host.because({ missing: `a cell: \`${kind.name}\` is refused here`, at: call.site }),
  );

function makeCell(
  call: Call,
  type: NativeClass,
  kind: CellKind,
  run: typeof callCell,
): NativeValue | undefined {
  const bound = bind(call, signature(kind.signature), kind.name, 'tensorflow');
  if (bound.refused) return undefined;
  const scene = sceneOf(call, kind.name);
  const options = new Options(scene, bound);
  const units = options.size(bound.given('cell_size') ? 'cell_size' : 'num_units');
  const output = projectionOf(options) ?? units;
  if (options.isRefused) return undefined;
  const states = statesOf(options, kind, units, output);
  const stateFor: Cell['state'] = (at, batch) => {
    const part = ({ role, last }: CellState) => result(at, [batch, last], { dtype: 'float', role });
    const [first, second] = states;
    return second ? stateTuple(at, part(first), part(second)) : part(first);
  };
  const layer = makeLayer(call, {
    class: type,
    recurrent: true,
    units,
    cell: describe(options, kind),
    bound,
    behave: self => behave(() => cellOf(self), run),
  });
  const build: Cell['build'] = (scene, input, { batch, steps }) => {
    const { host } = scene;
    const built = layer.layer?.built;
    if (!built) return undefined;
    if (built.value.called)
      return input && !layer.layer?.isOneOfMany
        ? refuseOtherFeatures({ ...scene, layer }, input, built.value.inputSize)
        : undefined;
    const inputs = input?.at(-1);
    const wrong =
      inputs && kind.refuses?.({ ...scene, layer, operation: kind.name }, options, { units, inputs, output });
    if (wrong) return wrong;
    host.write(built, {
      ...built.value,
      ...(inputs && {
        weights: kind.weights(options, { units, inputs, output }),
        inputSize: inputs,
        step: stepShapes({ kind, inputSize: inputs, hiddenSize: units, outputSize: output }, batch),
      }),
      states: states.flatMap(one => (one ? [state(one.name, [batch, one.last])] : [])),
      steps,
      inputs: [input],
      outputs: [input && [...input.slice(0, -1), output]],
      called: input !== undefined,
    });
    return undefined;
  };
  CELLS.set(layer, {
    output: [output],
    rank: 2,
    state: stateFor,
    build,
    ...(kind.features && { features: kind.features }),
  });
  return layer;
}

interface CellState {
  readonly name: string;
  readonly role: 'c' | 'h';
  /** The size of its last axis. */
  readonly last: Dim;
}

/** c is num_units wide, h as wide as the output; TensorFlow names c first, and joins both where the state is no tuple. */
function statesOf(
  options: Options,
  { states }: CellKind,
  units: Dim,
  output: Dim,
): readonly [CellState, CellState?] {
  const isJoined = options.bound.names.includes('state_is_tuple') && options.flag('state_is_tuple') !== true;
  if (states === 1) return [{ name: 'h', role: 'h', last: output }];
  if (isJoined) return [{ name: 'state', role: 'h', last: add(units, output) }];
  return [
    { name: 'c', role: 'c', last: units },
    { name: 'h', role: 'h', last: output },
  ];
}

/** undefined: a cell of which it is not known what it computes, or that clips its state, which has no equations here. */
function describe(options: Options, { cell, layout = 'tensorflow1' }: CellKind): CellDescription | undefined {
  const { bound } = options;
  const given = (name: string): Value | undefined =>
    bound.names.includes(name) ? bound.value(name) : undefined;
  const isClipped = ['cell_clip', 'proj_clip'].some(name => (given(name)?.kind ?? 'none') !== 'none');
  const forgetBias = given('forget_bias');
  const bias = forgetBias && asNumber(forgetBias);
  const flags = ['use_peepholes', 'use_peephole'].filter(name => bound.names.includes(name));
  const isDoubtful = flags.some(name => options.flag(name) === undefined);
  const isUnknown = bound.open || isDoubtful || (forgetBias !== undefined && bias === undefined);
  if (cell === 'other' || isClipped || isUnknown) return undefined;
  const projection = projectionOf(options);
  const isPeephole = flags.some(name => options.flag(name) === true);
  return plainCell(cell, layout, {
    activation: activationName(given('activation'), 'tanh'),
    ...(projection && { projection }),
    ...(isPeephole && { variant: projection ? 'lstm-peephole-projected' : 'lstm-peephole' }),
    ...(bias !== undefined && bias !== 1 && { forgetBias: bias }),
  });
}

export function behave(cell: () => Cell | undefined, run = callCell): NativeValue['behaviour'] {
  const zeroState = nativeFunction('zero_state', call => {
    const found = cell();
    const scene = sceneOf(call, 'zero_state');
    const options = new Options(
      scene,
      bind(call, signature('batch_size, dtype=None'), 'zero_state', 'tensorflow'),
    );
    return found ? found.state(scene, options.size('batch_size')) : call.host.unknown('a state', call.site);
  });
  return {
    invoke: call => run(call, cell()),
    attribute: (_host, name) => {
      if (name === 'zero_state') return zeroState;
      const output = cell()?.output?.map(integer);
      if (name !== 'output_size' || !output) return undefined;
      return output.length === 1 ? output[0] : tuple(output);
    },
  };
}

/** Cells one upon the other: the input of each is the output of the one below. */
const MultiRNNCell = wrapperClass(
  MODULE,
  'MultiRNNCell',
  'cells, state_is_tuple=True',
  ({ scene, bound }) => {
    const first = bound.value('cells');
    const cells = (itemsOf(first) ?? scene.host.items(first))?.map(cellOf);
    const areTuples = asBool(bound.value('state_is_tuple'));
    if (!cells?.every(cell => cell !== undefined) || areTuples === undefined) return undefined;
    return {
      output: cells.at(-1)?.output,
      ...(cells[0]?.rank && { rank: cells[0].rank }),
      ...(cells[0]?.features && { features: cells[0].features }),
      state: (scene, batch) => {
        const states = cells.map(cell => cell.state(scene, batch));
        return areTuples ? tuple(states) : joinedStates(scene, batch, states);
      },
      build: (scene, input, over) => {
        let below = input;
        for (const cell of cells) {
          const wrong = cell.build(scene, below, over);
          if (wrong) return wrong;
          below = outputShape(below && leadingOf(below, cell), cell);
        }
        return undefined;
      },
    };
  },
);

/** One tensor of all states, beside each other; each has to be one tensor itself. */
function joinedStates(scene: Scene, batch: Dim, states: readonly Value[]): Value {
  const lasts = states.map(one => (one.kind === 'tensor' ? shapeOf(one)?.at(-1) : undefined));
  if (!lasts.every(last => last !== undefined)) return scene.host.unknown('the states of cells', scene.site);
  return result(scene, [batch, lasts.reduce(add, size(0))], { dtype: 'float', role: 'h' });
}

const wrapped = ({ bound }: Wrapping): Cell | undefined => cellOf(bound.value('cell'));

/** The constructor's call of a cell that is made of others, or has no description of its own. */
export interface Wrapping {
  readonly scene: Scene;
  readonly bound: Bound;
}

/** A cell made of others; undefined: what it is made of is not known. */
export function wrapperClass(
  module: string,
  name: string,
  text: string,
  combine: (wrapping: Wrapping) => Cell | undefined,
): NativeClass {
  return classOf(`${module}.${name}`, RECURRENT_CELL, (call, type) => {
    const bound = bind(call, signature(text), name, 'tensorflow');
    const cell = bound.refused ? undefined : combine({ scene: sceneOf(call, name), bound });
    if (!cell) return call.host.unknown(`the cells of a \`${name}\``, call.site);
    const self = instance(
      call.host,
      type,
      call.site,
      behave(() => cell),
    );
    CELLS.set(self, cell);
    return self;
  });
}

const WRAPPERS = ['DropoutWrapper', 'ResidualWrapper', 'DeviceWrapper'].map(name =>
  wrapperClass(MODULE, name, 'cell, *args, **kwargs', wrapped),
);

export const CELL_CLASSES: Readonly<Record<string, NativeClass>> = Object.fromEntries(
  [...KINDS.map(kind => cellClass(kind)), MultiRNNCell, ...WRAPPERS].map(type => [type.name, type]),
);

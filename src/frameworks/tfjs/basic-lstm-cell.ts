/**
 * `tf.basicLSTMCell(forgetBias, kernel, bias, data, c, h)`: (data, h) times the kernel, cut into the gates i, j, f and o; gives [c, h]. A function, whose
 * weights are its arguments: each call is told as the cell that it computes. Source: tfjs-core/src/ops/basic_lstm_cell.ts.
 */
import {
  broadcast,
  concatenate,
  constantOf,
  type Dim,
  floorDivide,
  matmul,
  size,
} from '../../shapes/index.ts';
import { refuseOperands, result, type Scene } from '../array/scene.ts';
import { makeLayer, noteCall, plainCell, weight } from '../layer.ts';
import { LSTM } from '../modules/recurrent/kinds.ts';
import { stepShapes } from '../modules/recurrent/outputs.ts';
import {
  asInt,
  type Call,
  contentIn,
  itemsOf,
  list,
  type NativeClass,
  NONE,
  type Operand,
  shapeOf,
  type Value,
} from '../parts.ts';

const GATES = 4;

export function basicLstmCell(call: Call): Value {
  const scene: Scene = { host: call.host, framework: 'tfjs', operation: 'tf.basicLSTMCell', site: call.site };
  const [, kernel, bias, data, c, h] = call.args.map((argument, i) =>
    operandOf(argument, ROLES[i] ?? 'input'),
  );
  if (!kernel?.shape || !data?.shape || !c?.shape || !h?.shape)
    return call.host.unknown('the result of `tf.basicLSTMCell`', call.site);
  const joined = concatenate([data.shape, h.shape], 1);
  if (!joined.ok) return refuseOperands(scene, [data, h], joined.mismatch);
  const gates = matmul(joined.value, kernel.shape);
  if (!gates.ok)
    return refuseOperands(
      scene,
      [{ ...data, role: 'data and h', shape: joined.value }, kernel],
      gates.mismatch,
    );
  const units = floorDivide(gates.value[1] ?? size(0), size(GATES));
  const own = c.shape[1];
  if (
    own &&
    constantOf(own) !== undefined &&
    constantOf(units) !== undefined &&
    constantOf(own) !== constantOf(units)
  ) {
    const mismatch = {
      kind: 'dims',
      left: { operand: 0, axis: 1, dim: own },
      right: { operand: 1, axis: 1, dim: units },
    } as const;
    return refuseOperands(scene, [c, { ...kernel, role: 'a gate' }], mismatch, c.at);
  }
  note(call, { kernel, bias, data, units });
  const [rows] = gates.value;
  const states = rows && broadcast(c.shape, [rows, units]);
  const shape = states?.ok ? states.value : undefined;
  const state = (role: 'c' | 'h') => result(scene, shape, { parents: [data.tensor], role, dtype: 'float' });
  return list([state('c'), state('h')]);
}

/**
 * `tf.multiRNNCell(cells, data, c, h)`: each cell is given the hidden state of the one before it; gives all c and all h.
 * Source: tfjs-core/src/ops/multi_rnn_cell.ts.
 */
export function multiRnnCell({ host, site, args }: Call): Value {
  const [cells, data, c, h] = args;
  const known = cells && itemsOf(cells.value);
  const [cellStates, hidden] = [c, h].map(states => states && host.items(states.value));
  if (!known || !data || !cellStates || !hidden) return host.unknown('the result of `tf.multiRNNCell`', site);
  let input: Value = data.value;
  const made: { c: Value[]; h: Value[] } = { c: [], h: [] };
  for (const [i, cell] of known.entries()) {
    const given = [input, cellStates[i] ?? NONE, hidden[i] ?? NONE];
    const output = host.call(
      cell,
      given.map(value => ({ name: undefined, value, at: site })),
      site,
    );
    const lost = host.unknown('a state of a cell', site);
    const [nextC = lost, nextH = lost] = itemsOf(output) ?? [];
    made.c.push(nextC);
    made.h.push(nextH);
    input = nextH;
  }
  return list([list(made.c), list(made.h)]);
}

interface Operands {
  readonly kernel: Operand;
  readonly bias: Operand | undefined;
  readonly data: Operand;
  readonly units: Dim;
}

const CELL: NativeClass = {
  kind: 'native-class',
  name: 'basicLSTMCell',
  qualified: 'tf.basicLSTMCell',
  framework: 'tfjs',
  ancestors: [],
  construct: basicLstmCell,
};

/** The call as a cell for hover and report. */
function note(call: Call, { kernel, bias, data, units }: Operands): void {
  const [forgetBias] = call.args;
  const addsOne = forgetBias && constantIn(forgetBias.value) === 1;
  const inputSize = data.shape?.at(-1);
  const [rows] = data.shape ?? [];
  const gates = ['i', 'j', 'f', 'o'];
  const layer = makeLayer(call, {
    class: CELL,
    recurrent: true,
    units,
    cell: addsOne ? plainCell('lstm', 'tensorflow1') : undefined,
    inputSize,
    weights: [weight('kernel', kernel.shape, gates, 1), weight('bias', bias?.shape, gates, 0)],
    behave: () => ({}),
  });
  const state = rows && [rows, units];
  noteCall({ host: call.host, layer }, [data.shape], [state, state], {
    states: ['c', 'h'].map(name => ({ name, shape: state })),
    steps: size(1),
    ...(inputSize && {
      inputSize,
      step: stepShapes({ kind: LSTM, inputSize, hiddenSize: units, outputSize: units }, rows),
    }),
  });
}

function constantIn(value: Value): number | undefined {
  if (value.kind === 'tensor') {
    const [only, ...more] = contentIn(value) ?? [];
    return more.length === 0 ? only : undefined;
  }
  return value.kind === 'number' ? (asInt(value) ?? value.float) : undefined;
}

const ROLES = ['forgetBias', 'kernel', 'bias', 'data', 'c', 'h'];

function operandOf({ value, at }: Call['args'][number], role: string): Operand {
  const tensor = value.kind === 'tensor' ? value : undefined;
  return { role, shape: tensor && shapeOf(tensor), tensor, at };
}

/** tf.nn.dynamic_rnn, bidirectional_dynamic_rnn and static_rnn of TensorFlow 1. https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/dynamic_rnn */
import { type Dim, type Shape, unknownDim } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import {
  asBool,
  type Bound,
  bind,
  type Call,
  list,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import type { Cell } from './rnn-cell.ts';
import { cellOf, outputShape } from './rnn-cells.ts';

const COMMON = 'dtype=None, parallel_iterations=None, swap_memory=False, time_major=False, scope=None';
const DYNAMIC = `cell, inputs, sequence_length=None, initial_state=None, ${COMMON}`;
const BOTH = `cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None, initial_state_bw=None, ${COMMON}`;
const STATIC = 'cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None';

interface Ran {
  readonly output: Value;
  readonly state: Value;
}

function define(name: string, text: string, run: (scene: Scene, bound: Bound) => Value | undefined) {
  const wanted = signature(text);
  return nativeFunction(`tf.nn.${name}`, (call: Call) => {
    const { host, site } = call;
    const scene: Scene = { host, framework: 'tensorflow', operation: `tf.nn.${name}`, site };
    const bound = bind(call, wanted, name, 'tensorflow');
    const answer = bound.refused ? undefined : run(scene, bound);
    return answer ?? host.unknown(`what \`${name}\` gives`, site);
  });
}

const shapeOfInputs = (value: Value): Shape | undefined =>
  value.kind === 'tensor' ? shapeOf(value) : undefined;

/** `outputs` are (batch, steps, output_size), or time first. */
function runOver(scene: Scene, cell: Cell, inputs: Value, timeMajor: boolean | undefined): Ran {
  const shape = shapeOfInputs(inputs);
  cell.build(scene, shape);
  const leading = shape?.length === 3 ? shape.slice(0, 2) : undefined;
  const batch: Dim = (timeMajor === undefined ? undefined : leading?.[timeMajor ? 1 : 0]) ?? unknownDim();
  const parents = inputs.kind === 'tensor' ? [inputs] : [];
  const output = result(scene, outputShape(leading, cell), { parents, dtype: 'float', role: 'sequence' });
  return { output, state: cell.state(scene, batch) };
}

const dynamic = define('dynamic_rnn', DYNAMIC, (scene, { value }) => {
  const cell = cellOf(value('cell'));
  const ran = cell && runOver(scene, cell, value('inputs'), asBool(value('time_major')));
  return ran && tuple([ran.output, ran.state]);
});

const both = define('bidirectional_dynamic_rnn', BOTH, (scene, { value }) => {
  const [fw, bw] = [cellOf(value('cell_fw')), cellOf(value('cell_bw'))];
  if (!fw || !bw) return undefined;
  const ran = [fw, bw].map(cell => runOver(scene, cell, value('inputs'), asBool(value('time_major'))));
  return tuple([tuple(ran.map(r => r.output)), tuple(ran.map(r => r.state))]);
});

/** A list of steps, each (batch, features), gives a list of outputs. */
const steps = define('static_rnn', STATIC, (scene, { value }) => {
  const cell = cellOf(value('cell'));
  const inputs = scene.host.items(value('inputs'));
  if (!cell || !inputs) return undefined;
  const shapes = inputs.map(shapeOfInputs);
  const [first] = shapes;
  cell.build(scene, first);
  const outputs = shapes.map(shape =>
    result(scene, outputShape(shape?.slice(0, 1), cell), { dtype: 'float', role: 'h' }),
  );
  return tuple([list(outputs), cell.state(scene, first?.[0] ?? unknownDim())]);
});

export const RNN_FUNCTIONS = {
  dynamic_rnn: dynamic,
  bidirectional_dynamic_rnn: both,
  static_rnn: steps,
} satisfies Readonly<Record<string, Value>>;

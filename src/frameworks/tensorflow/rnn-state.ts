/** States of TensorFlow 1's cells, and one step of a cell. */
import { size, unknownDim } from '../../shapes/index.ts';
import { named } from '../array/pair.ts';
import { refused, result, type Scene } from '../array/scene.ts';
import {
  bind,
  type Call,
  type NativeClass,
  shapeOf,
  signature,
  type TensorValue,
  tuple,
  type Value,
} from '../parts.ts';
import { type Cell, leadingOf, outputShape } from './rnn-cell.ts';
import { inputsOperand, refuseInputs, refuseStates } from './rnn-refusals.ts';

const STATE_TUPLE: NativeClass = {
  kind: 'native-class',
  name: 'LSTMStateTuple',
  qualified: 'tf.nn.rnn_cell.LSTMStateTuple',
  framework: 'tensorflow',
  ancestors: [],
  construct: call => {
    const { host, site } = call;
    const bound = bind(call, signature('c, h'), 'LSTMStateTuple', 'tensorflow');
    const part = (name: string): Value =>
      bound.given(name)?.value ?? host.unknown(`the ${name} of a state`, site);
    const scene: Scene = { host, site, framework: 'tensorflow', operation: 'LSTMStateTuple' };
    return bound.refused ? refused(scene) : named(scene, { c: part('c'), h: part('h') });
  },
};

export const LSTMStateTuple: Value = STATE_TUPLE;

/** (c, h), by position and by name. */
export const stateTuple = (scene: Scene, c: TensorValue, h: TensorValue): Value => named(scene, { c, h });

/** `cell(x, state)` gives the output and the next state. */
export function callCell({ host, site, args }: Call, cell: Cell | undefined): Value {
  const scene: Scene = { host, framework: 'tensorflow', operation: 'cell', site };
  const given = args[0]?.value;
  const input = given && (cell?.features?.(given) ?? given);
  const shape = input?.kind === 'tensor' ? shapeOf(input) : undefined;
  if (!cell) return host.unknown('what a cell gives', site);
  const batch = (shape && leadingOf(shape, cell).at(-1)) ?? unknownDim();
  const state = args[1];
  const wrong =
    (input && refuseInputs(scene, inputsOperand(input, args[0]?.at ?? site), cell, 'step')) ??
    cell.build(scene, shape, { batch, steps: size(1) }) ??
    (state && refuseStates(scene, cell, state.value, state.at, batch));
  if (wrong) return wrong;
  const parents = input?.kind === 'tensor' ? [input] : [];
  const output = result(scene, outputShape([batch], cell), { parents, dtype: 'float', role: 'h' });
  return tuple([output, cell.state(scene, batch)]);
}

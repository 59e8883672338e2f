/** `LSTMState(hidden, cell)` and the states that cores begin with. sonnet/src/recurrent.py */
import type { Dim, Origin, Shape } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import { namedTuple } from '../jax/trees.ts';
import {
  asDim,
  bind,
  type Host,
  type NativeClass,
  type NativeFunction,
  nativeFunction,
  signature,
  type Value,
} from '../parts.ts';

export const LSTMState: NativeClass = {
  kind: 'native-class',
  name: 'LSTMState',
  qualified: 'sonnet.LSTMState',
  framework: 'sonnet',
  ancestors: ['tuple'],
  construct: call => {
    const bound = bind(call, signature('hidden, cell'), 'LSTMState', 'sonnet');
    return lstmState(call.host, call.site, bound.value('hidden'), bound.value('cell'));
  },
};

export const lstmState = (host: Host, site: Origin, hidden: Value, cell: Value): Value =>
  namedTuple(host, LSTMState, site, { hidden, cell });

/** The shapes of a state behind the batch axis; `cell` of an LSTM alone. */
export interface StateShapes {
  readonly hidden: Shape;
  readonly cell?: Shape;
}

export function stateOf(scene: Scene, { hidden, cell }: StateShapes, leading: Shape | undefined): Value {
  const make = (own: Shape, role: 'h' | 'c'): Value =>
    result(scene, leading && [...leading, ...own], { dtype: 'float', role });
  return cell ? lstmState(scene.host, scene.site, make(hidden, 'h'), make(cell, 'c')) : make(hidden, 'h');
}

/** `core.initial_state(batch_size)` */
export const initialState = (shapes: StateShapes): NativeFunction =>
  nativeFunction('initial_state', ({ host, args, site }) => {
    const given = args.find(a => a.name === undefined || a.name === 'batch_size');
    const batch: Dim = (given && asDim(given.value)) ?? host.freshSymbol('batch', site);
    return stateOf({ host, framework: 'sonnet', operation: 'initial_state', site }, shapes, [batch]);
  });

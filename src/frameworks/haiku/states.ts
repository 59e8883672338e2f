/** `LSTMState(hidden, cell)` and initial states. haiku/_src/recurrent.py */
import type { Dim, Origin, Shape } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import { namedTuple } from '../jax/trees.ts';
import {
  asDim,
  bind,
  type Call,
  type Host,
  type NativeClass,
  nativeFunction,
  signature,
  type TensorRole,
  tuple,
  type Value,
} from '../parts.ts';

export const LSTMState: NativeClass = {
  kind: 'native-class',
  name: 'LSTMState',
  qualified: 'haiku.LSTMState',
  framework: 'haiku',
  ancestors: ['tuple'],
  construct: call => {
    const bound = bind(call, signature('hidden, cell'), 'LSTMState', 'haiku');
    return lstmState(call.host, call.site, bound.value('hidden'), bound.value('cell'));
  },
};

export const lstmState = (host: Host, site: Origin, hidden: Value, cell: Value): Value =>
  namedTuple(host, LSTMState, site, { hidden, cell });

/** What a state is made of: arrays of these shapes without the batch axis. */
export interface StateShapes {
  readonly hidden: Shape;
  /** An LSTM has one of the same shape too. */
  readonly isPair: boolean;
}

/** A state, or the arrays of one: `make` builds each array of a role. */
export function stateOf(scene: Scene, { isPair }: StateShapes, make: (role: TensorRole) => Value): Value {
  return isPair ? lstmState(scene.host, scene.site, make('h'), make('c')) : make('h');
}

/** `core.initial_state(batch_size)`; None gives a state of one example. */
export const initialState = (shapes: StateShapes): Value =>
  nativeFunction('initial_state', call => {
    const batch = batchOf(call);
    const scene: Scene = { host: call.host, framework: 'haiku', operation: 'initial_state', site: call.site };
    const shape = batch === 'unknown' ? undefined : batch ? [batch, ...shapes.hidden] : shapes.hidden;
    return stateOf(scene, shapes, role => result(scene, shape, { dtype: 'float', role }));
  });

/** undefined: no batch axis. A batch size of which nothing is known is a symbol. */
function batchOf(call: Call): Dim | 'unknown' | undefined {
  const bound = bind(call, signature('batch_size'), 'initial_state', 'haiku');
  const value = bound.value('batch_size');
  if (bound.refused) return 'unknown';
  if (value.kind === 'none') return undefined;
  return asDim(value) ?? (value.kind === 'unknown' ? call.host.freshSymbol('batch', call.site) : 'unknown');
}

/** `IdentityCore().initial_state(n)` */
export const emptyState: Value = nativeFunction('initial_state', () => tuple([]));

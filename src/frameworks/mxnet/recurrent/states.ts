/** `begin_state` and `state_info`: the states that layers and cells begin with. mxnet/gluon/rnn/rnn_layer.py, rnn_cell.py */
import { type Dim, type Shape, size } from '../../../shapes/index.ts';
import {
  type Argument,
  asDim,
  type Call,
  dict,
  integer,
  list,
  type NativeFunction,
  nativeFunction,
  string,
  tensor,
  tuple,
  type Value,
} from '../../parts.ts';

/** A state's shape for a batch. */
export interface StateShape {
  readonly name: 'h' | 'c';
  readonly shape: Shape;
}

export type StatesFor = (batch: Dim) => readonly StateShape[];

/** Options that `begin_state` passes on to the function that makes the states. */
const PASSED = new Set(['ctx', 'dtype', 'device']);

function batchOf({ args, host, site }: Call): Dim {
  const given = args.find(a => a.name === 'batch_size') ?? args.find(a => a.name === undefined);
  if (!given) return size(0);
  return asDim(given.value) ?? host.freshSymbol('batch', site);
}

/** `begin_state(batch_size=0, func=nd.zeros, ctx=...)`: a list of arrays. */
export const beginState = (operation: string, states: StatesFor): NativeFunction =>
  nativeFunction('begin_state', call => list(makeStates(call, operation, states(batchOf(call)))));

export function makeStates(
  { host, site }: Pick<Call, 'host' | 'site'>,
  operation: string,
  states: readonly StateShape[],
): readonly Value[] {
  return states.map(({ name, shape }) =>
    tensor(host, {
      framework: 'mxnet',
      shape,
      source: { operation: `${operation}.begin_state`, site, role: name },
    }),
  );
}

/** `state_info(batch_size)`: a list of dicts with the shapes. */
export const stateInfo = (states: StatesFor, layout: string): NativeFunction =>
  nativeFunction('state_info', call =>
    list(
      states(batchOf(call)).map(({ shape }) =>
        dict([
          ['shape', tuple(shape.map(integer))],
          ['__layout__', string(layout)],
        ]),
      ),
    ),
  );

/** Arguments of a call of `begin_state` on the cells inside. */
export const passedOn = (args: readonly Argument[]): readonly Argument[] =>
  args.filter(
    a => a.name === undefined || a.name === 'batch_size' || a.name === 'func' || PASSED.has(a.name),
  );

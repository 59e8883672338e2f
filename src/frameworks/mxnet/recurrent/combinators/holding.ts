/** What cells that hold cells share. Source: mxnet/gluon/rnn/rnn_cell.py. */
import {
  type Argument,
  type Call,
  type Host,
  list,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  signature,
  type Value,
} from '../../../parts.ts';

export type Cells = () => readonly Value[] | undefined;

/** A class whose objects hold cells. */
export function cellClass(name: string, make: (call: Call, type: NativeClass) => NativeValue): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `mxnet.gluon.rnn.${name}`,
    framework: 'mxnet',
    ancestors: ['mxnet.gluon.rnn.RecurrentCell', 'mxnet.gluon.nn.Block'],
    construct: call => make(call, type),
  };
  return type;
}

export const positional = (value: Value, at: Call['site']): Argument => ({ name: undefined, value, at });

/** `cell.begin_state(...)` of each, in one list; undefined: not known. */
function statesOfAll(call: Call, cells: readonly Value[]): readonly Value[] | undefined {
  const { host, args, site } = call;
  const each = cells.map(cell =>
    host.items(host.call(host.attribute(cell, 'begin_state', site), args, site)),
  );
  return each.every(states => states !== undefined) ? each.flat() : undefined;
}

export const beginState = (cells: Cells): Value =>
  nativeFunction('begin_state', call => {
    const known = cells();
    const states = known && statesOfAll(call, known);
    return states ? list(states) : call.host.unknown('the states of cells', call.site);
  });

/** How many states a cell has; undefined: not known. */
export function stateCount(host: Host, cell: Value, site: Call['site']): number | undefined {
  return host.items(host.call(host.attribute(cell, 'begin_state', site), [], site))?.length;
}

export const STEP = signature('inputs, states');

export const NOT_KNOWN = 'what an unrolled cell gives';

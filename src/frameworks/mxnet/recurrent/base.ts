/** RecurrentCell and HybridRecurrentCell, from which users derive cells of their own: `state_info` says what states they have. mxnet/gluon/rnn/rnn_cell.py */
import {
  asShape,
  type Call,
  type Host,
  list,
  nativeFunction,
  type ObjectValue,
  type Value,
} from '../../parts.ts';
import { blockClass } from '../block.ts';
import { makeStates, type StateShape } from './states.ts';
import { unroll } from './unroll.ts';

/** An array for each dict that `state_info(batch_size)` gives. */
function beginState({ host, args, site }: Call, self: ObjectValue): Value {
  const batch = args.filter(a => a.name === undefined || a.name === 'batch_size');
  const infos = host.items(host.call(host.attribute(self, 'state_info', site), batch, site));
  const shapes = infos?.map(info =>
    info.kind === 'dict' ? info.entries.value.known.get('shape') : undefined,
  );
  const states = shapes?.flatMap((value, i): StateShape[] => {
    const shape = value && asShape(value);
    return shape ? [{ name: i === 0 ? 'h' : 'c', shape }] : [];
  });
  return states && states.length === infos?.length
    ? list(makeStates({ host, site }, self.class.name, states))
    : host.unknown('the states of a cell', site);
}

function inherited(_host: Host, self: ObjectValue, name: string): Value | undefined {
  if (name === 'begin_state') return nativeFunction(name, call => beginState(call, self));
  return name === 'unroll' ? nativeFunction(name, call => unroll(self, call)) : undefined;
}

const ANCESTORS = ['mxnet.gluon.nn.Block'];

export const BASES = [
  blockClass('RecurrentCell', { isHybrid: false, ancestors: ANCESTORS, attribute: inherited }),
  blockClass('HybridRecurrentCell', {
    isHybrid: true,
    ancestors: ['mxnet.gluon.rnn.RecurrentCell', 'mxnet.gluon.nn.HybridBlock', ...ANCESTORS],
    attribute: inherited,
  }),
];

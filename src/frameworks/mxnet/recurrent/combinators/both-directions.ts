/** A cell for each direction. Source: mxnet/gluon/rnn/rnn_cell.py. */
import { add, type Shape, unknownDim } from '../../../../shapes/index.ts';
import { result } from '../../../array/scene.ts';
import { heldSlot, makeContainer } from '../../../modules/held.ts';
import {
  bind,
  type Call,
  itemsOf,
  list,
  type NativeValue,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../../../parts.ts';
import { GLUON_CELLS } from '../dialect.ts';
import { initialStates, readSequence, sequenceOf } from '../unroll.ts';
import { beginState, cellClass, NOT_KNOWN, positional, stateCount } from './holding.ts';

const BIDIRECTIONAL = signature("l_cell, r_cell, output_prefix='bi_'");

export const BidirectionalCell = cellClass('BidirectionalCell', (call, type) => {
  const bound = bind(call, BIDIRECTIONAL, type.name, 'mxnet');
  const [left, right] = [bound.value('l_cell'), bound.value('r_cell')];
  const held = heldSlot({
    modules: [
      ['l_cell', left],
      ['r_cell', right],
    ],
    isWhole: true,
  });
  return makeContainer(GLUON_CELLS, call, {
    class: type,
    held,
    behave: self => ({
      invoke: used => refuseStep(used),
      attribute: (_host, asked) => {
        if (asked === 'begin_state') return beginState(() => [left, right]);
        return asked === 'unroll'
          ? nativeFunction('unroll', used => unrollBoth(used, self, left, right))
          : undefined;
      },
    }),
  });
});

function refuseStep({ host, site }: Call): Value {
  host.refuse({
    kind: 'program',
    aspect: 'call',
    framework: 'mxnet',
    operation: 'step by step',
    name: 'BidirectionalCell',
    instead: 'Use `unroll`, which sees the whole sequence',
    at: site,
    says: 'Bidirectional cannot be stepped. Please use unroll',
  });
  return host.unknown('what a BidirectionalCell gives', site);
}

/** The outputs of both cells side by side, the states of the first before those of the second. */
function unrollBoth(call: Call, self: NativeValue, left: Value, right: Value): Value {
  const { host, site } = call;
  const read = readSequence(call, self.class.name);
  if (!read || read === 'unknown') return host.unknown(NOT_KNOWN, site);
  const all = host.items(initialStates(read, self));
  const count = stateCount(host, left, site);
  if (!all || count === undefined) return host.unknown(NOT_KNOWN, site);
  const step = (cell: Value, states: readonly Value[]): readonly Value[] => {
    const args = [
      positional(read.step, read.bound.at('inputs')),
      positional(list(states), read.bound.at('begin_state')),
    ];
    return itemsOf(host.call(cell, args, site)) ?? [];
  };
  const [forward, after] = step(left, all.slice(0, count));
  const [backward, afterBackward] = step(right, all.slice(count));
  const states = [after, afterBackward].map(each => each && host.items(each));
  if (!forward || !backward || !states.every(each => each !== undefined))
    return host.unknown(NOT_KNOWN, site);
  const output = result(read.scene, besides(forward, backward));
  return tuple([sequenceOf(read, output), list(states.flat())]);
}

function besides(a: Value, b: Value): Shape | undefined {
  const [left, right] = [a, b].map(each => (each.kind === 'tensor' ? shapeOf(each) : undefined));
  if (!left || !right) return undefined;
  return [...left.slice(0, -1), add(left.at(-1) ?? unknownDim(), right.at(-1) ?? unknownDim())];
}

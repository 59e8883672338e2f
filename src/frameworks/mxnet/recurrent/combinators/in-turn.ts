/** Cells one after the other. Source: mxnet/gluon/rnn/rnn_cell.py. */
import { heldSlot, makeContainer, moduleAt, numbered } from '../../../modules/held.ts';
import {
  type Argument,
  asInt,
  type Behaviour,
  bind,
  type Call,
  itemsOf,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  tuple,
  type Value,
} from '../../../parts.ts';
import { GLUON_CELLS } from '../dialect.ts';
import { initialStates, readSequence, type Unrolled } from '../unroll.ts';
import { beginState, type Cells, cellClass, NOT_KNOWN, positional, STEP, stateCount } from './holding.ts';

/** Runs cells one after the other, each with its part of the states. */
function inTurn(
  { host, site }: Pick<Call, 'host' | 'site'>,
  cells: readonly Value[],
  first: Value,
  states: Value,
  run: (cell: Value, input: Value, states: Value, isLast: boolean) => Value,
): Value {
  const all = host.items(states);
  const next: Value[] = [];
  let input = first;
  let at = 0;
  for (const [i, cell] of cells.entries()) {
    const count = stateCount(host, cell, site);
    if (!all || count === undefined) return host.unknown('what cells in a row give', site);
    const pair = itemsOf(run(cell, input, list(all.slice(at, at + count)), i === cells.length - 1));
    const own = pair?.[1] && host.items(pair[1]);
    if (!pair?.[0] || !own) return host.unknown('what cells in a row give', site);
    at += count;
    input = pair[0];
    next.push(...own);
  }
  return tuple([input, list(next)]);
}

function stepAll(call: Call, name: string, cells: readonly Value[]): Value {
  const bound = bind(call, STEP, name, 'mxnet');
  if (bound.refused) return call.host.unknown(`what a ${name} gives`, call.site);
  return inTurn(call, cells, bound.value('inputs'), bound.value('states'), (cell, input, states) =>
    call.host.call(
      cell,
      [positional(input, bound.at('inputs')), positional(states, bound.at('states'))],
      call.site,
    ),
  );
}

/** Unrolls a cell with the arguments of this call, but for its inputs and states. */
function unrollWith(
  { call, bound }: Unrolled,
  cell: Value,
  input: Value,
  states: Value,
  merge: Value,
): Value {
  const { host, site } = call;
  const named = (name: string, value: Value): Argument => ({ name, value, at: bound.at(name) });
  return host.call(
    host.attribute(cell, 'unroll', site),
    [
      named('length', bound.value('length')),
      named('inputs', input),
      named('begin_state', states),
      named('layout', bound.value('layout')),
      named('merge_outputs', merge),
      named('valid_length', bound.value('valid_length')),
    ],
    site,
  );
}

export function sequentialCell(name: string): NativeClass {
  return cellClass(name, (call, type) => {
    const held = heldSlot({ modules: [], isWhole: true });
    const cells: Cells = () => (held.value.isWhole ? held.value.modules.map(([, cell]) => cell) : undefined);
    const behave = (self: NativeValue): Behaviour => ({
      invoke: used => {
        const known = cells();
        return known ? stepAll(used, name, known) : used.host.unknown(`what a ${name} gives`, used.site);
      },
      attribute: (_host, asked) => {
        if (asked === 'add')
          return nativeFunction('add', ({ host, args, open }) => {
            const added = numbered(
              args.map(a => a.value),
              held.value.modules.length,
            );
            host.write(held, {
              modules: [...held.value.modules, ...added],
              isWhole: held.value.isWhole && !open,
            });
            return NONE;
          });
        if (asked === 'begin_state') return beginState(cells);
        return asked === 'unroll'
          ? nativeFunction('unroll', used => unrollInTurn(used, self, cells()))
          : undefined;
      },
      index: ({ args, host, site }) =>
        moduleAt(held.value, args[1] && asInt(args[1].value)) ?? host.unknown('a cell', site),
    });
    return makeContainer(GLUON_CELLS, call, { class: type, held, behave });
  });
}

function unrollInTurn(call: Call, self: NativeValue, cells: readonly Value[] | undefined): Value {
  const read = readSequence(call, self.class.name);
  if (!read || read === 'unknown' || !cells) return call.host.unknown(NOT_KNOWN, call.site);
  const inputs = read.bound.value('inputs');
  return inTurn(call, cells, inputs, initialStates(read, self), (cell, input, states, isLast) =>
    unrollWith(read, cell, input, states, isLast ? read.bound.value('merge_outputs') : NONE),
  );
}

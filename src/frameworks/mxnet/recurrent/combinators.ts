/** Cells made of cells: one after the other, in both directions, with dropout, zoneout or a residual connection. mxnet/gluon/rnn/rnn_cell.py */
import { add, compare, type Shape, unknownDim } from '../../../shapes/index.ts';
import { combine } from '../../array/pointwise.ts';
import { refuseOperands, result, type Scene } from '../../array/scene.ts';
import type { Dialect } from '../../modules/dialect.ts';
import { heldSlot, makeContainer, moduleAt, numbered } from '../../modules/held.ts';
import {
  type Argument,
  asInt,
  type Behaviour,
  bind,
  type Call,
  type Host,
  itemsOf,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../../parts.ts';
import { GLUON_CELLS } from './dialect.ts';
import { initialStates, readSequence, sequenceOf, type Unrolled } from './unroll.ts';

type Cells = () => readonly Value[] | undefined;

/** A class whose objects hold cells. */
function cellClass(name: string, make: (call: Call, type: NativeClass) => NativeValue): NativeClass {
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

const positional = (value: Value, at: Call['site']): Argument => ({ name: undefined, value, at });

/** `cell.begin_state(...)` of each, in one list; undefined: not known. */
function statesOfAll(call: Call, cells: readonly Value[]): readonly Value[] | undefined {
  const { host, args, site } = call;
  const each = cells.map(cell =>
    host.items(host.call(host.attribute(cell, 'begin_state', site), args, site)),
  );
  return each.every(states => states !== undefined) ? each.flat() : undefined;
}

const beginState = (cells: Cells): Value =>
  nativeFunction('begin_state', call => {
    const known = cells();
    const states = known && statesOfAll(call, known);
    return states ? list(states) : call.host.unknown('the states of cells', call.site);
  });

/** How many states a cell has; undefined: not known. */
function stateCount(host: Host, cell: Value, site: Call['site']): number | undefined {
  return host.items(host.call(host.attribute(cell, 'begin_state', site), [], site))?.length;
}

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

const STEP = signature('inputs, states');

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

const NOT_KNOWN = 'what an unrolled cell gives';

function sequentialCell(name: string): NativeClass {
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

const BIDIRECTIONAL = signature("l_cell, r_cell, output_prefix='bi_'");

const BidirectionalCell = cellClass('BidirectionalCell', (call, type) => {
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

/** A cell around another one, whose states it has. */
function modifier(
  name: string,
  parameters: string,
  give: (call: Call, inputs: Value, output: Value) => Value,
): NativeClass {
  return cellClass(name, (call, type) => {
    const bound = bind(call, signature(parameters), name, 'mxnet');
    const cell = bound.value('base_cell');
    const held = heldSlot({ modules: [['base_cell', cell]], isWhole: true });
    return makeContainer(GLUON_CELLS, call, {
      class: type,
      held,
      behave: () => ({
        invoke: used => {
          const given = bind(used, STEP, name, 'mxnet');
          const { host, site } = used;
          if (given.refused) return host.unknown(`what a ${name} gives`, site);
          const [output, states] = itemsOf(host.call(cell, used.args, site)) ?? [];
          if (!output || !states) return host.unknown(`what a ${name} gives`, site);
          return tuple([give(used, given.value('inputs'), output), states]);
        },
        attribute: (host, asked, site) => {
          if (asked === 'begin_state') return modifiedStates(cell);
          return asked === 'state_info' ? host.attribute(cell, asked, site) : undefined;
        },
      }),
    });
  });
}

/** Symbols, not arrays, unless a function is given that makes them. */
const modifiedStates = (cell: Value): Value =>
  nativeFunction('begin_state', ({ host, args, site }) => {
    const isSymbolic = args.length > 0 && !args.some(a => a.name === 'func');
    return isSymbolic
      ? host.unknown('states as symbols', site)
      : host.call(host.attribute(cell, 'begin_state', site), args, site);
  });

/** The output plus the inputs: both have one shape. */
function added({ host, site }: Call, inputs: Value, output: Value): Value {
  const scene: Scene = { host, framework: 'mxnet', operation: 'ResidualCell', site };
  const [left, right] = [output, inputs].map((value, i) => ({
    role: i === 0 ? 'output' : 'inputs',
    shape: value.kind === 'tensor' ? shapeOf(value) : undefined,
    tensor: value.kind === 'tensor' ? value : undefined,
    at: site,
  }));
  if (!left || !right) return output;
  const [a, b] = [left.shape?.at(-1), right.shape?.at(-1)];
  if (a && b && compare(a, b) === 'different') {
    const place = (operand: number, dim: typeof a) => ({ operand, axis: (left.shape?.length ?? 1) - 1, dim });
    return refuseOperands(scene, [left, right], { kind: 'dims', left: place(0, a), right: place(1, b) });
  }
  return combine(scene, [left, right], undefined);
}

/** `DropoutCell(rate)`: without states of its own, it gives them back. */
const DropoutCell = cellClass('DropoutCell', (call, type) => {
  bind(call, signature('rate, axes=(), prefix=None, params=None'), type.name, 'mxnet');
  const dialect: Dialect = GLUON_CELLS;
  return makeContainer(dialect, call, {
    class: type,
    held: heldSlot({ modules: [], isWhole: true }),
    behave: () => ({
      invoke: used => {
        const given = bind(used, STEP, type.name, 'mxnet');
        return given.refused
          ? used.host.unknown('what a DropoutCell gives', used.site)
          : tuple([given.value('inputs'), given.value('states')]);
      },
      attribute: (_host, asked) =>
        asked === 'begin_state' || asked === 'state_info' ? nativeFunction(asked, () => list([])) : undefined,
    }),
  });
});

export const COMBINATORS: readonly NativeClass[] = [
  sequentialCell('SequentialRNNCell'),
  sequentialCell('HybridSequentialRNNCell'),
  BidirectionalCell,
  DropoutCell,
  modifier('ResidualCell', 'base_cell', added),
  modifier(
    'ZoneoutCell',
    'base_cell, zoneout_outputs=0., zoneout_states=0.',
    (_call, _inputs, output) => output,
  ),
];

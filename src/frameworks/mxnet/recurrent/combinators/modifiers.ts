/** Cells with dropout, zoneout or a residual connection. Source: mxnet/gluon/rnn/rnn_cell.py. */
import { compare } from '../../../../shapes/index.ts';
import { combine } from '../../../array/pointwise.ts';
import { refuseOperands, type Scene } from '../../../array/scene.ts';
import { heldSlot, makeContainer } from '../../../modules/held.ts';
import {
  bind,
  type Call,
  itemsOf,
  list,
  type NativeClass,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../../../parts.ts';
import { GLUON_CELLS } from '../dialect.ts';
import { cellClass, STEP } from './holding.ts';

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

export const ResidualCell = modifier('ResidualCell', 'base_cell', added);

export const ZoneoutCell = modifier(
  'ZoneoutCell',
  'base_cell, zoneout_outputs=0., zoneout_states=0.',
  (_call, _inputs, output) => output,
);

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
export const DropoutCell = cellClass('DropoutCell', (call, type) => {
  bind(call, signature('rate, axes=(), prefix=None, params=None'), type.name, 'mxnet');
  return makeContainer(GLUON_CELLS, call, {
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

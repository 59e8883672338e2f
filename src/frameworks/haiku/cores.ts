/** LSTM, GRU and VanillaRNN: cores that make one step. https://dm-haiku.readthedocs.io/en/latest/api.html#recurrent-modules, haiku/_src/recurrent.py */
import { broadcast, type Shape, size } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { plainCell, type RunFacts } from '../layer.ts';
import type { CellDescription, Operand, TensorValue, Value } from '../parts.ts';
import { tuple } from '../parts.ts';
import { type Core, KINDS } from './core-kinds.ts';
import { checkStates, readStates, type States } from './core-state.ts';
import { layerClass, noteCall, parameters, type Use } from './layer-class.ts';
import { inputOf } from './linear.ts';
import { initialState, stateOf } from './states.ts';

const SIGNATURES = {
  LSTM: 'hidden_size',
  GRU: 'hidden_size, w_i_init=None, w_h_init=None, b_init=None',
  VanillaRNN: 'hidden_size, double_bias=True',
} as const;

export const CORES = KINDS.map(kind =>
  layerClass({
    name: kind.name,
    signature: SIGNATURES[kind.name],
    forward: kind.isPair
      ? 'inputs, prev_state'
      : kind.name === 'GRU'
        ? 'inputs, state'
        : 'inputs, prev_state',
    recurrent: true,
    bases: ['RNNCore'],
    make: options => {
      const hidden = options.size('hidden_size', 0);
      const doubleBias = kind.name === 'VanillaRNN' ? options.flag('double_bias') : true;
      const core: Core = { kind, hidden, doubleBias };
      return {
        units: hidden,
        cell: describe(core),
        attribute: (_host, name) =>
          name === 'initial_state' ? initialState({ hidden: [hidden], isPair: kind.isPair }) : undefined,
        call: use => callCore(use, core),
      };
    },
  }),
);

const describe = ({ kind, doubleBias }: Core): CellDescription =>
  plainCell(kind.cell, 'haiku', { activation: kind.activation, bias: doubleBias ?? true });

function callCore(use: Use, core: Core): Value {
  const { kind, hidden, doubleBias } = core;
  const input = inputOf(use);
  if (!input) return refused(use);
  const rank = input.shape?.length;
  const ranks = kind.ranks ?? [1, 2];
  if (rank === 0 || (rank !== undefined && kind.ranks && !ranks.includes(rank)))
    return refuseRank(
      use,
      input,
      ranks,
      ['batch', 'features'],
      `${kind.name} input must be rank-1 or rank-2.`,
    );
  const states = readStates(use, kind);
  if (states === 'refused') return refused(use);
  const wrong = checkStates(use, core, input, states);
  if (wrong) return wrong;
  const features = input.shape?.at(-1);
  const sizes = features && { features, hidden, state: states.hidden?.shape?.at(-1) ?? hidden, doubleBias };
  if (sizes && !parameters(use, input, kind.weights(sizes), features)) return refused(use);
  return give(use, core, input, states);
}

/** (*, H): the input's leading axes, stretched to those of the states. */
function outputShape({ hidden }: Core, input: Operand, states: States): Shape | undefined {
  if (!input.shape) return undefined;
  const own = [...input.shape.slice(0, -1), hidden];
  const given = states.cell?.shape ?? states.hidden?.shape;
  if (!given) return own;
  const outcome = broadcast(own, [...given.slice(0, -1), hidden]);
  return outcome.ok ? outcome.value : undefined;
}

function give(use: Use, core: Core, input: Operand, states: States): Value {
  const shape = outputShape(core, input, states);
  const make = (role: 'h' | 'c'): TensorValue =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role });
  const output = make('h');
  const next = stateOf(use, { hidden: [core.hidden], isPair: core.kind.isPair }, role =>
    role === 'h' ? output : make('c'),
  );
  noteCall(use, [input.shape], [shape], stepFacts(core, input.shape, shape));
  return tuple([output, next]);
}

function stepFacts({ kind, hidden }: Core, input: Shape | undefined, shape: Shape | undefined): RunFacts {
  if (!shape || !input) return {};
  const state: Shape = [...shape.slice(0, -1), hidden];
  const names = kind.isPair ? ['h', 'c'] : ['h'];
  const step = new Map<string, Shape>([
    ['x_t', input],
    ...[...names.map(name => `${name}_prev`), ...kind.inner, 'h_t'].map((name): [string, Shape] => [
      name,
      state,
    ]),
  ]);
  return { states: names.map(name => ({ name, shape: state })), step, steps: size(1) };
}

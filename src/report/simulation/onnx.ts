/** ONNX' recurrent operators, which are nodes of a graph and no layers. Source: https://onnx.ai/onnx/operators/onnx__LSTM.html (and GRU, RNN). */
import type { CellChoice, Pass, SimulationPlan, SimulationSpec } from '../../cells/index.ts';
import type { CallExpr } from '../../syntax/tree.ts';
import { argumentsOf, type Literal, literalOf } from './literals.ts';
import { give } from './outcome.ts';

const KINDS: Readonly<Record<string, { readonly kind: string; readonly gates: number }>> = {
  LSTM: { kind: 'lstm', gates: 3 },
  GRU: { kind: 'gru', gates: 2 },
  RNN: { kind: 'simple-rnn', gates: 1 },
};

const DIRECTIONS: Readonly<Record<string, readonly boolean[]>> = {
  forward: [false],
  reverse: [true],
  bidirectional: [false, true],
};

/** `call`: `helper.make_node('LSTM', inputs, outputs, hidden_size=3)`; without it the spec's config has the attributes. */
export function onnxPlan(call: CallExpr | undefined, spec: SimulationSpec): SimulationPlan {
  const attribute = attributes(call, spec);
  const operator = operatorOf(call, spec);
  const found = Object.hasOwn(KINDS, operator) ? KINDS[operator] : undefined;
  if (!found) return give(`expected LSTM, GRU or RNN, got ${operator}.`);
  for (const name of ['clip', 'layout', 'activation_alpha', 'activation_beta']) {
    const value = attribute(name);
    if (value !== undefined && value !== 0) give(`${name} of ${operator} cannot be computed here.`);
  }
  const direction = String(attribute('direction') ?? 'forward');
  const directions = Object.hasOwn(DIRECTIONS, direction) ? DIRECTIONS[direction] : undefined;
  if (!directions) return give(`expected forward, reverse or bidirectional as direction, got ${direction}.`);
  const units = attribute('hidden_size');
  if (typeof units !== 'number') return give(`expected a number as hidden_size of ${operator}.`);
  const has = (name: string) => spec.weights.some(weight => weight.name === name);
  const isCoupled = found.kind === 'lstm' && attribute('input_forget') === 1;
  const kind = `${found.kind}${found.kind === 'lstm' && has('P') ? '-peephole' : ''}${isCoupled ? '-coupled' : ''}`;
  const cells = directions.map(
    (_, index): CellChoice => ({
      kind,
      layout: 'onnx',
      ...activationsOf(attribute('activations'), {
        index,
        operator,
        count: directions.length,
        gates: found.gates,
      }),
      bias: has('B'),
      resetAfter: attribute('linear_before_reset') === 1,
    }),
  );
  const passes = cells.map((cell, index): Pass => {
    const isBackward = directions[index] ?? false;
    return {
      label: isBackward ? 'reverse' : 'forward',
      cell,
      units,
      isBackward,
      isTurned: isBackward,
      namesOf: stored => [stored],
      direction: { index, count: directions.length },
    };
  });
  return { layers: [passes], merge: 'concat', gives: 'sequence', yOrder: 'directed', states: 'stacked' };
}

function operatorOf(call: CallExpr | undefined, spec: SimulationSpec): string {
  const [first] = call ? argumentsOf(call).positional : [];
  const named = first && literalOf(first);
  return typeof named === 'string' ? named : spec.layer;
}

function attributes(call: CallExpr | undefined, { config }: SimulationSpec): (name: string) => unknown {
  if (!call) return name => (config && Object.hasOwn(config, name) ? config[name] : undefined);
  const { named } = argumentsOf(call);
  return (name): Literal | undefined => {
    const given = named.get(name);
    if (!given) return undefined;
    return literalOf(given) ?? give(`expected a constant as ${name}.`);
  };
}

interface Which {
  readonly index: number;
  readonly operator: string;
  readonly count: number;
  /** Activations of one direction. */
  readonly gates: number;
}

/** LSTM: of the gates, the candidate and the output; GRU: of the gates and the candidate; RNN: its own. For each direction in turn. */
function activationsOf(
  given: unknown,
  { index, operator, count, gates }: Which,
): { readonly activation: string; readonly recurrentActivation: string } {
  if (given === undefined) return { activation: 'tanh', recurrentActivation: 'sigmoid' };
  const names = Array.isArray(given) ? given.map(String) : [];
  if (names.length !== gates * count)
    return give(`expected ${gates * count} activations of ${operator}, got ${JSON.stringify(given)}.`);
  const own = names.slice(index * gates, (index + 1) * gates);
  const [first = 'Tanh', second = first, third = second] = own;
  if (gates === 1) return { activation: first, recurrentActivation: 'sigmoid' };
  if (third !== second)
    return give(`activations ${second} and ${third} in one ${operator} cannot be computed here.`);
  return { activation: second, recurrentActivation: first };
}

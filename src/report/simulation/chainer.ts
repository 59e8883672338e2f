/** Chainer's links, read from their constructor calls. Source: chainer/links/rnn. */
import type { CellChoice, Pass, SimulationPlan, SimulationSpec } from '../../cells/index.ts';
import type { CallExpr } from '../../syntax/tree.ts';
import { argumentsOf, calledName, literalOf } from './literals.ts';
import { give } from './outcome.ts';

interface Link {
  readonly cell: Pick<CellChoice, 'kind' | 'layout' | 'activation' | 'resetAfter'>;
  readonly isBothWays: boolean;
}

const STEP = ['in_size', 'out_size'];
const STACK = ['n_layers', 'in_size', 'out_size', 'dropout'];

const one = (kind: string): Link => ({
  cell: { kind, layout: 'chainer', activation: 'tanh', resetAfter: false },
  isBothWays: false,
});

const several = (kind: string, activation: string, isBothWays: boolean): Link => ({
  cell: { kind, layout: 'chainer-nstep', activation, resetAfter: kind === 'gru' },
  isBothWays,
});

const LINKS: Readonly<Record<string, Link>> = {
  LSTM: one('lstm'),
  StatelessLSTM: one('lstm'),
  GRU: one('gru'),
  StatefulGRU: one('gru'),
  StatelessGRU: one('gru'),
  NStepLSTM: several('lstm', 'tanh', false),
  NStepBiLSTM: several('lstm', 'tanh', true),
  NStepGRU: several('gru', 'tanh', false),
  NStepBiGRU: several('gru', 'tanh', true),
  NStepRNNTanh: several('simple-rnn', 'tanh', false),
  NStepBiRNNTanh: several('simple-rnn', 'tanh', true),
  NStepRNNReLU: several('simple-rnn', 'relu', false),
  NStepBiRNNReLU: several('simple-rnn', 'relu', true),
};

/** Without a call the spec's config has the sizes (n_layers, out_size or hidden_size). */
export function chainerPlan(call: CallExpr | undefined, spec: SimulationSpec): SimulationPlan {
  const name = (call && calledName(call)) ?? spec.layer.split('.').at(-1) ?? '';
  const link = Object.hasOwn(LINKS, name) ? LINKS[name] : undefined;
  if (!link) return give(`the arithmetic of ${name} is not known here.`);
  const isStack = link.cell.layout === 'chainer-nstep';
  const size = sizesOf(call, spec, isStack ? STACK : STEP);
  const units = size('out_size') ?? give(`expected a number as out_size of ${name}.`);
  const count = isStack ? (size('n_layers') ?? 1) : 1;
  const features = size('in_size');
  const directions = link.isBothWays ? [false, true] : [false];
  const cell: CellChoice = { ...link.cell, recurrentActivation: 'sigmoid', bias: true };
  const pass = (layer: number, isBackward: boolean): Pass => ({
    label: isStack ? `l${layer}${isBackward ? '_reverse' : ''}` : 'layer',
    cell,
    units,
    isBackward,
    isTurned: isBackward,
    namesOf: stored => [isStack ? `${layer * directions.length + (isBackward ? 1 : 0)}/${stored}` : stored],
  });
  return {
    layers: Array.from({ length: count }, (_, layer) =>
      directions.map(isBackward => pass(layer, isBackward)),
    ),
    merge: 'concat',
    gives: 'sequence',
    yOrder: 'batch-first',
    states: isStack ? 'stacked' : 'one',
    ...(features !== undefined && { features }),
  };
}

function sizesOf(
  call: CallExpr | undefined,
  { config }: SimulationSpec,
  parameters: readonly string[],
): (name: string) => number | undefined {
  if (!call) {
    const named = (name: string) => (config && Object.hasOwn(config, name) ? config[name] : undefined);
    const others: Readonly<Record<string, string>> = {
      out_size: 'hidden_size',
      in_size: 'input_size',
      n_layers: 'num_layers',
    };
    return name => {
      const value = named(name) ?? named(others[name] ?? name);
      return typeof value === 'number' ? value : undefined;
    };
  }
  const { positional, named } = argumentsOf(call);
  // The only argument of `L.LSTM(10)` is its size: what it reads is known from the first input on.
  const order = parameters === STEP && positional.length === 1 ? ['out_size'] : parameters;
  return name => {
    const given = named.get(name) ?? positional[order.indexOf(name)];
    const value = given && literalOf(given);
    return typeof value === 'number' ? value : undefined;
  };
}

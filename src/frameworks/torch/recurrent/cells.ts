/** nn.LSTMCell, nn.GRUCell and nn.RNNCell: one step. https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html */
import { size } from '../../../shapes/index.ts';
import type { Options } from '../../modules/options.ts';
import { recurrentCell } from '../../modules/recurrent/cells.ts';
import { KINDS, type RecurrentKind } from '../../modules/recurrent/kinds.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { gatedWeights } from '../../modules/recurrent/weights.ts';
import { isNoNonlinearity } from './settings.ts';
import { TORCH_RECURRENT } from './style.ts';

const SIGNATURES: Readonly<Record<RecurrentKind['name'], string>> = {
  LSTM: 'input_size, hidden_size, bias=True, device: device=None, dtype: dtype=None',
  GRU: 'input_size, hidden_size, bias=True, device: device=None, dtype: dtype=None',
  RNN: `input_size, hidden_size, bias=True, nonlinearity='tanh', device: device=None, dtype: dtype=None`,
};

export const CELLS = KINDS.map(kind =>
  recurrentCell(TORCH_RECURRENT, {
    name: `${kind.name}Cell`,
    signature: SIGNATURES[kind.name],
    forward: 'input, hx=None',
    bases: ['RNNCellBase'],
    read: options => readCell(options, kind),
    weights: settings => gatedWeights(settings, settings.inputSize, ''),
  }),
);

/** An RNNCell looks at its nonlinearity when it is called. */
function wrongNonlinearity(options: Options, { name }: RecurrentKind): Settings['refusedAtCall'] {
  if (name !== 'RNN' || !isNoNonlinearity(options)) return [];
  const given = options.scene.host.textOf(options.bound.at('nonlinearity'));
  return [{ parameter: 'nonlinearity', allowed: "'tanh' or 'relu'", given, says: 'Unknown nonlinearity: …' }];
}

/** Arguments of a cell: one step of one layer. */
export function readCell(options: Options, kind: RecurrentKind): Settings {
  const hiddenSize = options.size('hidden_size', 0);
  return {
    kind,
    inputSize: options.size('input_size', 0),
    hiddenSize,
    outputSize: hiddenSize,
    layers: size(1),
    directions: size(1),
    projection: undefined,
    bias: options.flag('bias'),
    batchFirst: undefined,
    bidirectional: false,
    nonlinearity: options.text('nonlinearity') ?? 'tanh',
    refusedAtCall: wrongNonlinearity(options, kind),
  };
}

/** nn.LSTM, nn.GRU and nn.RNN as classes. */
import { GRU, LSTM, type RecurrentKind, RNN } from '../../modules/recurrent/kinds.ts';
import { recurrentLayer } from '../../modules/recurrent/sequence.ts';
import { readSettings } from './settings.ts';
import { TORCH_RECURRENT } from './style.ts';
import { recurrentWeights } from './weights.ts';

const REST = 'bias=True, batch_first=False, dropout=0.0, bidirectional=False';

const SIGNATURES: readonly (readonly [RecurrentKind, string])[] = [
  [
    LSTM,
    `input_size, hidden_size, num_layers=1, ${REST}, proj_size=0, device: device=None, dtype: dtype=None`,
  ],
  [GRU, `input_size, hidden_size, num_layers=1, ${REST}, device: device=None, dtype: dtype=None`],
  [
    RNN,
    `input_size, hidden_size, num_layers=1, nonlinearity='tanh', ${REST}, device: device=None, dtype: dtype=None`,
  ],
];

export const RECURRENT = SIGNATURES.map(([kind, signature]) =>
  recurrentLayer(TORCH_RECURRENT, {
    name: kind.name,
    signature,
    forward: 'input, hx=None',
    bases: ['RNNBase'],
    read: options => readSettings(options, kind),
    weights: recurrentWeights,
    flags: ({ batchFirst, bidirectional }) => ({ batch_first: batchFirst, bidirectional }),
  }),
);

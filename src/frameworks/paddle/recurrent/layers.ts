/** paddle.nn.LSTM, GRU and SimpleRNN, and their cells. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/LSTM_en.html */
import { weight } from '../../layer.ts';
import { recurrentCell } from '../../modules/recurrent/cells.ts';
import { GRU, LSTM, type RecurrentKind, RNN } from '../../modules/recurrent/kinds.ts';
import { recurrentLayer } from '../../modules/recurrent/sequence.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { gatedWeights } from '../../modules/recurrent/weights.ts';
import type { Weight } from '../../parts.ts';
import { layerAt } from './parts.ts';
import { isFalse, readCell, readSequence } from './settings.ts';
import { PADDLE_CELLS, PADDLE_RECURRENT } from './style.ts';
import { sequenceWeights } from './weights.ts';

const ATTRIBUTES = 'weight_ih_attr=None, weight_hh_attr=None, bias_ih_attr=None, bias_hh_attr=None';

interface Named {
  readonly kind: RecurrentKind;
  readonly name: string;
  /** Parameters before and after those that set the attributes of weights: of the layer, of the cell. */
  readonly layer: readonly [before: string, after: string];
  readonly cell: readonly [before: string, after: string];
}

const NAMED: readonly Named[] = [
  { kind: LSTM, name: 'LSTM', layer: ['', ', proj_size=0'], cell: ['', ', proj_size=0'] },
  { kind: GRU, name: 'GRU', layer: ['', ''], cell: ['', ''] },
  { kind: RNN, name: 'SimpleRNN', layer: [`activation='tanh', `, ''], cell: [`activation='tanh', `, ''] },
];

export const RECURRENT = NAMED.map(({ kind, name, layer: [before, after] }) =>
  recurrentLayer(PADDLE_RECURRENT, {
    name,
    signature: `input_size, hidden_size, num_layers=1, direction='forward', time_major=False, dropout=0.0, ${before}${ATTRIBUTES}${after}, name=None`,
    forward: 'inputs, initial_states=None, sequence_length=None',
    bases: ['RNNBase', 'LayerList'],
    index: layerAt,
    read: options => readSequence(options, kind),
    weights: (settings, options) => sequenceWeights(settings, bias => !isFalse(options, `${bias}_attr`)),
    flags: ({ batchFirst, bidirectional }) => ({
      time_major: batchFirst === undefined ? undefined : !batchFirst,
      bidirectional,
    }),
  }),
);

/** weight_ho is (hidden_size, proj_size). */
function cellWeights(settings: Settings): readonly Weight[] {
  const { projection, hiddenSize } = settings;
  const gated = gatedWeights(settings, settings.inputSize, '');
  return projection ? [...gated, weight('weight_ho', [hiddenSize, projection])] : gated;
}

export const CELLS = NAMED.map(({ kind, name, cell: [before, after] }) =>
  recurrentCell(PADDLE_CELLS, {
    name: `${name}Cell`,
    signature: `input_size, hidden_size, ${before}${ATTRIBUTES}${after}, name=None`,
    forward: 'inputs, states=None',
    bases: ['RNNCellBase'],
    read: options => readCell(options, kind),
    weights: cellWeights,
  }),
);

/** mindspore.nn.LSTM, GRU and RNN, and their cells. https://www.mindspore.cn/docs/en/master/api_python/nn/mindspore.nn.LSTM.html */
import { recurrentCell } from '../../modules/recurrent/cells.ts';
import { KINDS } from '../../modules/recurrent/kinds.ts';
import { recurrentLayer } from '../../modules/recurrent/sequence.ts';
import type { Settings } from '../../modules/recurrent/settings.ts';
import { directionsOf, gatedWeights, unlistedWeights } from '../../modules/recurrent/weights.ts';
import type { Weight } from '../../parts.ts';
import { readCell, readSequence } from './settings.ts';
import { MINDSPORE_CELLS, MINDSPORE_RECURRENT } from './style.ts';

const SEQUENCE =
  'input_size, hidden_size, num_layers=1, has_bias=True, batch_first=False, dropout=0.0, bidirectional=False, dtype=None';

/** `get_parameters()` lists all weight_ih, then all weight_hh, all bias_ih and all bias_hh: they are held in one tuple each. */
function groupedWeights(settings: Settings): readonly Weight[] {
  const directions = directionsOf(settings).map(({ weights }) => weights);
  const most = Math.max(0, ...directions.map(weights => weights.length));
  const grouped = Array.from({ length: most }, (_, i) => directions.flatMap(weights => weights[i] ?? []));
  return [...grouped.flat(), ...unlistedWeights(settings)];
}

export const RECURRENT = KINDS.map(kind =>
  recurrentLayer(MINDSPORE_RECURRENT, {
    name: kind.name,
    signature: kind.name === 'RNN' ? `${SEQUENCE}, *, nonlinearity='tanh'` : SEQUENCE,
    forward: 'x, hx=None, seq_length=None',
    bases: ['_RNNBase'],
    read: options => readSequence(options, kind),
    weights: groupedWeights,
    flags: ({ batchFirst, bidirectional }) => ({ batch_first: batchFirst, bidirectional }),
  }),
);

export const CELLS = KINDS.map(kind =>
  recurrentCell(MINDSPORE_CELLS, {
    name: `${kind.name}Cell`,
    signature: `input_size, hidden_size, has_bias=True, ${kind.name === 'RNN' ? `nonlinearity='tanh', ` : ''}dtype=None`,
    forward: 'x, hx',
    bases: ['RNNCellBase'],
    read: options => readCell(options, kind),
    weights: settings => gatedWeights(settings, settings.inputSize, ''),
  }),
);

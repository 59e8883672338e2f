/** States of Equinox' cells: an LSTM unpacks a pair, a GRU multiplies one vector. equinox/nn/_rnn.py */
import { broadcast, compare, constantOf, type Dim } from '../../shapes/index.ts';
import type { Use } from '../modules/layer-class.ts';
import { type ExpectedState, refuseState, stateOperand } from '../modules/recurrent/state.ts';
import { itemsOf, type Operand, type Value } from '../parts.ts';
import { unpackingWords } from '../words/python.ts';
import type { CellSettings } from './cell-kinds.ts';
import type { Applied } from './vectors.ts';

const VECTOR: Applied = { kind: 'vector' };
const UNKNOWN: Applied = { kind: 'unknown' };

export function readCellState(use: Use, settings: CellSettings): Applied {
  const given = use.arguments.given('hidden');
  if (!given) return VECTOR;
  const { value, at } = given;
  if (settings.kind.cell === 'lstm') return readPair(use, settings, value, at);
  if (value.kind !== 'list') return checkHidden(use, settings, stateOperand(value, at, 'hidden'));
  return refuse(use, settings, stateOperand(value, at, 'hidden'), {
    aspect: 'structure',
    expectedCount: 1,
    actualCount: itemsOf(value)?.length,
  });
}

const expectedOf = ({ hiddenSize }: CellSettings): Pick<ExpectedState, 'shape' | 'meanings'> => ({
  shape: [hiddenSize],
  meanings: ['hidden_size'],
});

function refuse(
  use: Use,
  settings: CellSettings,
  state: Operand,
  wrong: Parameters<typeof refuseState>[3],
): Applied {
  return { kind: 'refused', value: refuseState(use, state, expectedOf(settings), wrong) };
}

/** Python unpacks whatever it is given: of an array, the rows. */
function readPair(use: Use, settings: CellSettings, value: Value, at: Operand['at']): Applied {
  const state = stateOperand(value, at, 'hidden');
  if (value.kind === 'tensor') {
    const [first] = state.shape ?? [];
    const isPair = state.shape === undefined || (first && [undefined, 2].includes(constantOf(first)));
    if (isPair) return UNKNOWN;
    const says = 'too many values to unpack (expected 2…)';
    return refuse(use, settings, state, { aspect: 'structure', expectedCount: 2, actualCount: 1, says });
  }
  const items = value.kind === 'list' ? itemsOf(value) : use.host.items(value);
  if (!items) return value.kind === 'unknown' ? VECTOR : UNKNOWN;
  const [h, c] = items;
  if (!h || !c || items.length !== 2) {
    const says = unpackingWords(2, items.length);
    return refuse(use, settings, state, {
      aspect: 'count',
      expectedCount: 2,
      actualCount: items.length,
      says,
    });
  }
  const hidden = checkHidden(use, settings, stateOperand(h, at, 'h'));
  if (hidden.kind === 'refused') return hidden;
  const cell = checkCell(use, settings, stateOperand(c, at, 'c'));
  return hidden.kind === 'vector' ? cell : cell.kind === 'refused' ? cell : UNKNOWN;
}

const SAYS = 'dot_general requires contracting dimensions to have the same shape';

/** `weight_hh @ h` */
function checkHidden(use: Use, settings: CellSettings, state: Operand): Applied {
  const { shape } = state;
  if (!shape) return VECTOR;
  const inner = shape.at(shape.length === 1 ? 0 : -2);
  const fits = inner !== undefined && mayEqual(inner, settings);
  if (shape.length === 1) {
    if (fits) return VECTOR;
    return refuse(use, settings, state, { aspect: 'shape', axis: 0, says: SAYS });
  }
  if (fits) return UNKNOWN;
  return refuse(use, settings, state, { aspect: 'rank', says: SAYS });
}

const mayEqual = (dim: Dim, { hiddenSize }: CellSettings): boolean =>
  compare(dim, hiddenSize) !== 'different';

/** `f * c` */
function checkCell(use: Use, settings: CellSettings, state: Operand): Applied {
  const { shape } = state;
  if (!shape) return VECTOR;
  if (!broadcast([settings.hiddenSize], shape).ok)
    return refuse(
      use,
      settings,
      state,
      shape.length === 1 ? { aspect: 'shape', axis: 0 } : { aspect: 'rank' },
    );
  return shape.length <= 1 ? VECTOR : UNKNOWN;
}

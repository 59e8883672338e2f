/** All cells, by name. To add one: write its file, list it here, and say in the layouts who stores it how. */
import type { Cell, CellName } from './cell.ts';
import { gru, gruNewByUpdate, gruResetAfter } from './gru.ts';
import { lstm } from './lstm.ts';
import { lstmCoupled, lstmPeepholeCoupled } from './lstm-coupled.ts';
import { lstmOneState } from './lstm-one-state.ts';
import { lstmPeephole, lstmPeepholeProjected } from './lstm-peephole.ts';
import { lstmProjected } from './lstm-projected.ts';
import { mgu, mguWithoutReset } from './mgu.ts';
import { simpleRnn, simpleRnnResidual } from './simple-rnn.ts';

/** Where the title alone does not say which. */
const apart: Readonly<Partial<Record<CellName, string>>> = {
  'lstm-one-state': 'LSTM with one state',
  gru: 'GRU, reset before the product',
  'gru-reset-after': 'GRU, reset after the product',
  'gru-new-by-update': 'GRU, update weighs the new',
  'mgu-without-reset': 'MGU without reset',
  'simple-rnn-residual': 'Simple RNN, residual',
};

export const cells: Readonly<Record<CellName, Cell>> = {
  lstm,
  'lstm-coupled': lstmCoupled,
  'lstm-one-state': lstmOneState,
  'lstm-peephole': lstmPeephole,
  'lstm-peephole-coupled': lstmPeepholeCoupled,
  'lstm-peephole-projected': lstmPeepholeProjected,
  'lstm-projected': lstmProjected,
  gru,
  'gru-reset-after': gruResetAfter,
  'gru-new-by-update': gruNewByUpdate,
  mgu,
  'mgu-without-reset': mguWithoutReset,
  'simple-rnn': simpleRnn,
  'simple-rnn-residual': simpleRnnResidual,
};

/** Every cell with what people call it; two cells of one name are told apart. */
export const cellTitles: readonly { readonly name: CellName; readonly title: string }[] = Object.values(
  cells,
).map(({ name, title }) => ({ name, title: apart[name] ?? title }));

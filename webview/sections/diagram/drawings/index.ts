/** A drawing for every cell. */
import type { CellName } from '../../../../src/cells/index.ts';
import type { Drawing } from '../drawing.ts';
import { gru, gruNewByUpdate, gruResetAfter, mgu, mguWithoutReset } from './gru.ts';
import { lstm, withCoupledGates, withOneState, withPeepholes, withProjection } from './lstm.ts';
import { simpleRnn } from './simple-rnn.ts';

export const drawings: Readonly<Record<CellName, Drawing>> = {
  lstm,
  'lstm-coupled': withCoupledGates(lstm),
  'lstm-one-state': withOneState(lstm),
  'lstm-peephole': withPeepholes(lstm),
  'lstm-peephole-coupled': withCoupledGates(withPeepholes(lstm)),
  'lstm-peephole-projected': withProjection(withPeepholes(lstm)),
  'lstm-projected': withProjection(lstm),
  gru,
  'gru-reset-after': gruResetAfter,
  'gru-new-by-update': gruNewByUpdate,
  mgu,
  'mgu-without-reset': mguWithoutReset,
  'simple-rnn': simpleRnn,
  'simple-rnn-residual': simpleRnn,
};

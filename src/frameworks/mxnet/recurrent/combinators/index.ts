/** Cells made of cells. Source: mxnet/gluon/rnn/rnn_cell.py. */
import type { NativeClass } from '../../../parts.ts';
import { BidirectionalCell } from './both-directions.ts';
import { sequentialCell } from './in-turn.ts';
import { DropoutCell, ResidualCell, ZoneoutCell } from './modifiers.ts';

export const COMBINATORS: readonly NativeClass[] = [
  sequentialCell('SequentialRNNCell'),
  sequentialCell('HybridSequentialRNNCell'),
  BidirectionalCell,
  DropoutCell,
  ResidualCell,
  ZoneoutCell,
];

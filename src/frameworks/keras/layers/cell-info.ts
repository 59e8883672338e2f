/** What an RNN layer needs to know of the cell it runs: Keras's own cells keep it here, a user's cell is asked for `state_size`. */
import type { Dim } from '../../../shapes/index.ts';
import { beside, type Weight } from '../../parts.ts';
import type { LayerDescription } from '../core/description.ts';
import type { Cell } from './cells.ts';

export interface StateGroup {
  readonly count: number;
  readonly isBare: boolean;
}

export interface CellInfo {
  readonly states: readonly Dim[];
  readonly stateNames: readonly string[];
  /** Of stacked cells: how many states each of them has. */
  readonly groups?: readonly StateGroup[];
  /** A single state that the RNN layer makes itself, since the cell has no `get_initial_state`. */
  readonly isBare?: boolean;
  readonly output: Dim;
  readonly weights: (features: Dim) => readonly Weight[];
  /** A plain cell, for its equations. */
  readonly cell: Cell | undefined;
}

const CELLS = beside<LayerDescription, CellInfo>();

export function keepCell(description: LayerDescription, info: CellInfo): void {
  CELLS.set(description, info);
}

export const cellInfo = (description: LayerDescription | undefined): CellInfo | undefined =>
  description && CELLS.get(description);

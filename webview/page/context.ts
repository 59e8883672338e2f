/** What every view gets: the state, what follows from it, and the one way to change it. */

import type { Place, Source } from '../../src/cells/index.ts';
import type { FromCalculator } from '../../src/protocol/calculator.ts';
import type { Grid } from '../grids/grid.ts';
import type { Model } from '../state/model.ts';
import type { Action, State } from '../state/state.ts';
import type { Palette } from './colors.ts';

export interface Context {
  readonly state: State;
  readonly palette: Palette;
  /** It is drawn for a step, of which more may follow: what is not seen of it can wait. */
  readonly isHurried: boolean;
  /** All of the page is drawn, not only what one sees first. */
  readonly isWhole: boolean;
  /** What the last edit changed is compared with; undefined: nothing is. */
  readonly before: Model | undefined;
  /** The matrices on the page, by id; each enters itself as it is drawn. */
  readonly grids: Map<string, Grid>;
  /** One of them now, for handlers of what was drawn earlier. */
  readonly gridNow: (id: string) => Grid | undefined;
  /** The state now, for handlers of what was drawn earlier. */
  readonly latest: () => State;
  readonly dispatch: (action: Action) => void;
  /** Goes to where a number was computed or given, and shows how. */
  readonly explain: (source: Source | undefined) => void;
  /** A message to the extension. */
  readonly post: (message: FromCalculator) => void;
}

export interface ModelContext extends Context {
  readonly model: Model;
  /** The place that is shown; behind the state's position while steps are still being computed. */
  readonly place: Place;
}

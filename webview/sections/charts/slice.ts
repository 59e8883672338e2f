/** Whether the numbers behind the charts are written out. */
import type { Slice } from '../../state/slice.ts';

export interface ChartShare {
  readonly chartTable: boolean;
}

export type ChartAction = { readonly type: 'chartTableToggled' };

export const chartSlice: Slice<ChartShare> = {
  initial: () => ({ chartTable: false }),
  reduce: (state, action) =>
    action.type === 'chartTableToggled' ? { ...state, chartTable: !state.chartTable } : state,
  save: ({ chartTable }) => ({ chartTable }),
  restore: ({ chartTable }) => ({ chartTable: chartTable === true }),
  keys: [{ shown: 'Arrows, Home, End on a chart', what: 'go along the time steps' }],
};

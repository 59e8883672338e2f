/** Runs programs on shapes: `analyse` is the door of this room. */
export { type AnalyseOptions, analyse } from './analyse.ts';
export type * from './result.ts';
export { StandingRun } from './standing.ts';

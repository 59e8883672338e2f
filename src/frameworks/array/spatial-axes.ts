/** What the axes over which windows slide are called in messages. */
const SPATIAL = ['depth', 'height', 'width'];

export const spatialAxes = (rank: number): readonly string[] =>
  rank === 1 ? ['length'] : SPATIAL.slice(-rank);

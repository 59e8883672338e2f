/** Notations: how a cell's equations are written. */
export { type Notation, plainNotation, withCandidate, withNotation } from './notation.ts';
export { inNotation } from './rewrite.ts';
export { originsOf, type Shown } from './shown.ts';

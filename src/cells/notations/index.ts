/** Notations: how a cell's equations are written. */
export { withCandidate, withNotation } from './notation.ts';
export { type Notation, plainNotation } from './notation-type.ts';
export { inNotation } from './rewrite.ts';
export { originsOf, type Shown } from './shown.ts';

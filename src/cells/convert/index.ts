/** From one framework's storage of a cell to another's. */
export { activationIn, type BoundChoice, convertChoice } from './choice.ts';
export { convertParameters } from './parameters.ts';
export { conversionTold } from './told.ts';

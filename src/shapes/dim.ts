/** Symbolic dimensions: everything other modules need to make, combine, compare and print sizes. */
export {
  add,
  ceilDivide,
  floorDivide,
  maximum,
  minimum,
  modulo,
  multiply,
  negate,
  product,
  select,
  subtract,
  sum,
} from './arithmetic.ts';
export { type Comparison, compare, isPositive, less, sameDim } from './compare.ts';
export {
  constantOf,
  type Dim,
  isUnknown,
  type SymbolOptions,
  size,
  symbol,
  uniteOrigins,
  unknownDim,
  withOrigin,
} from './dim-value.ts';
export { parseDim } from './parse-dim.ts';
export { jsonDim, printDim } from './print-dim.ts';
export { type SymbolInfo, substitute, symbolsOf } from './symbols.ts';

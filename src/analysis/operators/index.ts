/** Operators. */
export { binary, evaluateBinary } from './binary.ts';
export { behaviourAmong, operatorCall, tensorAmong } from './call.ts';
export { LONGEST_TEXT } from './collections.ts';
export { inPlace } from './in-place.ts';
export { isNumeric } from './numbers.ts';
export { evaluateUnary } from './unary.ts';

/** Statements that Python itself refuses: calls, attributes and subscripts of what has none. */
export { refuseAssertion } from './assertions.ts';
export { lacksAttribute, refuseAttribute, refuseSetting } from './attributes.ts';
export { refuseCall } from './calls.ts';
export { refuseFormat, refusePercent, refuseSeveral, refuseTruth } from './one-number.ts';
export { lacksWritten } from './own-attributes.ts';
export { isSure } from './refusal.ts';
export { refuseContained, refuseItem, refuseObject, refusePlain, refuseSubscript } from './subscripts.ts';
export { refuseUninitialised, refuseUninitialisedCall } from './uninitialised.ts';
export { refuseIteration, refuseOperator } from './uses.ts';

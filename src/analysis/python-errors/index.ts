/** Statements that Python itself refuses: calls, attributes and subscripts of what has none. */
export { refuseAssertion } from './assertions.ts';
export { lacksAttribute, refuseAttribute, refuseSetting } from './attributes.ts';
export { refuseCall } from './calls.ts';
export { lacksWritten } from './own-attributes.ts';
export { refuseContained, refuseItem, refuseObject, refusePlain, refuseSubscript } from './subscripts.ts';
export { refuseUninitialised } from './uninitialised.ts';
export { refuseIteration, refuseOperator, refuseSeveral, refuseTruth } from './uses.ts';

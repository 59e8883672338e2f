/** Conditions and watch expressions: what a person types over the names of a step. */
export { functionNames } from './functions.ts';
export { expressionNames, readExpression, type StepExpression, valueInStep } from './over-trace.ts';
export { expressionLimit, parseExpression } from './parse.ts';
export type { UserNode } from './tree.ts';

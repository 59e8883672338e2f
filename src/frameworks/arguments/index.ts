/** How calls are bound: signatures, what they ask of each argument, and what a call gave. */
export * from './bind.ts';
export type { Bound } from './bound.ts';
export { givenAt } from './given-at.ts';
export { type WrongKind, wrongKindOf } from './kind-of-argument.ts';
export { bindOptions, optionAt } from './options.ts';
export { type Signature, type SignatureParameter, signature, withoutKinds } from './signature.ts';

/** The vocabulary of the engine: abstract values, where each came from, and the conflicts between them. */
export * from './ask.ts';
export * from './attached.ts';
export * from './beside.ts';
export * from './conflict.ts';
export * from './counted-whole.ts';
export * from './define.ts';
export * from './framework.ts';
export * from './host.ts';
export * from './join.ts';
export * from './keys.ts';
export * from './layer.ts';
export * from './make.ts';
export * from './named-tuple.ts';
export * from './place.ts';
export * from './reason.ts';
export * from './slot.ts';
export * from './value.ts';

/** None that a call of the program's own hands to a parameter: nobody else fills it in, as callers elsewhere do with what an attribute begins as. */
import { isWrittenNone } from '../frameworks/kinds.ts';
import type { Parameter } from '../syntax/tree.ts';
import type { Argument, NoneValue, Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

export const GIVEN: NoneValue = { kind: 'none', isGiven: true };

/** An argument as its parameter has it. */
export const givenBy = (m: Machine, { value, at }: Argument): Value =>
  isWrittenNone(m.host, value, at) ? GIVEN : value;

/** A default as its parameter has it, where the call passes nothing. */
export const leftBy = (parameter: Parameter, value: Value): Value =>
  value.kind === 'none' && parameter.default?.kind === 'none' ? GIVEN : value;

/** An attribute may be set by code that is not followed. */
export const asAttribute = (value: Value): Value =>
  value.kind === 'none' && value.isGiven ? { kind: 'none' } : value;

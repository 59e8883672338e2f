/** Tables of MXNet's functions. */
import { type ArrayFunction, defineLoose, type FunctionTable } from '../array/operation.ts';
import { inMode } from './mode.ts';

/** As `defineLoose`, for one mode of arrays: every operator takes `name`, `out` and the attributes of its kernel. */
export const every = (names: string, text: string, run: ArrayFunction['run']): FunctionTable =>
  defineLoose(names, text, op => inMode(op.host, run(op)));

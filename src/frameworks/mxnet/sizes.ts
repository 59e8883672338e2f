/** Sizes as Gluon's constructors take them. Those of inputs may be left to the first input. mxnet/gluon/parameter.py (allow_deferred_init) */
import { constantOf, type Dim, less, size } from '../../shapes/index.ts';
import type { Options } from '../modules/options.ts';
import { asDim } from '../parts.ts';

/** A size as given: constructors take any, also those that no input will fit. */
export function sizeOf(options: Options, parameter: string): Dim {
  const { bound, scene } = options;
  const dim = asDim(bound.value(parameter));
  return dim && less(dim, size(0)) !== true
    ? options.named(parameter, dim)
    : scene.host.freshSymbol(parameter, bound.at(parameter));
}

/** A size that may be left to the first input by leaving it out or at 0; undefined: it is. */
export function givenSize(options: Options, parameter: string): Dim | undefined {
  const dim = asDim(options.bound.value(parameter));
  return dim && constantOf(dim) === 0 ? undefined : sizeOf(options, parameter);
}

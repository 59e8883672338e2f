/** Words that NumPy takes for no dtype. https://numpy.org/doc/stable/reference/arrays.dtypes.html */
import { type Operation, option, optionAt } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { asString, type Value } from '../parts.ts';

/** The keys of `sctypeDict` without digits, of NumPy 1 and 2, and words that either has dropped since. */
const WORDS = new Set(
  `bool bool_ byte bytes bytes_ cdouble cfloat character clongdouble clongfloat complex complex_ csingle datetime double float float_ half int int_
   intc intp long longcomplex longdouble longfloat longlong object object_ short single singlecomplex str str_ string string_ timedelta ubyte
   uint uint_ uintc uintp ulong ulonglong unicode unicode_ ushort void`.split(/\s+/),
);

/** Bits that numbers have on one machine or another. */
const BITS: Readonly<Record<string, readonly number[]>> = {
  int: [8, 16, 32, 64, 128, 256],
  uint: [8, 16, 32, 64, 128, 256],
  float: [16, 32, 64, 80, 96, 128, 256],
  complex: [32, 64, 128, 160, 192, 256, 512],
};

/** Letters alone, or a kind of number and its bits: of what else has digits, commas or signs it is not known here whether it is a dtype. */
function isNoDtype(name: string): boolean {
  const [, kind = '', bits] = /^([a-z]{3,})(\d*)$/.exec(name) ?? [];
  if (kind === '') return false;
  if (bits === '') return !WORDS.has(name);
  return Object.hasOwn(BITS, kind) && BITS[kind]?.includes(Number(bits)) === false;
}

/** A creator whose `dtype` may be a word that names none. */
export const withDtype =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const name = asString(option(op, 'dtype'));
    if (name === undefined || !isNoDtype(name)) return run(op);
    return refuseArgument(op, {
      parameter: 'dtype',
      aspect: 'value',
      allowed: 'the name of a dtype',
      given: `'${name}'`,
      at: optionAt(op, 'dtype'),
      says: `data type '${name}' not understood`,
    });
  };

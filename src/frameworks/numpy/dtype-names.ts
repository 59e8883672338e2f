/** Words that NumPy takes for no dtype. https://numpy.org/doc/stable/reference/arrays.dtypes.html */
import { type Operation, option, optionAt } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import { asBool, asString, isNumber, itemsOf, type Value } from '../parts.ts';
import { takesNoShape } from './flavour.ts';

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
  const [, kind = '', bits] = /^([a-z_]{3,})(\d*)$/.exec(name) ?? [];
  if (kind === '') return false;
  if (bits === '') return !WORDS.has(name);
  return Object.hasOwn(BITS, kind) && BITS[kind]?.includes(Number(bits)) === false;
}

/** What no dtype is made of: a flag, a number, a list of numbers. */
const isNoDtypeAtAll = (value: Value): boolean =>
  asBool(value) !== undefined ||
  isNumber(value) ||
  (value.kind === 'list' && (itemsOf(value)?.length ?? 0) > 0 && itemsOf(value)?.every(isNumber) === true);

/** A creator whose `dtype` may be none, and whose `order` no word for one. */
export const withDtype =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const given = option(op, 'dtype');
    const name = asString(given);
    if (name !== undefined && isNoDtype(name))
      return refuseArgument(op, {
        parameter: 'dtype',
        aspect: 'value',
        allowed: 'the name of a dtype',
        given: `'${name}'`,
        at: optionAt(op, 'dtype'),
        says: `data type '${name}' not understood`,
      });
    // A number behind the sizes is one of them, and said to be that.
    const isOneOfSizes = given.kind === 'number' && op.bound.given('dtype')?.name === undefined;
    if (isNoDtypeAtAll(given) && !isOneOfSizes)
      return refuseArgument(op, {
        parameter: 'dtype',
        aspect: 'type',
        allowed: 'a dtype',
        at: optionAt(op, 'dtype'),
      });
    return wrongOrder(op) ?? withoutShape(op) ?? run(op);
  };

function wrongOrder(op: Operation): Value | undefined {
  const order = option(op, 'order');
  const text = asString(order);
  const isOrder = text === undefined || /^[cfak]/i.test(text);
  if (isOrder && !isNumber(order) && asBool(order) === undefined) return undefined;
  return refuseArgument(op, {
    parameter: 'order',
    aspect: 'value',
    allowed: "'C', 'F', 'A' or 'K'",
    at: optionAt(op, 'order'),
    says:
      text === undefined ? 'order must be str' : `order must be one of 'C', 'F', 'A', or 'K' (got '${text}')`,
  });
}

function withoutShape(op: Operation): Value | undefined {
  const shape = op.bound.given('shape');
  const isLate = !takesNoShape(op.host);
  if (!isLate || !shape || !(isWrittenNone(op.host, shape.value, shape.at) || isOfShape(shape.value)))
    return undefined;
  return refuseArgument(op, {
    parameter: 'shape',
    aspect: 'type',
    allowed: 'an integer, or a tuple of them',
    given: 'None',
    at: shape.at,
    says: 'Use () not None as shape arguments',
  });
}

/** A size of a shape that is left open. */
const isOfShape = (value: Value): boolean => value.kind === 'none' && value.isSize === true;

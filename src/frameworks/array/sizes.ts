/** Arguments that are sizes: `view(2, -1)`, `view((2, -1))`, `zeros(size=shape)`. */
import { constantOf, type Dim, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { floatWords, isFunction, isModule, isNoClass } from '../kinds.ts';
import {
  type Argument,
  asInt,
  contentIn,
  itemsOf,
  shapeOf,
  type UnknownValue,
  type Value,
} from '../parts.ts';
import { sizeIn } from './contents.ts';
import { type Operation, option, optionAt } from './operation.ts';
import { refuseArgument } from './scene.ts';

/** undefined: how many sizes there are is not known. `refused`: one of them cannot be a size, which has been stated. */
export type Sizes =
  | { readonly shape: Shape | undefined; readonly refused?: false }
  | { readonly refused: true };

const NAMES = ['size', 'shape', 'sizes', 'newshape', 'repeats', 'reps', 'multiples'] as const;

/** From `*sizes` or a parameter of one of the usual names. */
export function readSizes(op: Operation, names: readonly string[] = NAMES): Sizes {
  const { extra } = op.bound;
  // A spread of unknown content brings an unknown number of sizes.
  if (op.bound.open) return { shape: undefined };
  if (extra.length > 0) return sizesOfArguments(op, extra);
  const value = option(op, ...names);
  if (op.flavour.strictSizes && value.kind === 'number' && op.bound.given('size')?.value === value) {
    const says = "argument 'size' must be tuple of ints, not int";
    refuseArgument(op, {
      parameter: 'size',
      aspect: 'type',
      allowed: 'a tuple of integers',
      at: optionAt(op, ...names),
      says,
    });
    return { refused: true };
  }
  if (value.kind === 'none') return { shape: [] };
  return sizesOfArguments(op, [{ name: undefined, value, at: optionAt(op, ...names) }]);
}

/** `*sizes`: one by one, or all in one tuple. */
export function sizesOfArguments(op: Operation, args: readonly Argument[]): Sizes {
  const [first] = args;
  if (first && args.length === 1 && isSequence(first.value)) return sizesOfSequence(op, first);
  if (first && args.length === 1 && first.value.kind === 'unknown' && !isOneSize(first.value))
    return { shape: undefined };
  return sizesOfValues(
    op,
    args.map(a => a.value),
    args.map(a => a.at),
  );
}

/** Names of parameters that as a rule hold a whole shape, or a type, which `view(dtype)` takes too. */
const SHAPE_NAME =
  /^(\w*_)?(shape|sizes|dims)$|^(size|dim|sz|s|shp)$|(^|_)d?type$|(image|img|patch|kernel|crop|tile|grid|map|frame|output|target)_?size$/i;

/** What nobody passes may be one size or a tuple of them: arithmetic makes it one, and so do most names. */
function isOneSize({ symbol, size: computed }: UnknownValue): boolean {
  return computed !== undefined || (symbol !== undefined && !SHAPE_NAME.test(symbol.name));
}

/** Of no more sizes there is an array. */
const MOST_AXES = 32;

const isSequence = (value: Value): boolean => value.kind === 'list' || value.kind === 'tensor';

function sizesOfSequence(op: Operation, { value, at }: Argument): Sizes {
  const items = value.kind === 'tensor' ? undefined : itemsOf(value);
  if (items)
    return sizesOfValues(
      op,
      items,
      items.map(() => at),
    );
  if (value.kind !== 'tensor') return { shape: undefined };
  const content = contentIn(value);
  if (content && shapeOf(value)?.length === 1) return { shape: content.map(n => size(n)) };
  const one = sizeIn(value);
  if (one) return { shape: [one] };
  const [count, ...others] = shapeOf(value) ?? [unknownDim()];
  if (count === undefined) return { shape: [unknownDim()] };
  const sizes = others.length === 0 ? constantOf(count) : undefined;
  const isSpelled = sizes !== undefined && sizes <= MOST_AXES;
  return { shape: isSpelled ? Array.from({ length: sizes }, () => unknownDim()) : undefined };
}

function sizesOfValues(op: Operation, values: readonly Value[], places: readonly Argument['at'][]): Sizes {
  const shape: Dim[] = [];
  for (const [i, value] of values.entries()) {
    const says = op.flavour.strictSizes
      ? saysNoSize(value, i)
      : op.flavour.wholeSizes
        ? op.framework === 'tfjs'
          ? typeOf(value) && OF_TFJS
          : saysNoInteger(value, op.framework === 'numpy')
        : undefined;
    if (says || (op.flavour.wholeSizes && isOtherObject(value))) {
      refuseArgument(op, {
        parameter: 'size',
        aspect: 'type',
        allowed: 'an integer',
        at: places[i] ?? op.site,
        says,
      });
      return { refused: true };
    }
    const dim = sizeIn(value) ?? (asInt(value) === undefined ? undefined : size(asInt(value) ?? 0));
    if (!dim && value.kind === 'number' && value.float !== undefined) {
      const float = floatWords(op.host, value, places[i] ?? op.site);
      refuseArgument(op, {
        parameter: 'size',
        aspect: 'type',
        allowed: `an integer, as \`${op.framework === 'tfjs' ? 'Math.floor' : '//'}\` gives it`,
        ...(float && { given: float }),
        at: places[i] ?? op.site,
        says:
          op.framework === 'tfjs'
            ? OF_TFJS
            : op.flavour.strictSizes && i > 0
              ? unpackingFails('float', i)
              : undefined,
      });
      return { refused: true };
    }
    shape.push(dim ?? unknownDim());
  }
  return { shape };
}

/** What PyTorch says of what is no size; undefined where it may be one. A truth value is one behind the first place. */
function saysNoSize(value: Value, place: number): string | undefined {
  const type = typeOf(value);
  if (type === undefined || (type === 'bool' && place > 0)) return undefined;
  return unpackingFails(type, place);
}

const unpackingFails = (type: string, place: number): string =>
  `failed to unpack the object at pos ${place + 1} with error "type must be tuple of ints,but got ${type}"`;

/** What TensorFlow.js says of any size that it does not take. */
const OF_TFJS = 'Tensor must have a shape comprised of positive integers but got shape';

/** What Python says of what is no integer; NumPy takes no truth values for sizes either. */
function saysNoInteger(value: Value, refusesFlags: boolean): string | undefined {
  const type = typeOf(value);
  if (type === 'bool') return refusesFlags ? 'an integer' : undefined;
  return type && `'${type}' object cannot be interpreted as an integer`;
}

/** A built-in function or a layer, of which NumPy says more than its type. */
const isOtherObject = (value: Value): boolean => isFunction(value) || isModule(value);

function typeOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'bool':
      return value.value === undefined ? undefined : 'bool';
    case 'string':
      return 'str';
    case 'none':
      return value.assumed ? undefined : 'NoneType';
    case 'list':
      return value.flavour;
    case 'bound':
      return isNoClass(value) ? 'method' : undefined;
    case 'function':
      return isNoClass(value) ? 'function' : undefined;
    default:
      return undefined;
  }
}

/** Sizes of something new: none of them may be negative. */
export function readNewShape(op: Operation, names?: readonly string[]): Sizes {
  return refuseNegative(op, readSizes(op, names));
}

/** As `sizesOfArguments`, of something new. */
export const newSizes = (op: Operation, args: readonly Argument[]): Sizes =>
  refuseNegative(op, sizesOfArguments(op, args));

const opened = (dim: Dim): Dim => (constantOf(dim) === -1 ? unknownDim() : dim);

function refuseNegative(op: Operation, sizes: Sizes): Sizes {
  if (sizes.refused) return sizes;
  const negative = sizes.shape?.find(dim => (constantOf(dim) ?? 0) < 0);
  if (!negative) return sizes;
  if (op.flavour.leavesSizesOpen && constantOf(negative) === -1) return { shape: sizes.shape?.map(opened) };
  refuseArgument(op, {
    parameter: 'size',
    aspect: 'value',
    allowed: 'a size of at least 0',
    given: String(constantOf(negative)),
    at: op.site,
  });
  return { refused: true };
}

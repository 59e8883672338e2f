/** Questions that framework functions ask of abstract values. `undefined` always means: not known, never: wrong. */
import {
  constantOf,
  type Dim,
  isUnknown,
  type Origin,
  type Shape,
  type SymbolInfo,
  sameDim,
  size,
  symbol,
  symbolsOf,
  unknownDim,
} from '../shapes/index.ts';
import { replacedShape } from './replaced.ts';
import type { TensorValue, Value } from './value.ts';

/** A size. A parameter that nobody passes counts as the symbol of its name. */
export function asDim(value: Value): Dim | undefined {
  if (value.kind === 'number') return value.dim;
  if (value.kind !== 'unknown') return undefined;
  if (value.size) return value.size;
  return value.symbol && symbol(value.symbol.name, { id: value.symbol.id, origin: value.symbol.origin });
}

/** A size, where True is 1. */
export const asCount = (value: Value): Dim | undefined =>
  asDim(value) ?? (value.kind === 'bool' ? asFlag(value) : undefined);

/** A truth value as a Dim that is 0 or 1: exact also where only its name is known. */
export function asFlag(value: Value): Dim | undefined {
  if (value.kind === 'bool') return value.value === undefined ? value.flag : size(Number(value.value));
  if (value.kind !== 'unknown' || !value.symbol) return undefined;
  return symbol(value.symbol.name, { id: `${value.symbol.id}?`, flag: true, origin: value.symbol.origin });
}

/** A known integer. Booleans count as 0 and 1, as in Python. */
export function asInt(value: Value): number | undefined {
  if (value.kind === 'bool' && value.value !== undefined) return Number(value.value);
  const dim = asDim(value);
  return dim && constantOf(dim);
}

/** A known number, whole or not. */
export function asNumber(value: Value): number | undefined {
  if (value.kind !== 'number') return undefined;
  return value.dim ? constantOf(value.dim) : value.float;
}

/** A number of which it is known whether it is whole. */
export const isNumber = (value: Value): boolean =>
  value.kind === 'number' && (value.dim !== undefined || value.float !== undefined);

/** A number that is not whole, or is written as such. */
export const isFloat = (value: Value): boolean => value.kind === 'number' && value.float !== undefined;

/** A function of the program, or a method, bound to its object, of the program or of a framework. */
export const isFunctionOrMethod = ({ kind }: Value): boolean => kind === 'function' || kind === 'bound';

export function asBool(value: Value): boolean | undefined {
  return value.kind === 'bool' ? value.value : undefined;
}

/** A number, or a truth value that is known. */
export const isNumberOrFlag = (value: Value): boolean => isNumber(value) || asBool(value) !== undefined;

/** As `isNumberOrFlag`, or a text that is known. */
export const isLiteral = (value: Value): boolean => isNumberOrFlag(value) || asString(value) !== undefined;

export function asString(value: Value): string | undefined {
  return value.kind === 'string' ? value.value : undefined;
}

export function itemsOf(value: Value): readonly Value[] | undefined {
  return value.kind === 'list' && 'known' in value.items.value ? value.items.value.known : undefined;
}

/** A tuple or list of sizes as a shape; `undefined` entries (`None`, unknown) become unknown dims. undefined where the length is not known. */
export function asShape(value: Value): Shape | undefined {
  const items = itemsOf(value);
  return items?.map(item => asDim(item) ?? unknownDim());
}

/** What is known of a tensor's shape by now: what it was made with, completed by what use has taught since. */
export function shapeOf(tensor: TensorValue): Shape | undefined {
  const replaced = replacedShape(tensor);
  if (replaced) return replaced.shape;
  const learned = tensor.learned.value;
  if (!tensor.shape) return learned;
  if (!learned || learned.length !== tensor.shape.length) return tensor.shape;
  return tensor.shape.map((dim, axis) => (isUnknown(dim) ? (learned[axis] ?? dim) : dim));
}

/**
 * Whether a value is taken for a tensor without evidence: an argument of a model's method that nothing calls, or an item of one, as long as no
 * use has shown its shape. It may as well be a dictionary, a list of tensors or a state.
 */
export function isGuess(value: Value): boolean {
  if (value.kind !== 'tensor' || shapeOf(value) !== undefined) return false;
  const { operation, parents } = value.source;
  return isFrameworkGuessed(value) || (ITEM_OF.has(operation) && parents.some(isGuess));
}

/** Whether a tensor may be another framework's than it is taken for. */
export function isFrameworkGuessed({ source }: TensorValue): boolean {
  return source.role === 'parameter' || source.role === 'mixed';
}

/** The origin of a number that is the default of a parameter, and no size, where nobody calls the function: who calls for real passes one. */
export const UNPASSED = 'the default of a parameter that nobody passes';

/** Whether a size is nothing but such a default. */
export function isUnpassed(dim: Dim): boolean {
  const number = constantOf(dim);
  return number !== undefined && number <= 0 && dim.origins.some(({ what }) => what === UNPASSED);
}

/** What leads from a value to one that it holds, should it hold any. */
const ITEM_OF: ReadonlySet<string> = new Set(['indexing', 'iteration']);

/**
 * Whether an entry of an array may be a list, or any object: NumPy's arrays hold those too (`dtype=object`), and this one's dtype is not known.
 * https://numpy.org/doc/stable/reference/arrays.scalars.html
 */
export function isPerhapsObject(value: TensorValue): boolean {
  const { framework, dtype, source } = value;
  return (
    framework === 'numpy' &&
    dtype === undefined &&
    ITEM_OF.has(source.operation) &&
    shapeOf(value)?.length === 0
  );
}

/**
 * The size of a tensor along an axis where its rank is not known: always the same symbol for the same tensor and axis. Named as the code names it,
 * else after the parameter that it is the size of.
 */
export function sizeAlong(tensor: TensorValue, axis: number, origin: Origin, name?: string): Dim {
  const owner = /^parameter (\w+)$/.exec(tensor.source.operation)?.[1] ?? 'size';
  const place = axis < 0 ? `last${-axis}` : axis;
  return symbol(name ?? `${owner}_${place}`, { id: `tensor${tensor.id}:${axis}`, origin });
}

const AXIS = /^tensor\d+:-?\d+$/;

/** The id of a size that is nothing but some tensor's along some axis (`sizeAlong`). */
export function axisOf(dim: Dim): string | undefined {
  const id = onlySymbol(dim)?.id;
  return id !== undefined && AXIS.test(id) ? id : undefined;
}

/** The symbol that is the whole of a size. */
export function onlySymbol(dim: Dim): SymbolInfo | undefined {
  const [only, ...more] = symbolsOf(dim);
  return only && more.length === 0 && sameDim(dim, symbol(only.name, { id: only.id })) ? only : undefined;
}

/** Python's and JavaScript's truth agree where this answers; where they differ (empty lists) it does not. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'bool':
      return value.value;
    case 'none':
      return false;
    case 'number':
      return value.dim ? numberTruth(value.dim) : value.float === undefined ? undefined : value.float !== 0;
    case 'string':
      return value.value === undefined ? undefined : value.value !== '';
    case 'native':
    case 'object':
    case 'class':
    case 'function':
    case 'bound':
    case 'module':
      return true;
    // A name that this version lacks is undefined where asking for it is no error.
    case 'native-class':
    case 'native-function':
      return value.standing !== 'refused';
    case 'union': {
      const all = new Set(value.options.map(truth));
      return all.size === 1 ? [...all][0] : undefined;
    }
    default:
      return undefined;
  }
}

function numberTruth(dim: Dim): boolean | undefined {
  const constant = constantOf(dim);
  return constant === undefined ? undefined : constant !== 0;
}

/** What `keras.ops` says of numbers of classes and repeats, of widths to pad by, and of equations (keras/src/ops/numpy.py). */
import { pad as padShape, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  asDim,
  asInt,
  asString,
  isFloat,
  isNumber,
  isNumberOrFlag,
  itemsOf,
  shapeOf,
  type Value,
} from '../parts.ts';

type Run = (op: Operation) => Value;

const isText = (value: Value): boolean => asString(value) !== undefined;

/** NumPy's are converted. */
const isOfFloats = (value: Value): boolean =>
  value.kind === 'tensor' && !value.graph && value.framework === 'keras' && value.dtype === 'float';

/** `one_hot`: how many classes there are is one number. */
export const counting =
  (run: Run): Run =>
  op => {
    const count = option(op, 'num_classes');
    const at = op.bound.at('num_classes');
    const isOfMany = count.kind === 'list' || (count.kind === 'tensor' && (shapeOf(count)?.length ?? 0) > 0);
    const isWrong =
      isText(count) ||
      isFloat(count) ||
      isOfMany ||
      (asInt(count) ?? 0) < 0 ||
      isWrittenNone(op.host, count, at);
    if (!isWrong) return run(op);
    return refuseArgument(op, {
      parameter: 'num_classes',
      aspect: 'value',
      allowed: 'a number of classes',
      at,
    });
  };

/** `repeat`: whole numbers. */
export const repeatingWhole =
  (run: Run): Run =>
  op => {
    const repeats = option(op, 'repeats');
    const at = op.bound.at('repeats');
    const isNone = isWrittenNone(op.host, repeats, at);
    if (!isText(repeats) && !isFloat(repeats) && !isOfFloats(repeats) && !isNone) return run(op);
    return refuseArgument(op, { parameter: 'repeats', aspect: 'type', allowed: 'an integer', at });
  };

/** `tile`: one number, or a row of them. */
export const ofRepeats =
  (run: Run): Run =>
  op => {
    const repeats = option(op, 'repeats');
    const rank = repeats.kind === 'tensor' ? shapeOf(repeats)?.length : undefined;
    if (rank === undefined || rank === 1) return run(op);
    const at = op.bound.at('repeats');
    const allowed = 'an integer, or a row of them';
    return refuseArgument(op, { parameter: 'repeats', aspect: 'type', allowed, at });
  };

/** `broadcast_to`: no size follows from the others. */
export const ofSizes =
  (run: Run): Run =>
  op => {
    const isNegative = itemsOf(option(op, 'shape'))?.some(size => (asInt(size) ?? 0) < 0) === true;
    if (!isNegative) return run(op);
    const at = op.bound.at('shape');
    return refuseArgument(op, { parameter: 'shape', aspect: 'value', allowed: 'sizes of at least 0', at });
  };

/** `pad`: one width, one pair of them, or a pair for each axis. */
export const ofPairs =
  (run: Run): Run =>
  op => {
    const widths = option(op, 'pad_width');
    const at = op.bound.at('pad_width');
    if (isNoWidths(widths) || isWrittenNone(op.host, widths, at))
      return refuseArgument(op, {
        parameter: 'pad_width',
        aspect: 'value',
        allowed: 'an integer, or a pair of them for each axis',
        at,
      });
    const several = itemsOf(widths);
    if (several && several.length > 2 && several.every(isNumber)) return ofSeveral(op, several);
    return isOfNumber(op, widths)
      ? refuseArgument(op, {
          parameter: 'x',
          aspect: 'value',
          allowed: 'a tensor with axes',
          at: op.bound.at('x'),
        })
      : (wrongMode(op) ?? run(op));
  };

function isNoWidths(widths: Value): boolean {
  if (isText(widths) || isFloat(widths)) return true;
  const items = itemsOf(widths);
  if (!items || items.length === 0) return false;
  const pairs = items.map(item => itemsOf(item));
  const isMixed = pairs.some(pair => pair !== undefined) && items.some(isNumber);
  const lengths = new Set(pairs.flatMap(pair => pair?.length ?? []));
  return isMixed || lengths.size > 1 || pairs.some(pair => pair?.some(isNoWidth));
}

/** More numbers than two are no pair, but of what is symbolic the first two are taken for one. */
function ofSeveral(op: Operation, widths: readonly Value[]): Value {
  const input = operandAt(op);
  const [before, after] = widths.map(width => asDim(width) ?? unknownDim());
  if (input?.tensor?.graph && before && after)
    return changed(op, input, shape =>
      padShape(
        shape,
        shape.map(() => ({ before, after })),
      ),
    );
  return refuseArgument(op, {
    parameter: 'pad_width',
    aspect: 'value',
    allowed: 'an integer, or a pair of them for each axis',
    at: op.bound.at('pad_width'),
  });
}

const isNoWidth = (value: Value): boolean =>
  isText(value) || value.kind === 'list' || (value.kind === 'none' && !value.assumed);

/** Pairs for axes, and a number that has none. */
function isOfNumber({ bound }: Operation, widths: Value): boolean {
  const value = bound.value('x');
  return isNumberOrFlag(value) && (itemsOf(widths)?.length ?? 0) > 0;
}

function wrongMode(op: Operation): Value | undefined {
  const mode = option(op, 'mode');
  const at = op.bound.at('mode');
  const text = asString(mode);
  const isMode = text === undefined ? !isNumberOrFlag(mode) : MODES.test(text);
  if (isMode && !isWrittenNone(op.host, mode, at)) return undefined;
  return refuseArgument(op, {
    parameter: 'mode',
    aspect: 'value',
    allowed: "'constant', 'reflect' or 'symmetric'",
    at,
  });
}

/** Of all backends. */
const MODES =
  /^(constant|edge|linear_ramp|maximum|mean|median|minimum|reflect|symmetric|wrap|empty|circular|replicate)$/i;

/** `einsum`: a text that reads as many operands as there are. */
export const ofEquation =
  (run: Run): Run =>
  op => {
    const given = option(op, 'subscripts');
    const at = op.bound.at('subscripts');
    const equation = asString(given);
    if (given.kind === 'tensor' || isNumber(given) || isWrittenNone(op.host, given, at))
      return refuseArgument(op, {
        parameter: 'subscripts',
        aspect: 'type',
        allowed: 'an equation as text',
        at,
      });
    const { extra, open, keywords } = op.bound;
    const unknown = keywords.find(({ name }) => name !== undefined && !OF_EINSUM.test(name));
    if (unknown)
      return refuseArgument(op, {
        parameter: unknown.name ?? '',
        aspect: 'value',
        allowed: 'left out: there is no such argument',
        at: unknown.at,
      });
    const wrong = extra.find(
      ({ value, at: place }) => isNoOperand(value) || isWrittenNone(op.host, value, place),
    );
    if (wrong)
      return refuseArgument(op, { parameter: 'operands', aspect: 'type', allowed: 'tensors', at: wrong.at });
    const terms = equation?.split('->')[0]?.split(',').length;
    if (terms === undefined || open || terms === extra.length) return run(op);
    return refuseArgument(op, {
      parameter: 'subscripts',
      aspect: 'value',
      allowed: `an equation of as many operands as there are, ${extra.length}`,
      given: `one of ${terms}`,
      at,
      says: `Number of operands (${extra.length}) does not match the number of input specs (${terms})`,
    });
  };

/** What backends take beside the operands. */
const OF_EINSUM = /^(out|dtype|order|casting|optimize|precision|preferred_element_type|name)$/;

const isNoOperand = (value: Value): boolean =>
  isText(value) || (value.kind === 'native' && (value.layer !== undefined || value.model !== undefined));

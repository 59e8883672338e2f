/** Largest and smallest elements, and sorted ones, alone or with their places. https://www.mindspore.cn/docs/en/master/api_python/ops/mindspore.ops.max.html */
import type { Operation } from '../array/operation.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { asBool, tuple, type Value } from '../parts.ts';

const alone = reduction();

/** The second of them has the places. */
const withPlaces = (op: Operation): Value => {
  const made = alone(op);
  return made.kind === 'tensor' ? tuple([made, made]) : made;
};

/** `ops.max(x, axis)`: both always, of the whole tensor too. */
export const extremesOf = withPlaces;

/**
 * `x.max(axis=1)` is the values alone, with `return_indices` both; `x.max(1)`, `x.max(1, True)` and `x.max(dim=1)` are PyTorch's, which gives both;
 * `x.max(0, keepdims=True)` is the values again.
 */
export const extremes = (op: Operation): Value => {
  const { bound } = op;
  const [first, second] = bound.extra;
  const named = bound.given('axis');
  if (bound.open || (first && named)) return op.host.unknown('which of its forms is called', op.site);
  const isPlain = bound.given('keepdims') !== undefined || first?.value.kind === 'list';
  const isPair = bound.given('dim') !== undefined || (first !== undefined && !isPlain);
  const own = {
    axis: bound.given('dim') ?? named ?? first,
    keepdims: bound.given('keepdim') ?? bound.given('keepdims') ?? second,
  };
  const value = (name: string): Value =>
    (name === 'axis' || name === 'keepdims' ? own[name]?.value : undefined) ?? bound.value(name);
  const given: Operation['bound']['given'] = name =>
    name === 'axis' || name === 'keepdims' ? own[name] : bound.given(name);
  const inner: Operation = { ...op, bound: { ...bound, value, given, extra: [] } };
  const places = asBool(bound.value('return_indices'));
  if (isPair) return withPlaces(inner);
  return places === false ? alone(inner) : op.host.unknown('whether places are given too', op.site);
};

/** `sort(x, axis)`: the values, and where each was. */
export const sorted = (op: Operation): Value => {
  const [values, places] = [keepingAxis()(op), keepingAxis('int')(op)];
  return values.kind === 'tensor' && places.kind === 'tensor' ? tuple([values, places]) : values;
};

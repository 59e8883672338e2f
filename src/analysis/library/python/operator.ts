/** Python's `operator`. Source: https://docs.python.org/3/library/operator.html. */
import { tensorBehaviour } from '../../../frameworks/index.ts';
import { add, type Dim, floorDivide, multiply, subtract } from '../../../shapes/index.ts';
import {
  asDim,
  asInt,
  asString,
  type Call,
  integer,
  itemsOf,
  NONE,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { lost, type Table } from '../table.ts';
import { dictBehind } from './dict-behind.ts';
import { itemOf } from './dict-objects.ts';

/** Of sizes and tensors, as `functools.reduce` is given them. */
export const OPERATOR: Table = {
  add: (_host, [a, b], call) => sized(a, b, add) ?? ofTensors(call, '+'),
  sub: (_host, [a, b], call) => sized(a, b, subtract) ?? ofTensors(call, '-'),
  mul: (_host, [a, b], call) => sized(a, b, multiply) ?? ofTensors(call, '*'),
  matmul: (_host, _args, call) => ofTensors(call, '@'),
  floordiv: (_host, [a, b], call) => sized(a, b, floorDivide) ?? lost(call),
  itemgetter: (host, [key], call) =>
    call.args.length === 1 && key
      ? nativeFunction('itemgetter', inner => host.call(lookedUp, [...inner.args, ...call.args], inner.site))
      : lost(call),
  attrgetter: (host, [name], call) => {
    const path = name && asString(name)?.split('.');
    if (!path || call.args.length > 1) return lost(call);
    return nativeFunction('attrgetter', inner =>
      path.reduce((value, each) => host.attribute(value, each, inner.site), inner.args[0]?.value ?? NONE),
    );
  },
};

function sized(a: Value | undefined, b: Value | undefined, of: (x: Dim, y: Dim) => Dim): Value | undefined {
  const [x, y] = [a && asDim(a), b && asDim(b)];
  return x && y && integer(of(x, y));
}

function ofTensors(call: Call, op: '+' | '-' | '*' | '@'): Value {
  const owner = call.args.map(({ value }) => value).find(value => value.kind === 'tensor');
  return (owner?.kind === 'tensor' && tensorBehaviour(owner.framework)?.binary(call, op)) || lost(call);
}

/** `value[key]` of a dictionary or a list. */
const lookedUp = nativeFunction('itemgetter', call => {
  const [value, key] = call.args.map(each => each.value);
  const entries = dictBehind(value);
  const position = key && asInt(key);
  const items = value && itemsOf(value);
  return (
    (entries ? itemOf(entries, key) : position === undefined ? undefined : items?.at(position)) ?? lost(call)
  );
});

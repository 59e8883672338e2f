/**
 * What stands between the brackets behind a tensor of Keras: `GetItem` of keras/src/ops/core.py for symbolic ones, `_slice_helper` of TensorFlow for
 * those with numbers. Integers, slices of integers, `...` and None; a flag is an integer there, and a list is none.
 */

import { size } from '../../shapes/index.ts';
import {
  type Argument,
  asBool,
  asString,
  type Call,
  integer,
  isFloat,
  itemsOf,
  type SliceValue,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { flavourOf } from './core/graph-flavour.ts';

/** The subscript with flags as the integers that they are; undefined: it is refused, which has been stated. */
export function settledSubscript(call: Call): Call | undefined {
  const [self, ...given] = call.args;
  if (self?.value.kind !== 'tensor' || !isTold(call, self.value)) return call;
  const indices = indicesOf(given, self.value.graph);
  const wrong = indices.find(index => isWrong(index.value, self.value, indices.length));
  if (wrong) {
    refuse(call, self, wrong);
    return undefined;
  }
  const isAsGiven = indices === given || given[0]?.value.kind !== 'list';
  if (isAsGiven && !indices.some(({ value }) => asBool(value) !== undefined)) return call;
  const args = indices.map(index => ({ ...index, value: withoutFlag(index.value) }));
  return { ...call, args: [self, ...args] };
}

/** Of the program's own statements, and of Keras 3: inside of a layer it is the backend's tensor, and backends differ. */
function isTold({ host }: Call, self: TensorValue): boolean {
  if (!host.isTopLevel() || self.framework !== 'keras') return false;
  return self.graph ? flavourOf(self)?.name === 'keras3' : host.version('keras').major >= 3;
}

/** A list by itself is taken for the tuple, but of what is symbolic. */
function indicesOf(given: readonly Argument[], isGraph: boolean): readonly Argument[] {
  const [only] = given;
  const isTuple =
    given.length === 1 && only?.value.kind === 'list' && (only.value.flavour === 'tuple' || !isGraph);
  const items = isTuple ? itemsOf(only.value) : undefined;
  return only && items ? items.map(value => ({ name: undefined, value, at: only.at })) : given;
}

function isWrong(value: Value, self: Value, count: number): boolean {
  const isGraph = self.kind === 'tensor' && self.graph;
  if (value.kind === 'slice') return boundsOf(value).some(bound => isNoBound(bound, isGraph));
  if (value.kind === 'list') return count > 1;
  return asBool(value) !== undefined && count === 1 && !isGraph;
}

const boundsOf = ({ start, stop, step }: SliceValue): readonly Value[] => [start, stop, step];

const isNoBound = (value: Value, isGraph: boolean): boolean =>
  isFloat(value) ||
  asString(value) !== undefined ||
  value.kind === 'list' ||
  (!isGraph && asBool(value) !== undefined);

function withoutFlag(value: Value): Value {
  const flag = asBool(value);
  return flag === undefined ? value : integer(size(Number(flag)));
}

function refuse({ host, site }: Call, self: Argument, { at }: Argument): void {
  const isGraph = self.value.kind === 'tensor' && self.value.graph;
  host.refuse({
    kind: 'program',
    aspect: 'subscript',
    framework: 'keras',
    operation: isGraph ? 'A symbolic tensor' : 'A tensor',
    at: site,
    name: host.textOf(at),
    instead: undefined,
  });
}

/** Arguments that Python's own functions do not take. How many they take stands in arity.ts. */

import { refuseArgument } from '../../../frameworks/array/scene.ts';
import { isBareFunction, isOfMany, isWrittenNone } from '../../../frameworks/kinds.ts';
import {
  type Argument,
  asBool,
  type Call,
  type Host,
  isFloat,
  isWithoutItems,
  shapeOf,
  type Value,
} from '../../../values/index.ts';
import { refuseFormat, refuseSeveral } from '../../python-errors/index.ts';
import { fieldsOf } from './formatting.ts';

/** `range(x.size())`, `range(x.size)`: neither a sequence, a function, a text nor None is an integer, and a tensor of several numbers is none. (A float that is computed may be what Python 2 made an integer.) */
export function refuseEnds({ host, args, site }: Call): Value | undefined {
  const wrong = args.find(
    ({ value, at }) =>
      ['list', 'string', 'dict'].includes(value.kind) ||
      isBareFunction(value) ||
      isOfMany(value) ||
      (value.kind === 'none' && value.assumed !== true) ||
      (isFloat(value) && /^-?\d*\.\d*$/.test(host.textOf(at))),
  );
  if (!wrong) return undefined;
  const scene = { host, framework: 'python', operation: 'range', site } as const;
  const { at } = wrong;
  return refuseArgument(scene, { parameter: 'stop', aspect: 'type', allowed: 'an integer', at });
}

/** `sum(layer for layer in self.layers)`: a layer is no summand. */
export function refuseSummand({ host, args, site }: Call, type: string): Value {
  const scene = { host, framework: 'python', operation: 'sum', site } as const;
  return refuseArgument(scene, {
    parameter: 'iterable',
    aspect: 'type',
    allowed: 'numbers or tensors',
    given: `a ${type}`,
    at: args[0]?.at ?? site,
    says: `unsupported operand type(s) for +: 'int' and '${type}'`,
  });
}

/** `len(5)`: in the program's own statements, for annotations and defaults of functions say `int` of what is a list for others. */
export function refuseLength({ host, args, site }: Call): Value | undefined {
  const [first] = args;
  const isOfNone =
    first?.value.kind === 'tensor' && first.value.framework === 'torch' && shapeOf(first.value)?.length === 0;
  const isMethod = first && isBareFunction(first.value);
  const isWithout = isOfNone || isMethod || (first && isWithoutItems(first.value));
  if (!first || !(isWithout || (isOne(host, first) && host.isTopLevel()))) return undefined;
  const scene = { host, framework: 'python', operation: 'len', site } as const;
  const allowed = 'something that has a length';
  return refuseArgument(scene, { parameter: 'obj', aspect: 'type', allowed, at: first.at });
}

/** A number, a truth value or None, where they stand. */
const isOne = (host: Host, { value, at }: Argument): boolean =>
  value.kind === 'number' || asBool(value) !== undefined || isWrittenNone(host, value, at);

/** `dict(5)`, `dict(model.named_parameters)`: neither pairs nor a dictionary. */
export function refusePairs({ host, args, site }: Call): Value | undefined {
  const [first] = args;
  if (!first || first.name !== undefined) return undefined;
  if (!isBareFunction(first.value) && !(isOne(host, first) && host.isTopLevel())) return undefined;
  const scene = { host, framework: 'python', operation: 'dict', site } as const;
  return refuseArgument(scene, {
    parameter: 'iterable',
    aspect: 'type',
    allowed: 'a dictionary, or pairs',
    at: first.at,
  });
}

/** `float(x)` of a tensor of several elements. */
export function refuseMany({ host, args, site }: Call, name: string): Value | undefined {
  const [first] = args;
  if (!first) return undefined;
  const as = name === 'bool' ? 'truth' : 'number';
  return refuseSeveral({ host, operation: name, site }, first, {
    parameter: 'x',
    allowed: 'a tensor of one element',
    as,
  });
}

/** `'{:.3f}'.format(loss)` of an array with axes. */
export function refuseFields({ host, args }: Call, template: string): void {
  if (host.isEntry()) return;
  const places = args.filter(a => a.name === undefined);
  let next = 0;
  for (const { key, spec } of fieldsOf(template) ?? []) {
    const given =
      key === ''
        ? places[next++]
        : /^\d+$/.test(key)
          ? places[Number(key)]
          : args.find(({ name }) => name === key);
    if (given && spec !== '') refuseFormat(host, given.value, given.at);
  }
}

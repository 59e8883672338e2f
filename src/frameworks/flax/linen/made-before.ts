/** Modules that a method makes in each run are the same to a person: the layers of `init` and of `apply`. */

import { joinMade } from '../../joining.ts';
import { type Argument, attached, type Call, givenAt, type NativeValue, type Value } from '../../parts.ts';
import { countNew, currentScope, rememberName } from './scope.ts';

type Made = ReadonlyMap<string, NativeValue>;

/** By the path and the place of the constructor, of the module that the run was asked of. */
const madeIn = attached<Value, Made>(new Map(), joinMade);

/** What the constructor was called with in the run that comes last: a layer that is the same to a person may be given other flags in each. */
const madeWith = attached<Value, Pick<Call, 'args' | 'open'> | undefined>(undefined, (a, b) =>
  a === b ? a : undefined,
);

/** An argument of the constructor as the present run gives it; undefined: it is not given; 'unknown': it may be. */
export function constructedWith(
  layer: Value,
  name: string,
  position: number,
): Argument | 'unknown' | undefined {
  const call = madeWith.of(layer);
  if (!call || call.open) return 'unknown';
  return givenAt(call, name, position);
}

/** What was made at this place under this name before, else what is made now. */
export function madeBefore(call: Call, name: string | undefined, make: () => Value): Value {
  const { host, site } = call;
  const scope = currentScope(host);
  if (!scope) return noted(call, make());
  const place = name ?? `#${countNew(host, scope, '#')}`;
  const key = `${scope.path.join('/')}|${place}|${site.file}:${site.start}`;
  const made = madeIn.place(scope.run.root);
  const known = made.value.get(key);
  const value = known ?? make();
  if (value.kind !== 'native') return value;
  if (!known) host.write(made, new Map(made.value).set(key, value));
  rememberName(host, value, name);
  return noted(call, value);
}

function noted({ host, args, open }: Call, value: Value): Value {
  host.write(madeWith.place(value), { args, open });
  return value;
}

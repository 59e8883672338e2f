/** Modules that a method makes in each run are the same to a person: the layers of `init` and of `apply`. */

import { joinMade } from '../../joining.ts';
import { attached, type Call, type NativeValue, type Value } from '../../parts.ts';
import { countNew, currentScope, rememberName } from './scope.ts';

type Made = ReadonlyMap<string, NativeValue>;

/** By the path and the place of the constructor, of the module that the run was asked of. */
const madeIn = attached<Value, Made>(new Map(), joinMade);

/** What was made at this place under this name before, else what is made now. */
export function madeBefore(call: Call, name: string | undefined, make: () => Value): Value {
  const { host, site } = call;
  const scope = currentScope(host);
  if (!scope) return make();
  const place = name ?? `#${countNew(host, scope, '#')}`;
  const key = `${scope.path.join('/')}|${place}|${site.file}:${site.start}`;
  const made = madeIn.place(scope.run.root);
  const known = made.value.get(key);
  const value = known ?? make();
  if (value.kind !== 'native') return value;
  if (!known) host.write(made, new Map(made.value).set(key, value));
  rememberName(host, value, name);
  return value;
}

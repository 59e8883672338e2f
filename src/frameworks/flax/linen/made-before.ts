/** Modules that a method makes in each run are the same to a person: the layers of `init` and of `apply`. */
import { beside, type Call, type NativeValue, type Value } from '../../parts.ts';
import { countNew, currentScope, rememberName } from './scope.ts';

/** By the path and the place of the constructor; entries live as long as the module that the run was asked of. */
const MADE = beside<object, Map<string, NativeValue>>('made');

/** What was made at this place under this name before, else what is made now. */
export function madeBefore(call: Call, name: string | undefined, make: () => Value): Value {
  const { host, site } = call;
  const scope = currentScope(host);
  if (!scope) return make();
  const place = name ?? `#${countNew(host, scope, '#')}`;
  const key = `${scope.path.join('/')}|${place}|${site.file}:${site.start}`;
  const made = MADE.get(scope.run.root) ?? new Map<string, NativeValue>();
  MADE.set(scope.run.root, made);
  const known = made.get(key);
  const value = known ?? make();
  if (value.kind !== 'native') return value;
  made.set(key, value);
  rememberName(host, value, name);
  return value;
}

/** The attributes that layers, containers and users' modules share. */
import type { Origin } from '../../shapes/index.ts';
import { type Call, type Host, nativeFunction, type ObjectValue, SOME_BOOL, type Value } from '../parts.ts';
import type { Dialect } from './dialect.ts';
import { childrenOf } from './tree.ts';

/** Calling a module runs its entry method: the user's where the class has one, else that of the layer it derives from. */
export const callEntry =
  ({ entry }: Dialect) =>
  (call: Call, self: ObjectValue): Value =>
    call.host.passOn(call.host.attribute(self, entry, call.site), call);

/** What an object of a user's class has from the layer or container that it derives from, whose methods are the object's own: `Layer(3).to(device)` is it. */
export const inheritedAttribute =
  (dialect: Dialect) =>
  (host: Host, self: ObjectValue, name: string, site: Origin): Value | undefined => {
    const found = self.base.value?.behaviour.attribute?.(host, name, site);
    return found?.kind === 'native-function' && Object.hasOwn(dialect.methods, name)
      ? moduleAttribute(dialect, host, self, name)
      : found;
  };

/** An attribute of any module; undefined where there is none as far as is known. */
export function moduleAttribute(
  { methods, properties = {}, entry }: Dialect,
  host: Host,
  module: Value,
  name: string,
): Value | undefined {
  if (name === 'training') return SOME_BOOL;
  if (name === '__class__') return module.kind === 'native' ? module.class : undefined;
  // A user's class without the entry has none: asking the object to call itself would never end.
  if (
    module.kind === 'native' ? name === '__call__' || name === entry : name === '__call__' && name !== entry
  ) {
    return nativeFunction(name, call => host.call(module, call.args, call.site, call.open));
  }
  if (Object.hasOwn(properties, name)) return properties[name]?.(host, module);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method) return { ...nativeFunction(name, call => method(module, call)), isFunction: true };
  return childrenOf(module).find(([child]) => child === name)?.[1];
}

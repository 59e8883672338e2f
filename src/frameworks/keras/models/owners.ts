/** Objects of the user's classes that are models: what such a class does itself is the user's. */
import { beside, type Call, type NativeValue, type ObjectValue } from '../../parts.ts';
import { ownMethod } from '../core/user-layer.ts';
import type { ModelCore } from './model-core.ts';

const OWNERS = beside<NativeValue, ObjectValue>();

/** Notes the object of the user's class that a model is the base of. */
export function keepOwner(model: NativeValue, owner: ObjectValue): void {
  OWNERS.set(model, owner);
}

/** Whether the user's class has one of these methods itself. */
export function isOverridden(core: ModelCore, { host, site }: Call, names: readonly string[]): boolean {
  const owner = OWNERS.get(core.value);
  return owner !== undefined && names.some(name => ownMethod(host, owner, name, site) !== undefined);
}

/** `setup` of a user's module: it runs once, before the first method or attribute that needs it. Source: flax/linen/module.py (_try_setup). */
import { attached, type Host, type ObjectValue } from '../../parts.ts';

/** Whether `setup` has run. */
const setUpOf = attached<ObjectValue, boolean>(false, (a, b) => a && b);

export function setUp(host: Host, self: ObjectValue): void {
  const done = setUpOf.place(self);
  if (done.value) return;
  host.write(done, true);
  host.call(host.attribute(self, 'setup', self.site), [], self.site);
}

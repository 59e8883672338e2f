/** `setup` of a user's module: it runs once, before the first method or attribute that needs it. Source: flax/linen/module.py (_try_setup). */
import { beside, type Host, type ObjectValue, type Slot, slot } from '../../parts.ts';

/** Whether `setup` has run; entries live as long as the object. */
const SET_UP = beside<ObjectValue, Slot<boolean>>('set up');

export function setUp(host: Host, self: ObjectValue): void {
  const done = SET_UP.get(self) ?? slot(false, (a, b) => a && b);
  SET_UP.set(self, done);
  if (done.value) return;
  host.write(done, true);
  host.call(host.attribute(self, 'setup', self.site), [], self.site);
}

/** `super.__init__()`: without its brackets `super` is the class, which has none of the methods that are meant. */
import { refuseArgument } from '../../frameworks/array/scene.ts';
import { type Behaviour, type Lack, nativeFunction } from '../../values/index.ts';
import type { Machine } from '../machine.ts';
import { isSure } from './refusal.ts';

/** Names that all classes have are left open. */
export const lacksUncalled = (name: string): false | Lack =>
  !name.startsWith('__') && {
    says: `type object 'super' has no attribute '${name}'`,
    instead: 'Call it first: `super()`',
  };

type Lookup = NonNullable<Behaviour['attribute']>;

/** Its initialiser wants an instance of `super`; what follows is told as if that of the base class had run (`called`). */
export function uncalledMember(m: Machine, called: Lookup): Lookup {
  return (host, name, site) => {
    const member = called(host, name, site);
    if (name !== '__init__' || member?.kind !== 'native-function') return undefined;
    return nativeFunction('super.__init__', call => {
      const isGiven = call.open || call.args.some(argument => argument.name === undefined);
      if (isSure(m) && !isGiven)
        refuseArgument(
          { host, framework: 'python', operation: 'super.__init__', site: call.site },
          {
            parameter: 'self',
            aspect: 'missing',
            allowed: 'what `super()` gives: without its brackets `super` is the class',
            at: call.site,
            says: "descriptor '__init__' of 'super' object needs an argument",
          },
        );
      return member.invoke(call);
    });
  };
}

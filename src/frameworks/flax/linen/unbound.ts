/** Modules of linen have no weights of their own: outside of `init` and `apply` they cannot be called. https://flax.readthedocs.io/en/latest/api_reference/flax.errors.html */
import type { Call, Value } from '../../parts.ts';
import { currentScope } from './scope.ts';

/** States a call that nothing gives variables to; only where the program itself makes it, since a function may be called inside of a module. */
export function refuseUnbound({ host, site }: Pick<Call, 'host' | 'site'>, name: string): Value | undefined {
  if (currentScope(host) || !host.isTopLevel()) return undefined;
  host.refuse({
    kind: 'program',
    aspect: 'call',
    framework: 'flax',
    operation: 'it has no variables here',
    name,
    instead: 'Get variables by `variables = module.init(key, x)`, then call `module.apply(variables, x)`',
    at: site,
    says: "Can't call compact methods on unbound modules",
  });
  return host.because({ missing: `what \`${name}\` gives: the call is refused`, at: site });
}

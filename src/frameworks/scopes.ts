/** Scopes: what is in place while a function of a framework runs, such as the module whose method it is and the names given in there (haiku, flax.linen). */
import { beside, type Host } from './parts.ts';

export interface Scopes<S> {
  /** The innermost scope; undefined outside of all. */
  current(host: Host): S | undefined;
  /** Runs something inside of a scope, and puts back the one before. */
  within<T>(host: Host, scope: S, action: () => T): T;
}

export function scopes<S>(): Scopes<S> {
  const place = beside<Host, S>();
  return {
    current: host => place.get(host),
    within: (host, scope, action) => {
      const before = place.get(host);
      place.set(host, scope);
      try {
        return action();
      } finally {
        if (before) place.set(host, before);
        else place.delete(host);
      }
    },
  };
}

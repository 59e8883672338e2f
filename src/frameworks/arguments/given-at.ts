/** Arguments of calls that nothing binds. */
import type { Argument, Call } from '../../values/index.ts';

/** An argument by its name, or where it stands among those without one. */
export const givenAt = (
  { args }: Pick<Call, 'args'>,
  name: string,
  position?: number,
): Argument | undefined =>
  args.find(given => given.name === name) ??
  (position === undefined ? undefined : args.filter(given => given.name === undefined)[position]);

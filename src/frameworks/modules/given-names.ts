/** Attributes that a program gives to a layer or a container of a framework's; what they hold is not followed. */
import type { Origin } from '../../shapes/index.ts';
import {
  asString,
  attached,
  type Host,
  type NativeValue,
  NONE,
  nativeFunction,
  type Value,
} from '../parts.ts';
import type { Dialect } from './dialect.ts';

/** `undefined`: any name may have been given. */
const givenNames = attached<NativeValue, ReadonlySet<string> | undefined>(new Set(), (a, b) =>
  a && b ? new Set([...a, ...b]) : undefined,
);

export const wasGiven = (module: NativeValue, name: string): boolean =>
  givenNames.of(module)?.has(name) ?? true;

export function giveName(host: Host, module: NativeValue, name: string | undefined): void {
  const before = givenNames.of(module);
  host.write(givenNames.place(module), before && name !== undefined ? new Set([...before, name]) : undefined);
}

/** Ways to give a name without setting the attribute: `lstm.register_buffer('mask', m)`, `vars(lstm)`. */
export function giving(
  { registers }: Dialect,
  host: Host,
  module: NativeValue,
  name: string,
  site: Origin,
): Value | undefined {
  if (registers.includes(name))
    return nativeFunction(name, ({ host: h, args }) => {
      const named = args.find(a => a.name === 'name') ?? args[0];
      giveName(h, module, named && asString(named.value));
      return NONE;
    });
  if (name !== '__dict__') return undefined;
  giveName(host, module, undefined);
  return host.unknown('the attributes of a layer', site);
}

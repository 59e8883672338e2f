/** Values of which only some attributes matter: devices, optimisers, namespaces, return tuples with names. */
import type { Origin } from '../../shapes/index.ts';
import {
  type Behaviour,
  type Call,
  type FrameworkName,
  type Host,
  type NativeClass,
  type NativeFunction,
  type NativeValue,
  nativeFunction,
  type Value,
} from '../parts.ts';

export interface OpaqueClassParts {
  readonly qualified: string;
  /** As Python calls it, where that is not the last part of its qualified name. */
  readonly name?: string;
  readonly framework: FrameworkName;
  readonly ancestors?: readonly string[];
  /** Whether the constructor refuses what it is given, which has then been stated. */
  readonly refuses?: (call: Call) => boolean;
  /** How instances behave; they answer to nothing where left out. */
  readonly behave?: (call: Call) => Behaviour;
  /** Where `behave` leaves nearly all of it unsaid. */
  readonly standing?: 'opaque';
}

/** A class whose instances are known by their class alone, or by what `behave` says of them. */
export function opaqueClass({
  qualified,
  name = qualified.slice(qualified.lastIndexOf('.') + 1),
  framework,
  ancestors = [],
  refuses,
  behave,
  standing = behave ? undefined : 'opaque',
}: OpaqueClassParts): NativeClass {
  const make = (call: Call): NativeValue => instance(call.host, type, call.site, behave?.(call) ?? {});
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified,
    framework,
    ancestors,
    standing,
    construct: call =>
      refuses?.(call)
        ? call.host.because({ missing: `a \`${name}\`, which is refused here`, at: call.site })
        : make(call),
    extend: { initialise: make },
  };
  return type;
}

/** Members of a module of which no more is known than that they are classes of these names. */
export const opaqueClasses = (
  framework: FrameworkName,
  path: string,
  names: readonly string[],
): Readonly<Record<string, NativeClass>> =>
  Object.fromEntries(names.map(name => [name, opaqueClass({ qualified: `${path}.${name}`, framework })]));

/** A function of which the name is known and the result is not; `what` it is, as a noun phrase. */
export function opaqueFunction(name: string, what: string): NativeFunction {
  const invoke = ({ host, site }: Call): Value =>
    host.because({ missing: `${what}: \`${name}\` is known by name only`, at: site, gap: 'by-name' });
  return { ...nativeFunction(name, invoke), standing: 'opaque' };
}

export function instance(host: Host, type: NativeClass, site: Origin, behaviour: Behaviour): NativeValue {
  return {
    kind: 'native',
    id: host.nextId(),
    class: type,
    site,
    layer: undefined,
    model: undefined,
    behaviour,
  };
}

const SEQUENCE_METHODS = ['__call__', '__getitem__', '__iter__', '__len__'];

/** How a value behaves that is neither called nor has items, and has the attributes of these names alone: a device. */
export const inert = (names: readonly string[]): Behaviour => ({
  lacks: name => SEQUENCE_METHODS.includes(name) || !(name.startsWith('_') || names.includes(name)),
});

/** A bare holder of attributes, as `mha.out_proj` with its `weight`. */
export function namespace(
  host: Host,
  type: NativeClass,
  site: Origin,
  attributes: Readonly<Record<string, Value>>,
): NativeValue {
  return instance(host, type, site, {
    attribute: (_host, name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined),
  });
}

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
  readonly framework: FrameworkName;
  readonly ancestors?: readonly string[];
  /** How instances behave; they answer to nothing where left out. */
  readonly behave?: (call: Call) => Behaviour;
}

/** A class whose instances take any arguments. */
export function opaqueClass({ qualified, framework, ancestors = [], behave }: OpaqueClassParts): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name: qualified.slice(qualified.lastIndexOf('.') + 1),
    qualified,
    framework,
    ancestors,
    standing: behave ? undefined : 'opaque',
    construct: call => instance(call.host, type, call.site, behave?.(call) ?? {}),
    extend: { initialise: call => instance(call.host, type, call.site, behave?.(call) ?? {}) },
  };
  return type;
}

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

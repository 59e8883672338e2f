/** Defaults that are made anew for each object: `field(default_factory=list)`. */
import type { Origin } from '../shapes/index.ts';
import { beside } from './beside.ts';
import type { Host } from './host.ts';
import type { NativeClass, NativeValue } from './native.ts';
import type { Value } from './value.ts';

const FIELD: NativeClass = {
  kind: 'native-class',
  name: 'Field',
  qualified: 'dataclasses.Field',
  framework: 'python',
  ancestors: [],
  construct: ({ host, site }) => host.unknown('a field', site),
};

const FACTORIES = beside<NativeValue, Value>();

/** What stands in the class for the default. */
export function factoryDefault(host: Host, factory: Value, site: Origin): NativeValue {
  const made: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: FIELD,
    site,
    layer: undefined,
    model: undefined,
    behaviour: {},
  };
  FACTORIES.set(made, factory);
  return made;
}

/** The default of one more object; any other value is the same for all. */
export function defaultFrom(host: Host, value: Value, site: Origin): Value {
  const factory = value.kind === 'native' ? FACTORIES.get(value) : undefined;
  return factory ? host.call(factory, [], site) : value;
}

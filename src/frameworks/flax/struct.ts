/** flax.struct: dataclasses that are trees. https://flax.readthedocs.io/en/latest/api_reference/flax.struct.html */
import {
  type Call,
  factoryDefault,
  joinAttributes,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeFunction,
  nativeFunction,
  type ObjectValue,
  slot,
  type Value,
} from '../parts.ts';

/** `state.replace(step=3)`: a new object with other fields. */
const replaceOf = (self: ObjectValue): NativeFunction =>
  nativeFunction('replace', ({ args, open, host, site }) => {
    if (open) return host.unknown('an object with other fields', site);
    const given = args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const]));
    const fields = new Map([...self.attributes.value, ...given]);
    return {
      ...self,
      id: host.nextId(),
      site,
      attributes: slot<ReadonlyMap<string, Value>>(fields, joinAttributes),
    };
  });

/** The decorator gives the class a method more; with options alone it is applied later. */
const dataclass: NativeFunction = {
  ...nativeFunction('flax.struct.dataclass', ({ host, args: [first] }: Call): Value => {
    if (first?.value.kind !== 'class') return dataclass;
    const { members } = first.value;
    const replace: NativeFunction = {
      ...nativeFunction('replace', ({ args: [self, ...others], ...call }) =>
        self?.value.kind === 'object'
          ? replaceOf(self.value).invoke({ ...call, args: others })
          : call.host.unknown('an object with other fields', call.site),
      ),
      isMethod: true,
    };
    host.write(members, new Map(members.value).set('replace', replace));
    return first.value;
  }),
  decorates: true,
};

/** Classes derived from it are such dataclasses. */
const PyTreeNode: NativeClass = {
  kind: 'native-class',
  name: 'PyTreeNode',
  qualified: 'flax.struct.PyTreeNode',
  framework: 'flax',
  ancestors: [],
  construct: ({ host, site }) => host.unknown('a node without fields', site),
  extend: {
    initialise: () => undefined,
    fields: true,
    attribute: (_host, self, name) => (name === 'replace' ? replaceOf(self) : undefined),
  },
};

export const struct: ModuleValue = moduleOf('flax.struct', {
  dataclass,
  PyTreeNode,
  field: nativeFunction('flax.struct.field', ({ host, site, args }) => {
    const named = (name: string): Value | undefined => args.find(a => a.name === name)?.value;
    const factory = named('default_factory');
    const made = factory ? factoryDefault(host, factory, site) : undefined;
    return named('default') ?? made ?? host.unknown('a field without a default', site);
  }),
});

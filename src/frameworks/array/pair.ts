/** Results with names: `values, indices = x.max(dim=1)`, also read as `.values` and `.indices`. */
import { asInt, type NativeClass, type Value } from '../parts.ts';
import { instance } from './opaque.ts';
import type { Scene } from './scene.ts';

/** What a tensor has and no tuple. */
const OF_TENSORS = new Set(
  `view reshape unsqueeze squeeze permute transpose shape size dim float long item mean sum cpu detach argmax argmin max min std var prod norm softmax
   flatten expand repeat repeat_interleave contiguous unbind chunk split gather matmul numpy clone cumsum flip ndim dtype device T unfold`.split(
    /\s+/,
  ),
);

export function pair(scene: Scene, values: Value, indices: Value): Value {
  return named(scene, { values, indices });
}

/** A tuple whose items have names; `methods` are those that its class adds. */
export function named(
  { host, site, framework, operation }: Scene,
  entries: Readonly<Record<string, Value>>,
  methods: Readonly<Record<string, Value>> = {},
): Value {
  const items = Object.values(entries);
  const members = { ...methods, ...entries };
  const type: NativeClass = {
    kind: 'native-class',
    name: operation,
    qualified: `${framework}.return_types.${operation}`,
    framework,
    ancestors: ['tuple'],
    construct: call => call.host.unknown('a result made by hand', call.site),
  };
  return instance(host, type, site, {
    attribute: (_host, name) => (Object.hasOwn(members, name) ? members[name] : undefined),
    index: call => {
      const position = call.args[1] && asInt(call.args[1].value);
      const item = position === undefined ? undefined : items.at(position);
      return item ?? call.host.unknown(`an item of what \`${operation}\` gives`, call.site);
    },
    iterate: () => ({ known: items }),
    lacks: name => OF_TENSORS.has(name) && !Object.hasOwn(members, name),
    lacksItem: index => {
      if (index.kind === 'list' && index.flavour === 'tuple') return true;
      const position = asInt(index);
      return position !== undefined && (position >= items.length || position < -items.length);
    },
  });
}

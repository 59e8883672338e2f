/**
 * The tensors within any value, by their paths: in layers, lists, dictionaries, and the attributes of objects whose classes derive from nothing. That is how
 * frameworks find the weights of models that are no modules of theirs (tinygrad).
 */
import {
  type Call,
  dict,
  type Host,
  joinValues,
  list,
  listOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  type Value,
} from '../parts.ts';
import { isModule, isWhole, type NamedValue, stateOf } from './tree.ts';

export interface Holdings {
  readonly named: readonly NamedValue[];
  /** There are surely no others. */
  readonly isWhole: boolean;
}

const NOTHING: Holdings = { named: [], isWhole: true };
const UNKNOWN: Holdings = { named: [], isWhole: false };

/** Deeper nesting than this is a cycle. */
const DEEPEST = 24;

export function holdingsOf(host: Host, value: Value, depth = 0): Holdings {
  if (depth > DEEPEST) return UNKNOWN;
  const within = (entries: readonly NamedValue[], isAll: boolean): Holdings => {
    const parts = entries.map(([name, item]) => [name, holdingsOf(host, item, depth + 1)] as const);
    return {
      named: parts.flatMap(([name, { named }]) =>
        named.map(([path, tensor]): NamedValue => [path === '' ? name : `${name}.${path}`, tensor]),
      ),
      isWhole: isAll && parts.every(([, part]) => part.isWhole),
    };
  };
  // What derives from nothing is no module, of whatever kind it is.
  const isRegistered: boolean = isModule(value);
  if (isRegistered) return { named: stateOf(host, value), isWhole: isWhole(value) };
  switch (value.kind) {
    case 'tensor':
      return { named: [['', value]], isWhole: true };
    case 'object':
      return within([...value.attributes.value], value.base.value === undefined);
    case 'list': {
      const items = value.items.value;
      return 'known' in items ? within(numbered(items.known), true) : UNKNOWN;
    }
    case 'dict': {
      const { known, rest, possible } = value.entries.value;
      const isAll = rest === undefined && !possible?.size;
      return within(
        [...known].map(([key, item]) => [String(key), item]),
        isAll,
      );
    }
    case 'unknown':
    case 'union':
    case 'native':
      return UNKNOWN;
    default:
      return NOTHING;
  }
}

const numbered = (items: readonly Value[]): readonly NamedValue[] =>
  items.map((item, i) => [String(i), item]);

const held = ({ host, args: [root] }: Call): Holdings => holdingsOf(host, root?.value ?? NONE);

/** A function of a model: all of them by their paths. */
export const heldByPath = (name: string): NativeFunction =>
  nativeFunction(name, call => {
    const { named, isWhole } = held(call);
    return dict(named, isWhole ? undefined : call.host.unknown('what else the model holds', call.site));
  });

/** A function of a model: the list of them; of what else it may hold the number is not known either. */
export const heldInList = (name: string): NativeFunction =>
  nativeFunction(name, call => {
    const { named, isWhole } = held(call);
    const all = named.map(([, value]) => value);
    if (isWhole) return list(all);
    const element = all.length > 0 ? all.reduce(joinValues) : call.host.unknown('a tensor', call.site);
    return listOf({ element, length: undefined });
  });

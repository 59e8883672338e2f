/** `copy.copy` and `copy.deepcopy`. https://docs.python.org/3/library/copy.html */
import {
  type Call,
  detachEntries,
  dictWith,
  type Host,
  type Items,
  joinAttributes,
  joinValues,
  type ListValue,
  listOf,
  type NativeValue,
  newborn,
  type ObjectValue,
  perhapsSet,
  sameValueWith,
  shapeOf,
  slot,
  tensor,
  type Value,
  withPerhapsSet,
} from '../../../values/index.ts';

type Copied = (value: Value) => Value;

/** One object more, which holds what the first one holds. */
export const shallowCopy = ({ host }: Call, value: Value): Value =>
  // A module keeps its weights and submodules in dictionaries that both would share.
  value.kind === 'native' || (value.kind === 'object' && value.base.value)
    ? copyOfNamespace(host, value)
    : copyOf(host, value, held => held);

function copyOfNamespace(host: Host, value: NativeValue | ObjectValue): Value {
  if (value.kind === 'object' || value.layer || value.model) return value;
  return value.behaviour.copy?.({ host, copied: held => held, owner: undefined }) ?? value;
}

/** One more of all that it holds as well, of each thing one. */
export function deepCopy({ host }: Call, root: Value): Value {
  const copies = new Map<Value, Value>();
  const copied: Copied = value => {
    const known = copies.get(value);
    if (known) return known;
    // What it holds may hold it.
    copies.set(value, value);
    const made = copyOf(host, value, copied, early => copies.set(value, early));
    copies.set(value, made);
    return made;
  };
  return copied(root);
}

/** `known`: told of the copy before anything that it holds is copied, where that can be. */
function copyOf(host: Host, value: Value, copied: Copied, known: (made: Value) => void = () => {}): Value {
  switch (value.kind) {
    case 'list':
      return copyOfList(value, copied);
    case 'dict': {
      const { known: entries, rest, ...others } = value.entries.value;
      const held = new Map([...entries].map(([key, item]) => [key, copied(item)]));
      const made = dictWith({ ...others, known: held, rest: rest && copied(rest) });
      const copy = sameValueWith(value, { entries: made.entries });
      detachEntries(copy);
      return copy;
    }
    case 'tensor': {
      const { framework, dtype, precision, content, weight, graph, source } = value;
      const parts = { framework, shape: shapeOf(value), source, precision, graph };
      return tensor(host, {
        ...parts,
        ...(dtype && { dtype }),
        ...(content && { content }),
        ...(weight && { weight }),
      });
    }
    case 'union':
      return value.options.map(copied).reduce(joinValues);
    case 'object':
      return copyOfObject(host, value, copied, known);
    case 'native':
      return value.behaviour.copy?.({ host, copied, owner: undefined }) ?? value;
    default:
      return value;
  }
}

function copyOfList(value: ListValue, copied: Copied): ListValue {
  const held = value.items.value;
  // The sizes of a tensor stay those of that tensor.
  if (value.shapeOf) return value;
  const all: Items =
    'known' in held ? { known: held.known.map(copied) } : { ...held, element: copied(held.element) };
  return sameValueWith(value, { items: listOf(all).items });
}

/** What says itself how it is copied is taken to stay what it is. */
const HOOKS = ['__copy__', '__deepcopy__', '__reduce__', '__reduce_ex__', '__getstate__', '__setstate__'];

function copyOfObject(host: Host, value: ObjectValue, copied: Copied, known: (made: Value) => void): Value {
  const base = value.base.value;
  if ((base && !base.behaviour.copy) || HOOKS.some(name => value.class.members.value.has(name))) return value;
  const made: ObjectValue = {
    ...value,
    id: host.nextId(),
    attributes: newborn(slot<ReadonlyMap<string, Value>>(new Map(), joinAttributes)),
    base: slot<NativeValue | undefined>(undefined, (a, b) => a ?? b),
  };
  known(made);
  if (base) host.write(made.base, base.behaviour.copy?.({ host, copied, owner: made }));
  const attributes = [...value.attributes.value].map(([name, held]) => [name, copied(held)] as const);
  host.write(made.attributes, withPerhapsSet(new Map(attributes), perhapsSet(value.attributes.value)));
  return made;
}

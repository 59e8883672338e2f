/**
 * Pytrees: arrays in tuples, lists, dicts, named tuples and records. What JAX's transformations do, they do to each leaf.
 * https://docs.jax.dev/en/latest/pytrees.html
 */

import type { Origin } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import {
  asInt,
  beside,
  dict,
  type Host,
  joinAttributes,
  joinValues,
  listLike,
  listOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type ObjectValue,
  slot,
  type Value,
} from '../parts.ts';

/** A framework's own node: a named tuple of states. */
interface Node {
  readonly children: readonly Value[];
  readonly rebuild: (children: readonly Value[]) => Value;
}

/** A property of some native values that their type has no room for. */
const NODES = beside<NativeValue, Node>();

/** A named tuple: `LSTMState(hidden, cell)`. */
export function namedTuple(
  host: Host,
  type: NativeClass,
  site: Origin,
  entries: Readonly<Record<string, Value>>,
): NativeValue {
  const items = Object.values(entries);
  const made = instance(host, type, site, {
    attribute: (_host, name) =>
      Object.hasOwn(entries, name) ? entries[name] : name === '_replace' ? replace : undefined,
    index: ({ args, host: at, site: where }) => {
      const position = args[1] && asInt(args[1].value);
      const item = position === undefined ? undefined : items.at(position);
      return item ?? at.unknown(`an item of \`${type.name}\``, where);
    },
    iterate: () => ({ known: items }),
  });
  const replace = nativeFunction('_replace', call => {
    const given = Object.fromEntries(
      call.args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value]])),
    );
    return namedTuple(call.host, type, call.site, { ...entries, ...given });
  });
  const names = Object.keys(entries);
  NODES.set(made, {
    children: items,
    rebuild: children =>
      namedTuple(
        host,
        type,
        site,
        Object.fromEntries(names.map((name, i) => [name, children[i] ?? host.unknown('a state', site)])),
      ),
  });
  return made;
}

/** The parts of a node that are trees themselves; undefined for leaves and what is not known item by item. */
export function childrenOf(tree: Value): readonly Value[] | undefined {
  switch (tree.kind) {
    case 'list':
      return 'known' in tree.items.value ? tree.items.value.known : undefined;
    case 'dict':
      return tree.entries.value.rest ? undefined : byKey(tree.entries.value.known);
    case 'none':
      return [];
    case 'object':
      return isRecord(tree) ? [...tree.attributes.value.values()] : undefined;
    case 'native':
      return NODES.get(tree)?.children;
    default:
      return undefined;
  }
}

/** JAX goes through dicts in order of their keys. */
const byKey = (known: ReadonlyMap<string | number, Value>): readonly Value[] =>
  [...known].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);

/** A record holds its leaves as attributes; what derives from a framework's module is left whole. */
const isRecord = (tree: ObjectValue): boolean => tree.base.value === undefined;

/** Whether a node counts as a leaf all the same; undefined: not known. */
export type IsLeaf = (node: Value) => boolean | undefined;

const NO_NODE: IsLeaf = () => false;

/** What a tree is mapped with. */
interface Mapping {
  readonly change: (leaf: Value, others: readonly (Value | undefined)[]) => Value;
  readonly isLeaf: IsLeaf;
  /** Stands for what hangs at a node of which is not known whether it is a leaf. */
  readonly lost: () => Value;
  /** Fields of records that hold one of these are no part of the tree. */
  readonly structure: ReadonlySet<Value['kind']>;
}

const NONE_OF_THEM: ReadonlySet<Value['kind']> = new Set();

/** The same tree of other leaves. */
export const mapTree = (tree: Value, change: (leaf: Value) => Value): Value =>
  mapTrees(tree, [], { change, isLeaf: NO_NODE, lost: () => tree, structure: NONE_OF_THEM });

/** As `mapTree`, with what stands at the same place of other trees; undefined where that is not known. */
export function mapTrees(tree: Value, others: readonly (Value | undefined)[], mapping: Mapping): Value {
  const { change, isLeaf, lost } = mapping;
  const whole = isLeaf(tree);
  if (whole !== false) return whole ? change(tree, others) : lost();
  if (tree.kind === 'dict') {
    const { known, rest } = tree.entries.value;
    const entry = (other: Value | undefined, key: string | number): Value | undefined =>
      other?.kind === 'dict' ? other.entries.value.known.get(key) : undefined;
    const entries = [...known].map(([key, value]) => {
      const beside = others.map(other => entry(other, key));
      return [key, mapTrees(value, beside, mapping)] as const;
    });
    return dict(
      entries,
      rest &&
        mapTrees(
          rest,
          others.map(() => undefined),
          mapping,
        ),
    );
  }
  if (tree.kind === 'union') {
    const [first, ...more] = tree.options.map(option => mapTrees(option, others, mapping));
    return first ? more.reduce(joinValues, first) : tree;
  }
  if (tree.kind === 'list' && !('known' in tree.items.value)) {
    const { element, length } = tree.items.value;
    const mapped = mapTrees(element, others.map(elementBeside), mapping);
    return listOf({ element: mapped, length }, tree.flavour);
  }
  if (tree.kind === 'object' && isRecord(tree)) return mapFields(tree, others, mapping);
  const children = tree.kind === 'object' ? undefined : childrenOf(tree);
  if (!children || tree.kind === 'none') return tree.kind === 'none' ? tree : change(tree, others);
  const rows = others.map(other => (other ? childrenOf(other) : undefined));
  const mapped = children.map((child, position) => {
    const beside = rows.map(row => row?.[position]);
    return mapTrees(child, beside, mapping);
  });
  return replaceChildren(tree, mapped);
}

/** What stands beside each item of a list of which it is not known how many there are, where that is a list of as many. */
function elementBeside(other: Value | undefined): Value | undefined {
  const items = other?.kind === 'list' ? other.items.value : undefined;
  return items && 'element' in items ? items.element : undefined;
}

function mapFields(tree: ObjectValue, others: readonly (Value | undefined)[], mapping: Mapping): Value {
  const fieldOf = (other: Value | undefined, name: string): Value | undefined =>
    other?.kind === 'object' ? other.attributes.value.get(name) : undefined;
  const entries = [...tree.attributes.value].map(([name, value]) => {
    const beside = others.map(other => fieldOf(other, name));
    return [name, mapping.structure.has(value.kind) ? value : mapTrees(value, beside, mapping)] as const;
  });
  return { ...tree, attributes: slot<ReadonlyMap<string, Value>>(new Map(entries), joinAttributes) };
}

/** Functions, classes and names are a record's structure where something is called with its leaves. */
export const STRUCTURE: ReadonlySet<Value['kind']> = new Set([
  'function',
  'native-function',
  'bound',
  'class',
  'native-class',
  'module',
  'string',
]);

/** The same node with other parts. */
function replaceChildren(tree: Value, children: readonly Value[]): Value {
  if (tree.kind === 'list') return listLike(tree, listOf({ known: children }, tree.flavour));
  const node = tree.kind === 'native' ? NODES.get(tree) : undefined;
  return node ? node.rebuild(children) : tree;
}

/** Of trees whose form is a module's. */
const LEAVES = beside<object, () => readonly Value[] | undefined>();

/** Says what the leaves of such a tree are; undefined: not all are known. */
export const setLeaves = (tree: Value, leaves: () => readonly Value[] | undefined): void =>
  void LEAVES.set(tree, leaves);

/** Leaves in order; undefined where not all are known. */
export function leavesOf(tree: Value, isLeaf = NO_NODE): readonly Value[] | undefined {
  const whole = isLeaf(tree);
  if (whole !== false) return whole ? [tree] : undefined;
  const told = LEAVES.get(tree);
  if (told) return told();
  if (tree.kind === 'unknown' || tree.kind === 'union') return undefined;
  const children = childrenOf(tree);
  if (!children) return isNode(tree) ? undefined : [tree];
  const all = children.map(child => leavesOf(child, isLeaf));
  return all.every(leaves => leaves !== undefined) ? all.flat() : undefined;
}

const isNode = (tree: Value): boolean =>
  tree.kind === 'list' || tree.kind === 'dict' || tree.kind === 'object' || tree.kind === 'native';

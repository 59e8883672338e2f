/** Modules inside modules: names, parameters and table rows of everything that the framework would register. */
import { weight } from '../layer.ts';
import {
  beside,
  type Host,
  type ModelFacet,
  type ModelRow,
  type NativeValue,
  type ObjectValue,
  type OwnWeight,
  optionsOf,
  perhapsSet,
  type Restore,
  type SharedWeight,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { firstOf } from './replaced-weights.ts';
import { isMadeParameter } from './weight-tensor.ts';

export type NamedValue = readonly [string, Value];
export type NamedTensor = readonly [string, TensorValue];

/** What a native module (a layer, a container, the base of a user's module) holds. */
export interface ModuleParts {
  /** Submodules by name, in the order of registration. */
  readonly children: () => readonly NamedValue[];
  /** Those, and what is a module on some paths only; absent: there is none. */
  readonly possible?: () => readonly NamedValue[];
  /** Whether it holds no others; absent: it does not. */
  readonly isWhole?: () => boolean;
  /** Attributes of which it is not known which modules or parameters they hold; absent: there are none. */
  readonly openNames?: () => readonly string[];
  /** Its own parameters, without those of submodules. */
  readonly parameters: (host: Host) => readonly NamedTensor[];
  /** Those of them that the user's own code has made, as layers have theirs in what is told of them; absent: there are none. */
  readonly own?: () => readonly NamedTensor[];
  /** Those and its weights that are not trained, in the order in which it made them; absent: there are no others. */
  readonly weights?: (host: Host) => readonly NamedTensor[];
  /** Gives what makes it hold what it holds now; absent: what it holds is not its own to say. */
  readonly keep?: () => Restore;
  /** Its own tensors that are kept but not trained, without those of submodules. */
  readonly buffers?: (host: Host) => readonly Buffer[];
}

export const keepHeld = (container: NativeValue): Restore | undefined => PARTS.get(container)?.keep?.();

export interface Buffer {
  readonly name: string;
  readonly value: Value;
  /** Part of `state_dict()`. */
  readonly persistent: boolean;
}

/** A property of each native value that the value's type has no room for; entries live as long as their module. */
const PARTS = beside<NativeValue, ModuleParts>();

/** Deeper nesting than this is a cycle. */
const DEEPEST = 24;

/** Modules that hold each other many times over are not spelled out. */
const MOST_HELD = 4096;

export function registerModule(module: NativeValue, parts: ModuleParts): void {
  PARTS.set(module, parts);
}

/** The native side of a module: itself, or what the framework's base class made of a user's object. */
export function nativeOf(value: Value): NativeValue | undefined {
  if (value.kind === 'native') return PARTS.has(value) ? value : undefined;
  return value.kind === 'object' ? nativeOf(value.base.value ?? { kind: 'none' }) : undefined;
}

export function isModule(value: Value): value is NativeValue | ObjectValue {
  return nativeOf(value) !== undefined;
}

/** A module on some paths of the program. */
export function isPerhapsModule(value: Value): boolean {
  return optionsOf(value).some(isModule);
}

/** One of several modules, whichever path the program took. */
export function isOneOf(value: Value): boolean {
  return value.kind === 'union' && value.options.every(isModule);
}

export function childrenOf(value: Value): readonly NamedValue[] {
  const native = nativeOf(value);
  return (native && PARTS.get(native)?.children()) ?? [];
}

const join = (prefix: string, name: string): string => (prefix ? `${prefix}.${name}` : name);

/** The module itself (named '') and all below it, each once, in the order of registration. */
export function namedModules(root: Value): readonly NamedValue[] {
  const found: NamedValue[] = [];
  const seen = new Set<Value>();
  const visit = (name: string, value: Value, depth: number): void => {
    if (seen.has(value) || depth > DEEPEST) return;
    seen.add(value);
    found.push([name, value]);
    for (const [child, inner] of childrenOf(value)) visit(join(name, child), inner, depth + 1);
  };
  visit('', root, 0);
  return found;
}

/** The same, each as often as it is held. */
function everyModule(root: Value): readonly NamedValue[] {
  const found: NamedValue[] = [];
  const visit = (name: string, value: Value, above: readonly Value[]): void => {
    if (above.includes(value) || above.length > DEEPEST || found.length > MOST_HELD) return;
    found.push([name, value]);
    for (const [child, inner] of childrenOf(value)) visit(join(name, child), inner, [...above, value]);
  };
  visit('', root, []);
  return found;
}

/** Whether it is known which weights a layer has: one that stands for some number of others has no shape. */
export function hasKnownWeights({ layer }: NativeValue): boolean {
  if (!layer) return true;
  const { weights } = layer.built.value;
  return weights?.every(({ shape }) => shape !== undefined) ?? true;
}

/** Whether a module and all below it are known to hold these weights and no others. */
export function isWhole(root: Value): boolean {
  return namedModules(root).every(([, module]) => {
    const native = nativeOf(module);
    const parts = native && PARTS.get(native);
    if (!native || parts?.isWhole?.() === false || !hasKnownWeights(native)) return false;
    if (parts?.openNames && parts.openNames().length > 0) return false;
    if (module.kind !== 'object') return true;
    const perhaps = perhapsSet(module.attributes.value);
    return [...module.attributes.value].every(
      ([key, value]) => isPlain(value) && !(perhaps.has(key) && (isModule(value) || value.kind === 'tensor')),
    );
  });
}

/** What the facet of a model has of the tree below it. */
export const treeFacet = (
  root: () => Value,
): Required<Pick<ModelFacet, 'rows' | 'isWhole' | 'openParts' | 'holders' | 'place'>> => ({
  rows: () => rowsOf(root()),
  isWhole: () => isWhole(root()),
  openParts: () => openParts(root()),
  holders: () => holders(root()),
  place: ({ name }) => pathOf(name),
});

/** Containers of which it is not known what they hold, and what is not known in others. */
function openParts(root: Value): readonly string[] {
  return namedModules(root).flatMap(([name, module]) => {
    const native = nativeOf(module);
    const isOpen = native
      ? PARTS.get(native)?.isWhole?.() === false
      : optionsOf(module).some(({ kind }) => kind === 'unknown');
    const open = (native && PARTS.get(native)?.openNames?.()) ?? [];
    return [...(isOpen ? [name] : []), ...open.map(each => join(name, each))];
  });
}

/** The native sides of the module and all below it. */
function holders(root: Value): readonly (readonly [string, NativeValue])[] {
  return namedModules(root).flatMap(([name, module]) => {
    const native = nativeOf(module);
    return native ? [[name, native] as const] : [];
  });
}

/** What surely registers nothing with the module that it is an attribute of, or what is known of it. */
function isPlain(value: Value): boolean {
  if (value.kind === 'native') return PARTS.has(value);
  return value.kind !== 'unknown' && value.kind !== 'union' && (value.kind !== 'object' || isModule(value));
}

/** What each module holds of its own, with names that begin at the root. */
function gathered<T extends NamedValue>(
  root: Value,
  own: (parts: ModuleParts) => readonly T[],
  all = namedModules(root),
) {
  return all.flatMap(([prefix, module]) => {
    const native = nativeOf(module);
    const parts = native && PARTS.get(native);
    return (parts ? own(parts) : []).map(([name, value]): readonly [string, T[1]] => [
      join(prefix, name),
      value,
    ]);
  });
}

/** `named_parameters()`. */
export function namedParameters(host: Host, root: Value): readonly NamedTensor[] {
  return gathered<NamedTensor>(root, parts => parts.parameters(host));
}

/** Parameters of all modules, of those that several hold as often as they are held. */
export function everyParameter(host: Host, root: Value): readonly TensorValue[] {
  return gathered<NamedTensor>(root, parts => parts.parameters(host), everyModule(root)).map(
    ([, each]) => each,
  );
}

/** The weight of a layer that a parameter is; undefined: one of its own. */
const layerWeight = (tensor: TensorValue): SharedWeight | undefined =>
  tensor.weight && !isMadeParameter(tensor) ? firstOf(tensor.weight) : undefined;

/** The same, each once, under the first of its names: a weight that layers share is one. */
export function distinctParameters(host: Host, root: Value): readonly NamedTensor[] {
  const seen = new Set<TensorValue | string>();
  return namedParameters(host, root).filter(([, tensor]) => {
    const first = layerWeight(tensor);
    const key = first ? `${first.layer.id}:${first.name}` : tensor;
    return seen.size < seen.add(key).size;
  });
}

/** Weights that are not trained among them: `get_parameters()` of MindSpore. */
export function namedWeights(host: Host, root: Value): readonly NamedTensor[] {
  return gathered<NamedTensor>(root, parts => (parts.weights ?? parts.parameters)(host));
}

/** `named_buffers()`. */
export function namedBuffers(host: Host, root: Value): readonly NamedValue[] {
  return gathered(root, parts => buffersOf(host, parts));
}

/** `state_dict()`: of each module its parameters, then its persistent buffers; of one that several hold, under each of its names. */
export function stateOf(host: Host, root: Value): readonly NamedValue[] {
  const own = (parts: ModuleParts): readonly NamedValue[] => [
    ...parts.parameters(host),
    ...buffersOf(host, parts, ({ persistent }) => persistent),
  ];
  return gathered<NamedValue>(root, own, everyModule(root));
}

function buffersOf(
  host: Host,
  { buffers }: ModuleParts,
  isWanted: (buffer: Buffer) => boolean = () => true,
): readonly NamedValue[] {
  return (buffers?.(host) ?? []).filter(isWanted).map(({ name, value }) => [name, value] as const);
}

/** Weights of a module's own, without those of what it holds, that are in no layer. */
export function ownWeightsOf(module: Value): readonly NamedTensor[] {
  const native = nativeOf(module);
  return (native && PARTS.get(native)?.own?.()) ?? [];
}

/** Weights of a model and all below it that are in no layer, each once, however many hold it. What a list or dictionary of weights holds is its owner's. */
export function ownWeights(root: Value, isNamedByPath: boolean): readonly OwnWeight[] {
  const seen = new Set<TensorValue>();
  const holders = new Map<string, { readonly holder: NativeValue; readonly name: string }>();
  const all = namedModules(root);
  const natives = new Set(all.map(([, module]) => nativeOf(module)));
  return all.flatMap(([name, module]) => {
    const native = nativeOf(module);
    if (!native) return [];
    const outer = holders.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
    const own = native.model || !outer ? { holder: native, name } : outer;
    holders.set(name, own);
    return ownWeightsOf(module).flatMap(([key, tensor]): readonly OwnWeight[] => {
      // What a layer of the model has as well is counted there.
      const layer = layerWeight(tensor)?.layer;
      if (seen.has(tensor) || (layer && natives.has(layer))) return [];
      seen.add(tensor);
      const path = join(name, key);
      const inHolder = own.name ? path.slice(own.name.length + 1) : path;
      return [{ holder: own.holder, path, weight: weight(inHolder, shapeOf(tensor)), isNamedByPath }];
    });
  });
}

/** One row for each layer, as `summary` tools print them; of what is one of several, or one on some paths only, one row too. */
export function rowsOf(root: Value): readonly ModelRow[] {
  const found: ModelRow[] = [];
  const seen = new Set<Value>();
  const visit = (name: string, value: Value, depth: number): void => {
    if (seen.has(value) || depth > DEEPEST) return;
    seen.add(value);
    found.push(...rowOf(name, value));
    const native = nativeOf(value);
    const parts = native && PARTS.get(native);
    for (const [child, inner] of parts?.possible?.() ?? parts?.children() ?? [])
      visit(join(name, child), inner, depth + 1);
  };
  visit('', root, 0);
  return found;
}

function rowOf(name: string, module: Value): readonly ModelRow[] {
  const options = optionsOf(module).map(nativeOf);
  const isChosen = module.kind === 'union';
  const layer = options.find(option => option && (isChosen || option.layer));
  if (!layer) return [];
  const instead = options.filter(option => option !== layer);
  const output = layer.layer?.built.value.outputs ?? [];
  return [{ layer, name, output, ...(instead.length > 0 && { instead }) }];
}

/** The code that leads to a module below another, from its name in the table: 'encoder.0' is `.encoder[0]`. */
export function pathOf(name: string): string {
  return name
    .split('.')
    .map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('');
}

/** `jax.vmap`: a function of single examples becomes one of batches. https://docs.jax.dev/en/latest/_autosummary/jax.vmap.html */
import { type AxisOf, agree, type Dim, normalizeAxis, type Origin } from '../../shapes/index.ts';
import { refused, refuseOperands, type Scene } from '../array/scene.ts';
import {
  type Argument,
  asDim,
  asInt,
  type Call,
  itemsOf,
  NONE,
  type Operand,
  shapeOf,
  type Value,
} from '../parts.ts';
import { withAxis, withoutAxis } from './leaves.ts';
import { asSingle, type StackedModule, splits, stackedIn, stackModules } from './stacked-modules.ts';
import { leavesOf, mapTree } from './trees.ts';

export interface Axes {
  /** An integer, None, or a tree of those that is a prefix of the arguments. */
  readonly in: Value;
  readonly out: Value;
  /** How many there are, where no argument says so. */
  readonly size?: Value;
  /** What the framework says, where it is not JAX. */
  readonly words?: Words;
}

interface Words {
  /** Of an axis that an argument does not have. */
  readonly axis: string;
  /** Of axes that differ in size. */
  readonly sizes: string;
}

/** What the arguments say of the size of the mapped axis. */
interface Mapped {
  readonly operands: Operand[];
  readonly axes: AxisOf[];
  /** Those that stand for several: the function gets one of them. */
  readonly modules: StackedModule[];
  readonly words: Words;
  isRefused: boolean;
}

const WORDS: Words = {
  axis: 'vmap was requested to map its argument along axis',
  sizes: 'vmap got inconsistent sizes for array axes to be mapped',
};

/** What is run for one of them, of which there are `size`. */
type Single = (args: readonly Argument[], size: Dim) => Value;

export function vmapped(scene: Scene, callee: Value, axes: Axes, call: Call): Value {
  return mapped(scene, args => scene.host.call(callee, args, scene.site), axes, call);
}

export function mapped(scene: Scene, run: Single, axes: Axes, { args, open }: Call): Value {
  if (open) return scene.host.unknown('what a mapped function gives', scene.site);
  const found: Mapped = { operands: [], axes: [], modules: [], words: axes.words ?? WORDS, isRefused: false };
  const specs = itemsOf(axes.in);
  const single = args.map((argument, i) => {
    const spec = specs && argument.name === undefined ? (specs[i] ?? NONE) : axes.in;
    return { ...argument, value: taken(scene, specFor(argument, spec), argument.value, argument, found) };
  });
  if (found.isRefused) return refused(scene);
  const size = sizeOf(scene, found, axes.size);
  if (!size) return refused(scene);
  const since = scene.host.nextId();
  const made = asSingle(scene, found.modules, () => run(single, size));
  const axis = asInt(axes.out);
  if (axis !== undefined && !stackModules(scene, made, size, axis, since))
    return scene.host.unknown('a module whose arrays are mapped', scene.site);
  const places: Places = { size, isChecked: !axes.words };
  return given(scene, made, axes.out, places);
}

/** Keyword arguments are always mapped along their first axis. */
const specFor = (argument: Argument, spec: Value): Value =>
  argument.name === undefined ? spec : { kind: 'number', dim: undefined, float: 0 };

/** A tree of arguments without the axis that its part of `in_axes` names. */
function taken(scene: Scene, spec: Value, value: Value, argument: Argument, mapped: Mapped): Value {
  if (spec.kind === 'none') return value;
  const axis = spec.kind === 'number' && spec.float === 0 ? 0 : asInt(spec);
  if (axis !== undefined) return mapTree(value, leaf => slice(scene, leaf, axis, argument, mapped));
  const [specs, parts] = [itemsOf(spec), itemsOf(value)];
  if (specs && parts && value.kind === 'list') {
    const items = parts.map((part, i) => taken(scene, specs[i] ?? NONE, part, argument, mapped));
    return { ...value, items: { ...value.items, value: { known: items } } };
  }
  return scene.host.unknown('an argument that is mapped in another way', argument.at);
}

function slice(scene: Scene, leaf: Value, axis: number, { at }: Argument, mapped: Mapped): Value {
  const split = splits.get(leaf);
  if (split) {
    mapped.axes.push({ operand: mapped.operands.length, axis: 0, dim: split });
    mapped.operands.push({ role: 'argument', shape: [split], tensor: undefined, at });
    return leaf;
  }
  if (leaf.kind === 'object' || leaf.kind === 'native') return sliceModule(scene, leaf, axis, at, mapped);
  if (leaf.kind === 'number') return refuseScalar(scene, axis, at, mapped);
  if (leaf.kind !== 'tensor') return leaf;
  const operand: Operand = { role: 'argument', shape: shapeOf(leaf), tensor: leaf, at };
  const part = withoutAxis(scene, leaf, axis);
  const rank = operand.shape?.length ?? 0;
  if (!part) {
    if (!mapped.isRefused) refuseAxis(scene, operand, axis, mapped.words);
    mapped.isRefused = true;
    return leaf;
  }
  const place = axis < 0 ? axis + rank : axis;
  const dim = operand.shape?.[place];
  if (dim) mapped.axes.push({ operand: mapped.operands.length, axis: place, dim });
  mapped.operands.push(operand);
  return part;
}

/** A module that was made by a mapped function; of another one it is not known which of its arrays are mapped. */
function sliceModule(scene: Scene, leaf: Value, axis: number, at: Origin, mapped: Mapped): Value {
  const modules = stackedIn(leaf, axis);
  if (!modules) return scene.host.unknown('a module whose arrays are mapped', at);
  for (const {
    stack: { count },
  } of modules) {
    mapped.axes.push({ operand: mapped.operands.length, axis, dim: count });
    mapped.operands.push({ role: 'argument', shape: [count], tensor: undefined, at });
  }
  mapped.modules.push(...modules);
  return leaf;
}

function refuseAxis(scene: Scene, operand: Operand, axis: number, words: Words): void {
  const rank = operand.shape?.length ?? 0;
  refuseOperands(scene, [operand], { kind: 'axis', axis, rank, repeated: false }, operand.at, words.axis);
}

/** A number of Python has no axis. */
function refuseScalar(scene: Scene, axis: number, at: Origin, mapped: Mapped): Value {
  if (!mapped.isRefused) {
    const operand = { role: 'argument', shape: [], tensor: undefined, at };
    refuseAxis(scene, operand, axis, mapped.words);
  }
  mapped.isRefused = true;
  return refused(scene);
}

function sizeOf(scene: Scene, { operands, axes, words }: Mapped, stated: Value | undefined): Dim | undefined {
  const [first, ...others] = axes;
  if (!first) return (stated && asDim(stated)) ?? scene.host.freshSymbol('batch', scene.site);
  const outcome = agree([first, ...others]);
  if (outcome.ok) return outcome.value;
  const at = operands[outcome.mismatch.kind === 'dims' ? outcome.mismatch.right.operand : 0]?.at;
  refuseOperands(scene, operands, outcome.mismatch, at, words.sizes);
  return undefined;
}

/** How many results there are, and whether it is known what is raised where one has no place for their axis. */
interface Places {
  readonly size: Dim;
  readonly isChecked: boolean;
}

function lacksPlace(leaf: Value, axis: number): boolean {
  const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
  return shape !== undefined && !normalizeAxis(axis, shape.length + 1).ok;
}

/** One result and the mapped axis have fewer axes than `out_axes` asks for. */
function refusePlace(scene: Scene, leaf: Value, axis: number): Value {
  const tensor = leaf.kind === 'tensor' ? leaf : undefined;
  const shape = tensor && shapeOf(tensor);
  const rank = (shape?.length ?? 0) + 1;
  const operand: Operand = { role: 'result', shape, tensor, at: scene.site };
  const says = `axis ${axis} is out of bounds for array of dimension ${rank}`;
  return refuseOperands(scene, [operand], { kind: 'axis', axis, rank, repeated: false }, scene.site, says);
}

/** The results with the mapped axis where `out_axes` wants it. */
function given(scene: Scene, value: Value, spec: Value, places: Places): Value {
  if (spec.kind === 'none') return value;
  const axis = asInt(spec);
  if (axis !== undefined) {
    const lacking = places.isChecked && leavesOf(value)?.find(leaf => lacksPlace(leaf, axis));
    return lacking ? refusePlace(scene, lacking, axis) : withAxis(scene, value, places.size, axis);
  }
  const [specs, parts] = [itemsOf(spec), itemsOf(value)];
  if (specs && parts && value.kind === 'list') {
    const items = parts.map((part, i) => given(scene, part, specs[i] ?? NONE, places));
    return { ...value, items: { ...value.items, value: { known: items } } };
  }
  return scene.host.unknown('results that are mapped in another way', scene.site);
}

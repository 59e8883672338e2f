/** Variables of flax.linen: a dict of collections, each a tree of dicts by the paths of the modules. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/variable.html */
import type { Shape } from '../../../shapes/index.ts';
import { result, type Scene } from '../../array/scene.ts';
import { perhapsMade, withMade } from '../../joining.ts';
import { stackedWeight, weight } from '../../layer.ts';
import type { Use } from '../../modules/layer-class.ts';
import { weightTensor } from '../../modules/weight-tensor.ts';
import { dict, type Host, shapeOf, type Value, type Weight } from '../../parts.ts';
import { noteLayer, noteOpen, noteOwn } from './rows.ts';
import { currentScope, loseVariables, type Run, type Scope } from './scope.ts';

/** What stands under a path of keys in nested dicts; undefined: not known. */
export function valueAt(tree: Value | undefined, keys: readonly string[]): Value | undefined {
  const [key, ...deeper] = keys;
  if (key === undefined || !tree) return tree;
  return tree.kind === 'dict' ? valueAt(tree.entries.value.known.get(key), deeper) : undefined;
}

const fullName = ({ path }: Scope, collection: string, name: string): string =>
  [collection, ...path, ...name.split('/')].join('/');

/** The shape that a weight of the layer has in what `apply` was given; undefined: not known. */
export function givenShape({ host }: Scene, name: string, collection = 'params'): Shape | undefined {
  const scope = currentScope(host);
  const value = scope && valueAt(scope.run.variables, fullName(scope, collection, name).split('/'));
  const shape = value?.kind === 'tensor' ? shapeOf(value) : undefined;
  if (!scope || !shape) return undefined;
  return scope.stacks.reduce((rest, stack) => unstacked(rest, stack.axes.get(collection)), shape);
}

/** Without the axis along which it stands for several. */
function unstacked(shape: Shape, axis: number | undefined): Shape {
  if (axis === undefined) return shape;
  return shape.toSpliced(axis, 1);
}

/** As it is stored: innermost transformations add their axes first. */
const stored = ({ stacks }: Scope, collection: string, weight: Weight): Weight =>
  stacks.reduceRight((inner, { axes, count }) => {
    const axis = axes.get(collection);
    return axis === undefined ? inner : stackedWeight(inner, count, axis);
  }, weight);

/** Keeps the weights that a layer needs for this input, by full names; the first call says what the layer shows. */
export function keepWeights(use: Use, weights: readonly Weight[]): void {
  const scope = currentScope(use.host);
  const built = use.layer.layer?.built;
  if (!scope || !built) return;
  const named = weights.map(w => {
    const collection = w.trainable ? 'params' : 'batch_stats';
    return { ...stored(scope, collection, w), name: fullName(scope, collection, w.name) };
  });
  if (!built.value.weights?.every(w => w.shape)) use.host.write(built, { ...built.value, weights: named });
  noteRun(use);
  const made = named.map(w => [w.name, weightTensor(use.host, use.layer, w, use.site)] as const);
  addMade(use.host, scope.run, made);
}

/** In a loop of which the rounds are not known there are any number of them. */
function addMade(host: Host, run: Run, made: Iterable<readonly [string, Value]>): void {
  if (host.outlastsRound(run.made)) {
    host.write(run.isOpen, true);
    for (const [name] of made) noteOpen(host, run.root, name.split('/').slice(1, -1).join('/') || name);
  }
  host.write(run.made, withMade(run.made.value, made));
}

/** Makes the layer a row of the model that runs. */
export function noteRun({ host, layer }: Use): void {
  const scope = currentScope(host);
  if (scope) noteLayer(host, scope.run.root, scope.path, layer);
}

/** Keeps a weight of the user's own: `self.param('w', ...)`. */
export function keepVariable(scene: Scene, collection: string, name: string, given: Value): void {
  const { host } = scene;
  const scope = currentScope(host);
  if (!scope || given.kind !== 'tensor') return;
  const { shape } = stored(scope, collection, weight(name, shapeOf(given)));
  const isStacked = scope.stacks.some(({ axes }) => axes.has(collection));
  const value = isStacked ? result(scene, shape, { parents: [given], dtype: given.dtype }) : given;
  addMade(host, scope.run, [[fullName(scope, collection, name), value]]);
  if (collection === 'params') noteOwn(host, scope.run.root, [...scope.path, name], value);
}

/** What `self.sow` puts under a name: `put` makes it of what stands there, and gives nothing that loops over modules would have to stack. */
export function sowVariable(
  host: Host,
  collection: string,
  name: string,
  put: (before: Value | undefined) => Value,
): void {
  const scope = currentScope(host);
  if (!scope) return;
  const { run, stacks } = scope;
  if (stacks.length > 0) loseVariables(host);
  else {
    const key = fullName(scope, collection, name);
    addMade(host, run, [[key, put(run.made.value.get(key))]]);
  }
}

type Made = readonly (readonly [readonly string[], Value])[];

/** What `init` gives; `rest` stands for what else it may have made. */
export function variablesOf({ mode, made, isOpen }: Run, rest: Value): Value {
  // `init` leaves out what is there to be looked at.
  const kept = [...made.value].filter(([name]) => mode !== 'init' || !name.startsWith('intermediates/'));
  const all = kept.map(([name, value]) => [name.split('/'), value] as const);
  return nested(all, isOpen.value || perhapsMade(made.value).length > 0 ? rest : undefined);
}

function nested(all: Made, rest: Value | undefined): Value {
  const groups = new Map<string, (readonly [readonly string[], Value])[]>();
  const leaves = new Map<string, Value>();
  for (const [[head = '', ...deeper], value] of all) {
    if (deeper.length === 0) leaves.set(head, value);
    else groups.set(head, [...(groups.get(head) ?? []), [deeper, value]]);
  }
  return dict([...leaves, ...[...groups].map(([head, inner]) => [head, nested(inner, rest)] as const)], rest);
}

/**
 * The document of `check --format json`, by check.schema.json: a public interface. It grows by adding; nothing changes its meaning while
 * `version` is 1.
 */
import type { Cut, FileFacts, LayerFact, ModelFact, TensorFact } from '../analysis/result.ts';
import { parameterCount } from '../frameworks/layer.ts';
import { profileOf } from '../profiles/index.ts';
import type { Locate } from '../rules/index.ts';
import { jsonDim, jsonShape, type Shape } from '../shapes/index.ts';
import type { NativeValue, OwnWeight, Weight } from '../values/index.ts';
import { countOf, unsharedWeights } from './layer-facts.ts';
import { placesIn, qualified } from './paths.ts';
import type { ShownProblem } from './problem.ts';

export type JsonDim = number | string | null;
export type JsonShape = readonly JsonDim[] | null;

export interface JsonPosition {
  readonly line: number;
  readonly column: number;
}

export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
  readonly cell?: number;
}

/** A file to print; `facts` is undefined for one that could not be analysed. */
export interface CheckedFile {
  /** As printed: the argument as typed, joined with the path below it. */
  readonly path: string;
  readonly facts: FileFacts | undefined;
  readonly problems: readonly ShownProblem[];
}

export interface JsonOptions {
  readonly locate: Locate;
  /** Lists every assignment of a tensor. */
  readonly tensors?: boolean;
  /** How the paths of related places are printed. */
  readonly printedPath?: (path: string) => string;
}

export interface CheckDocument {
  readonly version: 1;
  readonly files: readonly object[];
}

export function checkDocument(files: readonly CheckedFile[], options: JsonOptions): CheckDocument {
  return { version: 1, files: files.map(file => fileEntry(file, options)) };
}

function fileEntry({ path, facts, problems }: CheckedFile, options: JsonOptions): object {
  const layers = facts?.layers ?? [];
  const file = facts?.path ?? path;
  const places = placesIn(facts?.models ?? []);
  const owners = ownersIn(layers);
  return {
    path,
    layers: [
      ...layers.map(fact => layerEntry(fact, owners, places.get(fact.layer), options.locate)),
      ...holderEntries(facts?.models ?? [], options.locate),
    ],
    diagnostics: problems.map(problem => diagnosticEntry(problem, file, options)),
    ...(facts &&
      facts.cuts.length > 0 && { omitted: facts.cuts.map(cut => omittedEntry(cut, options.locate)) }),
    ...(options.tensors && {
      tensors: (facts?.tensors ?? []).map(fact => tensorEntry(fact, file, options.locate)),
    }),
  };
}

/** What was not followed, and why. */
const omittedEntry = ({ at, reason }: Cut, locate: Locate): object => ({
  range: rangeOf(at.file, at.start, at.end, locate),
  reason: reason.missing,
});

/** A place that is not known (an unreadable file) is its beginning. */
export function rangeOf(file: string, start: number, end: number, locate: Locate): JsonRange {
  const [from, to] = [locate(file, start), locate(file, end)];
  const position = (place: typeof from): JsonPosition => ({
    line: place?.line ?? 1,
    column: place?.column ?? 1,
  });
  const range = { start: position(from), end: position(to ?? from) };
  return from?.cell === undefined ? range : { ...range, cell: from.cell };
}

/** Where in the list the first owner of each owned layer stands. */
function ownersIn(layers: readonly LayerFact[]): ReadonlyMap<NativeValue, number> {
  const owners = new Map<NativeValue, number>();
  for (const [i, { layer }] of layers.entries())
    for (const inner of layer.layer?.inner ?? []) if (!owners.has(inner)) owners.set(inner, i);
  return owners;
}

function layerEntry(
  { layer, name, instance }: LayerFact,
  owners: ReadonlyMap<NativeValue, number>,
  place: string | undefined,
  locate: Locate,
): object {
  const { site, class: type } = layer;
  const facet = layer.layer;
  const framework = facet?.framework ?? type.framework;
  const head = {
    range: rangeOf(site.file, site.start, site.end, locate),
    name: name ?? null,
    framework: profileOf(framework).manner.hasLayers ? framework : 'unknown',
    layer: facet?.type ?? type.name,
    call: facet?.call ?? type.qualified,
  };
  const tail = { inside: owners.get(layer) ?? null, instance: instance ?? null };
  if (!facet) return { ...head, weights: [], recurrent: false, ...tail };
  const weights = unsharedWeights(layer);
  const count = countOf(layer, weights);
  return {
    ...head,
    ...(facet.units && { units: jsonDim(facet.units) }),
    weights: (weights ?? []).map(weight => weightEntry(qualified(facet, weight, place))),
    parameters: count ? jsonDim(count) : null,
    ...builtEntry(facet.built.value),
    recurrent: facet.recurrent,
    ...tail,
  };
}

/** Objects of the user's that hold weights beside their layers: entries with these alone, behind all layers, so that no place in the list moves. */
function holderEntries(models: readonly ModelFact[], locate: Locate): readonly object[] {
  const all = models.flatMap(({ model }) => model.model?.own?.() ?? []);
  return models.flatMap(fact => {
    const own = all.filter(({ holder }) => holder === fact.model);
    return own.length === 0 ? [] : [holderEntry(fact, distinctWeights(own), locate)];
  });
}

/** Each model that holds an object tells of its weights: of those that are named by their paths the outermost one. */
function distinctWeights(own: readonly OwnWeight[]): readonly Weight[] {
  const found = new Map<string, OwnWeight>();
  for (const one of own) {
    const known = found.get(one.weight.name);
    if (!known || known.path.length < one.path.length) found.set(one.weight.name, one);
  }
  return [...found.values()].map(({ weight, path, isNamedByPath }) =>
    isNamedByPath ? { ...weight, name: path } : weight,
  );
}

function holderEntry({ model, name, site }: ModelFact, weights: readonly Weight[], locate: Locate): object {
  const { class: type, model: facet } = model;
  const count = parameterCount(weights);
  return {
    range: rangeOf(site.file, site.start, site.end, locate),
    name: name ?? null,
    framework: facet?.framework ?? type.framework,
    layer: type.name,
    call: type.name,
    weights: weights.map(weightEntry),
    parameters: count ? jsonDim(count) : null,
    input: oneOrSeveral(facet?.inputs() ?? []),
    output: oneOrSeveral(facet?.outputs() ?? []),
    recurrent: false,
    inside: null,
    instance: null,
  };
}

type Built = NonNullable<LayerFact['layer']['layer']>['built']['value'];

function builtEntry({ inputs, outputs, states, step }: Built): object {
  return {
    input: oneOrSeveral(inputs),
    output: oneOrSeveral(outputs),
    ...(states.length > 0 && {
      states: states.map(({ name, shape }) => ({ name, shape: shapeEntry(shape) })),
    }),
    ...(step.size > 0 && {
      step: Object.fromEntries([...step].map(([symbol, shape]) => [symbol, shapeEntry(shape)])),
    }),
  };
}

function weightEntry({ name, shape, gates, gateAxis }: Weight): object {
  const isFused = gates.length > 0 && gateAxis !== undefined;
  return { name, shape: shapeEntry(shape), ...(isFused && { gates, gateAxis }) };
}

function oneOrSeveral(shapes: readonly (Shape | undefined)[]): JsonShape | readonly JsonShape[] {
  if (shapes.length === 0) return null;
  return shapes.length === 1 ? shapeEntry(shapes[0]) : shapes.map(shapeEntry);
}

function shapeEntry(shape: Shape | undefined): JsonShape {
  return shape ? jsonShape(shape) : null;
}

function tensorEntry({ name, start, end, shape, scope }: TensorFact, file: string, locate: Locate): object {
  return { name, range: rangeOf(file, start, end, locate), shape: shapeEntry(shape), scope: scope ?? null };
}

function diagnosticEntry(problem: ShownProblem, file: string, options: JsonOptions): object {
  const { rule, severity, message, start, end, related } = problem;
  const entry = { rule, severity, message, range: rangeOf(file, start, end, options.locate) };
  if (!related || related.length === 0) return entry;
  return { ...entry, related: related.map(note => relatedEntry(note, options)) };
}

type Note = NonNullable<ShownProblem['related']>[number];

function relatedEntry(
  { message, file, start, end }: Note,
  { locate, printedPath = path => path }: JsonOptions,
): object {
  return { message, path: printedPath(file), range: rangeOf(file, start, end, locate) };
}

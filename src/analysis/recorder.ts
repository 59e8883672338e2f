/** Collects what a run shows: layers, models, assignments, values of expressions, conflicts. Nothing here decides anything. */
import type { Origin } from '../shapes/index.ts';
import type { Finding, FrameworkName, NativeValue, TensorValue, Value, Version } from '../values/index.ts';
import { shapeOf } from '../values/index.ts';
import type { Cut, LayerFact, ModelFact, Observation, Slip, TensorFact } from './result.ts';

/** Values kept of one expression: enough to show each instance, few enough for loops. */
const MOST_VALUES = 4;

/** Layers kept of one constructor call: loops in loops make more than anybody reads, or than memory holds. */
const MOST_INSTANCES = 1000;

interface NamedLayer {
  readonly layer: NativeValue;
  name: string | undefined;
  readonly instance: string | undefined;
  /** Made by an entry, with symbols for sizes, not by the program. */
  readonly isOfEntry: boolean;
}

interface Assigned {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly tensor: TensorValue;
  readonly scope: string | undefined;
}

/** What the expressions that begin at one place have given: one entry an end, linked, for most places have one or two. */
interface Observed {
  readonly end: number;
  /** The last one first. */
  values: readonly Value[];
  readonly next: Observed | undefined;
}

class FileRecord {
  readonly layers: NamedLayer[] = [];
  readonly models: { model: NativeValue; name: string | undefined }[] = [];
  readonly findings: Finding[] = [];
  readonly suspicions: Finding[] = [];
  readonly tensors = new Map<string, Assigned>();
  readonly observations = new Map<number, Observed>();
  readonly slips = new Map<string, Slip>();
  readonly cuts: Cut[] = [];
  /** How many layers each constructor call has made. */
  readonly made = new Map<string, number>();
  /** Versions that decided anything in the file. */
  readonly versions = new Map<FrameworkName | 'tf_keras', Version>();
  /** The file imports something of a known framework. */
  relevant = false;
}

export interface RecorderOptions {
  /** Keep the values of expressions, which hovers show. They hold on to all that a run has made: not for many files at a time. */
  readonly observes: boolean;
}

export class Recorder {
  readonly #observes: boolean;
  #ids = 0;
  readonly #files = new Map<string, FileRecord>();
  readonly #layers = new Map<number, NamedLayer>();
  readonly #models = new Map<number, { model: NativeValue; name: string | undefined }>();
  /** Files of data that the programs read: what is found depends on them too. */
  readonly dataFiles = new Set<string>();
  /** What distinguishes the instances being made: 'Encoder(128)', 'i=2'; innermost last. */
  readonly instances: string[] = [];
  /** How many refusals there are. */
  findingCount = 0;
  /** Some root was not run to its end. */
  isCut = false;

  constructor({ observes }: RecorderOptions) {
    this.#observes = observes;
  }

  of(path: string): FileRecord {
    const known = this.#files.get(path);
    if (known) return known;
    const fresh = new FileRecord();
    this.#files.set(path, fresh);
    return fresh;
  }

  /** Identities are unique over all roots of one analysis: layers and models are kept by them. */
  nextId(): number {
    return ++this.#ids;
  }

  paths(): Iterable<string> {
    return this.#files.keys();
  }

  layerMade(layer: NativeValue, isOfEntry: boolean): void {
    const { made } = this.of(layer.site.file);
    const count = (made.get(siteKey(layer)) ?? 0) + 1;
    made.set(siteKey(layer), count);
    if (count > MOST_INSTANCES) {
      this.cut(layer.site, `the layers that are made here after the first ${MOST_INSTANCES}`);
      return;
    }
    const instance = this.instances.join(', ') || undefined;
    const named: NamedLayer = { layer, name: undefined, instance, isOfEntry };
    this.#layers.set(layer.id, named);
    this.of(layer.site.file).layers.push(named);
  }

  modelMade(model: NativeValue): void {
    if (this.#models.has(model.id)) return;
    const entry = { model, name: undefined };
    this.#models.set(model.id, entry);
    this.of(model.site.file).models.push(entry);
  }

  /** The first name that the code gives to a layer or model stays. */
  named(value: NativeValue, name: string): void {
    const layer = this.#layers.get(value.id);
    if (layer) layer.name ??= name;
    const model = this.#models.get(value.id);
    if (model) model.name ??= name;
  }

  finding(certainty: 'refused' | 'suspect', finding: Finding): void {
    const record = this.of(finding.file);
    if (certainty === 'refused') this.findingCount++;
    (certainty === 'refused' ? record.findings : record.suspicions).push(finding);
  }

  /** When all has run: leaves out what turned out not to be so. What was cut off may have shown that. */
  settle(): void {
    for (const { suspicions } of this.#files.values()) {
      const settled = suspicions.flatMap(({ isSo, ...finding }) =>
        isSo === undefined || (!this.isCut && isSo()) ? [finding] : [],
      );
      suspicions.splice(0, suspicions.length, ...settled);
    }
  }

  /** `isAny`: in a run with any arguments, which may know less than a run of the program has told. */
  assigned(path: string, fact: Assigned, isAny: boolean): void {
    const { tensors } = this.of(path);
    const key = `${fact.start}:${fact.name}`;
    if (isAny && !shapeOf(fact.tensor) && tensors.has(key)) return;
    tensors.set(key, fact);
  }

  observe(path: string, start: number, end: number, value: Value): void {
    if (!this.#observes) return;
    const { observations } = this.of(path);
    const first = observations.get(start);
    let known = first;
    while (known && known.end !== end) known = known.next;
    if (!known) observations.set(start, { end, values: [value], next: first });
    else if (!known.values.includes(value)) known.values = [value, ...known.values.slice(0, MOST_VALUES - 1)];
  }

  slip(path: string, slip: Slip): void {
    this.of(path).slips.set(`${slip.start}:${slip.end}`, slip);
  }

  cut(at: Origin, missing: string): void {
    const { cuts } = this.of(at.file);
    if (cuts.length < 20 && !cuts.some(c => c.at.start === at.start))
      cuts.push({ at, reason: { missing, at } });
  }

  /** What the program makes, then what its entries make. `places` gives names to layers that have none of their own. */
  layersOf(path: string, places: () => ReadonlyMap<number, string>): LayerFact[] {
    const { layers, made } = this.of(path);
    const inOrder = layers.toSorted((a, b) => Number(a.isOfEntry) - Number(b.isOfEntry));
    return inOrder.map(({ layer, name, instance }) => ({
      layer,
      name: name ?? places().get(layer.id),
      instance: (made.get(siteKey(layer)) ?? 0) > 1 ? instance : undefined,
    }));
  }

  modelsOf(path: string): ModelFact[] {
    return this.of(path).models.map(({ model, name }) => ({ model, name, site: model.site }));
  }

  tensorsOf(path: string): TensorFact[] {
    const facts: TensorFact[] = [];
    for (const fact of this.of(path).tensors.values()) {
      const shape = shapeOf(fact.tensor);
      if (shape) facts.push({ ...fact, shape });
    }
    return facts.sort((a, b) => a.start - b.start);
  }

  observationsOf(path: string): Observation[] {
    const all: Observation[] = [];
    for (const [start, first] of this.of(path).observations) {
      for (let at: Observed | undefined = first; at; at = at.next)
        all.push({ start, end: at.end, values: at.values });
    }
    return all.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** Names of layers that no variable names but a model holds: 'model.layers[0]'. */
  placesInModels(): ReadonlyMap<number, string> {
    const places = new Map<number, string>();
    for (const { model, name } of this.#models.values()) {
      if (name === undefined) continue;
      const { model: facet } = model;
      facet?.rows().forEach((row, i) => {
        if (!places.has(row.layer.id)) places.set(row.layer.id, `${name}${facet.place(row, i)}`);
      });
    }
    return places;
  }
}

function siteKey(layer: NativeValue): string {
  return `${layer.site.start}:${layer.site.end}`;
}

/** Collects what a run shows: layers, models, assignments, values of expressions, conflicts. Nothing here decides anything. */
import type { Origin } from '../shapes/index.ts';
import type { Finding, FrameworkName, NativeValue, TensorValue, Value, Version } from '../values/index.ts';
import { isOnlyCopied, shapeOf } from '../values/index.ts';
import type { Cut, LayerFact, ModelFact, Observation, Slip, TensorFact } from './result.ts';

/** Values kept of one expression: enough to show each instance, few enough for loops. */
const MOST_VALUES = 4;

/** Layers kept of one constructor call: loops in loops make more than anybody reads, or than memory holds. */
const MOST_INSTANCES = 1000;

interface MadeLayer {
  readonly layer: NativeValue;
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
  readonly values: readonly Value[];
  readonly next: Observed | undefined;
}

class FileRecord {
  readonly layers: MadeLayer[];
  readonly models: NativeValue[];
  readonly findings: Finding[];
  readonly suspicions: Finding[];
  readonly tensors: Map<string, Assigned>;
  readonly observations: Map<number, Observed>;
  readonly slips: Map<string, Slip>;
  readonly cuts: Cut[];
  /** How many layers each constructor call has made. */
  readonly made: Map<string, number>;
  /** Versions that decided anything in the file. */
  readonly versions: Map<FrameworkName | 'tf_keras', Version>;
  /** The file imports something of a known framework. */
  relevant: boolean;

  /** Empty, or what another holds by now. */
  constructor(other?: FileRecord) {
    this.layers = [...(other?.layers ?? [])];
    this.models = [...(other?.models ?? [])];
    this.findings = [...(other?.findings ?? [])];
    this.suspicions = [...(other?.suspicions ?? [])];
    this.tensors = new Map(other?.tensors);
    this.observations = new Map(other?.observations);
    this.slips = new Map(other?.slips);
    this.cuts = [...(other?.cuts ?? [])];
    this.made = new Map(other?.made);
    this.versions = new Map(other?.versions);
    this.relevant = other?.relevant ?? false;
  }
}

export interface RecorderOptions {
  /** Keep the values of expressions, which hovers show. They hold on to all that a run has made: not for many files at a time. */
  readonly observes: boolean;
  /** Statements of which it is to be known whether a run has come behind them; absent: none. */
  readonly watches?: readonly Origin[];
}

const placeOf = ({ file, start }: Origin): string => `${start}:${file}`;

/** One thing that a recorder was told, for telling it another one. */
export type Told = (recorder: Recorder) => void;

export class Recorder {
  readonly #observes: boolean;
  /** What is told from here on is noted in this too. */
  notes: Told[] | undefined;
  #ids = 0;
  readonly #files = new Map<string, FileRecord>();
  readonly #models: Map<number, NativeValue> = new Map();
  /** The layers that were recorded, by their identities. */
  readonly #layers: Set<number> = new Set();
  /** What the code calls layers and models, by their identities. */
  readonly #names: Map<number, string> = new Map();
  /** Attributes of models that the code calls and of which nothing is known, by the models' identities. */
  readonly #unknownParts: Map<number, ReadonlySet<string>> = new Map();
  /** Files of data that the programs read: what is found depends on them too. */
  readonly #dataFiles: Set<string> = new Set();
  /** What distinguishes the instances being made: 'Encoder(128)', 'i=2'; innermost last. */
  readonly instances: string[] = [];
  /** How many refusals there are. */
  findingCount = 0;
  /** How many suspicions have been told. */
  suspicionCount = 0;
  /** Some root was not run to its end. */
  isCut = false;
  /** Those that are watched, and whether a run has been through them. */
  readonly #passed: Map<string, boolean> | undefined;

  /** Empty, or with what another holds by now: neither sees what the other records from then on. */
  constructor({ observes, watches }: RecorderOptions, other?: Recorder) {
    this.#observes = observes;
    this.#passed = watches && new Map(watches.map(at => [placeOf(at), false]));
    if (!other) return;
    this.#layers = new Set(other.#layers);
    this.#models = new Map(other.#models);
    this.#names = new Map(other.#names);
    this.#unknownParts = new Map(other.#unknownParts);
    this.#dataFiles = new Set(other.#dataFiles);
    this.#ids = other.#ids;
    this.findingCount = other.findingCount;
    this.suspicionCount = other.suspicionCount;
    this.isCut = other.isCut;
    for (const [path, record] of other.#files) this.#files.set(path, new FileRecord(record));
  }

  get isWatching(): boolean {
    return this.#passed !== undefined;
  }

  /** A statement has been executed to its end. */
  pass(statement: Origin): void {
    const place = this.#passed && placeOf(statement);
    if (place !== undefined && this.#passed?.has(place)) this.#passed.set(place, true);
  }

  /** Whether all that a statement could tell has been told. */
  hasPassed(statement: Origin): boolean {
    return !this.isCut || this.#passed?.get(placeOf(statement)) === true;
  }

  copy(): Recorder {
    return new Recorder({ observes: this.#observes }, this);
  }

  /** From here on identities are none that another recorder has given. */
  countAfter(other: Recorder): void {
    this.#ids = Math.max(this.#ids, other.#ids);
  }

  get dataFiles(): ReadonlySet<string> {
    return this.#dataFiles;
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

  layerMade(layer: NativeValue, isOfEntry: boolean, instance = this.instances.join(', ') || undefined): void {
    this.notes?.push(to => to.layerMade(layer, isOfEntry, instance));
    const { made } = this.of(layer.site.file);
    const count = (made.get(siteKey(layer)) ?? 0) + 1;
    made.set(siteKey(layer), count);
    if (count > MOST_INSTANCES) {
      this.#cut(layer.site, `the layers that are made here after the first ${MOST_INSTANCES}`);
      return;
    }
    this.#layers.add(layer.id);
    this.of(layer.site.file).layers.push({ layer, instance, isOfEntry });
  }

  modelMade(model: NativeValue): void {
    this.notes?.push(to => to.modelMade(model));
    if (this.#models.has(model.id)) return;
    this.#models.set(model.id, model);
    this.of(model.site.file).models.push(model);
  }

  /** The first name that the code gives to a layer or model stays. */
  named(named: NativeValue, name: string): void {
    this.notes?.push(to => to.named(named, name));
    const { id } = named;
    if ((this.#layers.has(id) || this.#models.has(id)) && !this.#names.has(id)) this.#names.set(id, name);
  }

  /** What a model's own code calls may be a layer of it. */
  calledUnknown({ id }: NativeValue, name: string): void {
    this.notes?.push(to => to.#addUnknown(id, name));
    this.#addUnknown(id, name);
  }

  #addUnknown(id: number, name: string): void {
    this.#unknownParts.set(id, new Set([...(this.#unknownParts.get(id) ?? []), name]));
  }

  finding(certainty: 'refused' | 'suspect', finding: Finding): void {
    this.notes?.push(to => to.finding(certainty, finding));
    const record = this.of(finding.file);
    if (certainty === 'refused') this.findingCount++;
    else this.suspicionCount++;
    (certainty === 'refused' ? record.findings : record.suspicions).push(finding);
  }

  /** Leaves out what else was found in a file. */
  keepFound(path: string, isKept: (finding: Finding) => boolean): void {
    const { findings, suspicions } = this.of(path);
    const kept = findings.filter(isKept);
    this.findingCount -= findings.length - kept.length;
    findings.splice(0, findings.length, ...kept);
    suspicions.splice(0, suspicions.length, ...suspicions.filter(isKept));
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
    // What use teaches of the tensor later must not count when this is told again.
    this.#assign(path, fact, isAny && !shapeOf(fact.tensor));
  }

  #assign(path: string, fact: Assigned, isVague: boolean): void {
    this.notes?.push(to => to.#assign(path, fact, isVague));
    const { tensors } = this.of(path);
    const key = `${fact.start}:${fact.name}`;
    if (isVague && tensors.has(key)) return;
    tensors.set(key, fact);
  }

  observe(path: string, start: number, end: number, value: Value): void {
    if (!this.#observes) return;
    this.notes?.push(to => to.observe(path, start, end, value));
    const { observations } = this.of(path);
    observations.set(start, withValue(observations.get(start), end, value));
  }

  slip(path: string, slip: Slip): void {
    this.notes?.push(to => to.slip(path, slip));
    this.of(path).slips.set(`${slip.start}:${slip.end}`, slip);
  }

  cut(at: Origin, missing: string): void {
    this.notes?.push(to => to.cut(at, missing));
    this.#cut(at, missing);
  }

  /** A file imports something of a known framework. */
  relevant(path: string): void {
    this.notes?.push(to => to.relevant(path));
    this.of(path).relevant = true;
  }

  readsData(path: string): void {
    this.notes?.push(to => to.readsData(path));
    this.#dataFiles.add(path);
  }

  /** The version of a framework decides something in a file. */
  usesVersion(path: string, framework: FrameworkName | 'tf_keras', version: Version): void {
    this.notes?.push(to => to.usesVersion(path, framework, version));
    this.of(path).versions.set(framework, version);
  }

  #cut(at: Origin, missing: string): void {
    const { cuts } = this.of(at.file);
    if (cuts.length < 20 && !cuts.some(c => c.at.start === at.start))
      cuts.push({ at, reason: { missing, at } });
  }

  /** What the program makes, then what its entries make. `places` gives names to layers that have none of their own. */
  layersOf(path: string, places: () => ReadonlyMap<number, string>): LayerFact[] {
    const { layers, made } = this.of(path);
    const inOrder = layers
      .filter(({ layer }) => !isOnlyCopied(layer))
      .toSorted((a, b) => Number(a.isOfEntry) - Number(b.isOfEntry));
    return inOrder.map(({ layer, instance }) => ({
      layer,
      name: this.#names.get(layer.id) ?? places().get(layer.id),
      instance: (made.get(siteKey(layer)) ?? 0) > 1 ? instance : undefined,
    }));
  }

  modelsOf(path: string): ModelFact[] {
    const models = this.of(path).models.filter(model => !isOnlyCopied(model));
    return models.map(model => ({
      model,
      name: this.#names.get(model.id),
      site: model.site,
      unknownParts: this.#unknownPartsOf(model),
    }));
  }

  #unknownPartsOf({ model }: NativeValue): readonly string[] {
    const called = (model?.holders?.() ?? []).flatMap(([path, { id }]) =>
      [...(this.#unknownParts.get(id) ?? [])].map(name => (path ? `${path}.${name}` : name)),
    );
    return [...new Set([...(model?.openParts?.() ?? []), ...called])];
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
    for (const { id, model: facet } of this.#models.values()) {
      const name = this.#names.get(id);
      if (name === undefined) continue;
      facet?.rows().forEach((row, i) => {
        for (const layer of [row.layer, ...(row.instead ?? [])])
          if (layer && !places.has(layer.id)) places.set(layer.id, `${name}${facet.place(row, i)}`);
      });
    }
    return places;
  }
}

/** With one value more for the expression that ends there; what it has had before is not listed twice. */
function withValue(first: Observed | undefined, end: number, value: Value): Observed {
  if (!first) return { end, values: [value], next: undefined };
  if (first.end !== end) {
    const next = withValue(first.next, end, value);
    return next === first.next ? first : { ...first, next };
  }
  return first.values.includes(value)
    ? first
    : { ...first, values: [value, ...first.values.slice(0, MOST_VALUES - 1)] };
}

function siteKey(layer: NativeValue): string {
  return `${layer.site.start}:${layer.site.end}`;
}

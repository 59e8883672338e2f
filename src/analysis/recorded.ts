/** What a recorder has collected, as the facts of an analysis. */
import type { Project, Source } from '../project/source.ts';
import type { Module } from '../syntax/tree.ts';
import type { Recorder } from './recorder.ts';
import type { Analysis, FileFacts } from './result.ts';

export function recordedIn(recorder: Recorder, project: Project): Analysis {
  const places = once(() => recorder.placesInModels());
  const files = new Map([...recorder.paths()].flatMap(path => factsOf(project, recorder, path, places)));
  return { files, dataFiles: recorder.dataFiles };
}

function factsOf(
  project: Project,
  recorder: Recorder,
  path: string,
  places: () => ReadonlyMap<number, string>,
): [string, FileFacts][] {
  const source = project.source(path);
  return source ? [[path, new RecordedFacts(source, recorder, places)]] : [];
}

/** Sorted lists are made when somebody asks: a keystroke needs the problems only. */
class RecordedFacts implements FileFacts {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  readonly findings: FileFacts['findings'];
  readonly suspicions: FileFacts['suspicions'];
  readonly slips: FileFacts['slips'];
  readonly cuts: FileFacts['cuts'];
  readonly versions: FileFacts['versions'];
  readonly relevant: boolean;
  readonly #layers: () => FileFacts['layers'];
  readonly #models: () => FileFacts['models'];
  readonly #tensors: () => FileFacts['tensors'];
  readonly #observations: () => FileFacts['observations'];

  constructor({ path, text, module }: Source, recorder: Recorder, places: () => ReadonlyMap<number, string>) {
    const record = recorder.of(path);
    this.path = path;
    this.text = text;
    this.module = module;
    this.findings = record.findings;
    this.suspicions = record.suspicions;
    this.slips = [...record.slips.values()];
    this.cuts = record.cuts;
    this.versions = record.versions;
    this.relevant = record.relevant;
    this.#layers = once(() => recorder.layersOf(path, places));
    this.#models = once(() => recorder.modelsOf(path));
    this.#tensors = once(() => recorder.tensorsOf(path));
    this.#observations = once(() => recorder.observationsOf(path));
  }

  get layers(): FileFacts['layers'] {
    return this.#layers();
  }

  get models(): FileFacts['models'] {
    return this.#models();
  }

  get tensors(): FileFacts['tensors'] {
    return this.#tensors();
  }

  get observations(): FileFacts['observations'] {
    return this.#observations();
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

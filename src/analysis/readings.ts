/**
 * What a run reads of the project and of its own file's whole text, noted so that it can be asked again: as long as every answer is the same, so is the run.
 *
 * A statement that is run may look at its own text (`Project.source`), for that does not change without the statement. What lies elsewhere in the
 * file, above all behind the statement, is asked for by `ask` only.
 */
import type { Project, Source } from '../project/source.ts';
import type { FrameworkName, Version } from '../values/index.ts';

/** A question that was answered, and how to ask it again. */
export interface Reading {
  readonly isSame: () => boolean;
}

export class Readings implements Project {
  readonly #project: Project;
  readonly #read = new Map<string, Reading>();
  readonly #answers = new Map<string, unknown>();
  /** The file that is being typed in, as it is read now; undefined: there is none, and nothing is noted. */
  edited: Source | undefined;
  /** What is read from here on is noted in this too, by the questions. */
  notes: Map<string, Reading> | undefined;

  constructor(project: Project) {
    this.#project = project;
  }

  /** Of the file that is being typed in, only what stands where the run is may be looked at. */
  source(path: string): Source | undefined {
    if (path === this.edited?.path) return this.edited;
    return this.#noted(`source ${path}`, () => this.#project.source(path), isIdentical);
  }

  /** Answers a question about a whole file. `name` stands for the question; `isSame` says whether two answers are the same. */
  ask<T>(
    path: string,
    name: string,
    question: (source: Source | undefined) => T,
    isSame: (a: T, b: T) => boolean = isIdentical,
  ): T {
    const key = `ask ${path} ${name}`;
    // One question has answers of one type.
    if (this.#answers.has(key)) {
      this.#note(key);
      return this.#answers.get(key) as T;
    }
    const find = () => question(path === this.edited?.path ? this.edited : this.#project.source(path));
    const answer = this.#noted(key, find, isSame);
    this.#answers.set(key, answer);
    return answer;
  }

  resolve(from: string, module: string, level: number): ReturnType<Project['resolve']> {
    const find = () => this.#project.resolve(from, module, level);
    return this.#noted(`resolve ${level} ${from} ${module}`, find, isIdentical);
  }

  data(from: string, name: string): ReturnType<Project['data']> {
    return this.#noted(
      `data ${from} ${name}`,
      () => this.#project.data(from, name),
      (a, b) => a?.path === b?.path && a?.text === b?.text,
    );
  }

  tensors(from: string, name: string): ReturnType<Project['tensors']> {
    return this.#noted(
      `tensors ${from} ${name}`,
      () => this.#project.tensors(from, name),
      (a, b) => a?.path === b?.path && a?.tensors === b?.tensors,
    );
  }

  table(from: string, name: string): ReturnType<Project['table']> {
    return this.#noted(
      `table ${from} ${name}`,
      () => this.#project.table(from, name),
      (a, b) => a?.path === b?.path && a?.table === b?.table,
    );
  }

  version(file: string, framework: FrameworkName | 'tf_keras'): Version {
    return this.#noted(
      `version ${file} ${framework}`,
      () => this.#project.version(file, framework),
      (a, b) => a.text === b.text && a.pinnedBy === b.pinnedBy,
    );
  }

  /** How many different things were read so far. */
  get count(): number {
    return this.#read.size;
  }

  /** Whether the first `count` things that were read are still the same. */
  areSame(count: number): boolean {
    return [...this.#read.values()].slice(0, count).every(({ isSame }) => isSame());
  }

  /** Whether what a part of the run has read is the same; it counts as read from here on. */
  areSameIn(part: ReadonlyMap<string, Reading>): boolean {
    for (const [key, reading] of part) {
      if (this.#read.get(key) === reading) continue;
      if (!reading.isSame()) return false;
      if (!this.#read.has(key)) this.#read.set(key, reading);
    }
    return true;
  }

  /** Forgets what was read after the first `count` things. */
  forgetAfter(count: number): void {
    for (const key of [...this.#read.keys()].slice(count)) {
      this.#read.delete(key);
      this.#answers.delete(key);
    }
  }

  #noted<T>(key: string, read: () => T, isSame: (a: T, b: T) => boolean): T {
    const answer = read();
    if (this.edited && !this.#read.has(key)) this.#read.set(key, { isSame: () => isSame(read(), answer) });
    this.#note(key);
    return answer;
  }

  #note(key: string): void {
    const reading = this.#read.get(key);
    if (reading) this.notes?.set(key, reading);
  }
}

const isIdentical = <T>(a: T, b: T): boolean => a === b;

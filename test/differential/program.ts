/** Generated programs, and the sketch that they are made in. */

import type { Draw } from './draw.ts';

/** What lines are a test of whose result's size what a tensor holds decides: no shape can tell it, and a rank is enough. */
export const BY_CONTENT = 'sizes that contents decide';

/** `about`: what the line is a test of, for the counts. */
export interface Line {
  readonly text: string;
  readonly about: string;
}

export interface Program {
  /** Seed of the run and index. */
  readonly id: string;
  readonly lines: readonly Line[];
}

export const textOf = ({ lines }: Program): string => lines.map(({ text }) => `${text}\n`).join('');

export type Kind = 'float' | 'int' | 'bool';

/** A tensor as the generator takes it to be. It may be wrong: then the program is one more that is refused. */
export interface Guess {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: Kind;
}

/** A program in the making. */
export class Sketch {
  readonly lines: Line[] = [];
  readonly tensors: Guess[] = [];
  #names = 0;

  constructor(readonly draw: Draw) {}

  /** A name that the program does not have yet. */
  fresh(stem: string): string {
    this.#names += 1;
    return `${stem}${this.#names}`;
  }

  add(about: string, ...texts: readonly string[]): void {
    this.lines.push(...texts.map(text => ({ text, about })));
  }

  knows(name: string, shape: readonly number[], kind: Kind = 'float'): Guess {
    const guess = { name, shape, kind };
    this.tensors.push(guess);
    return guess;
  }

  /** Assigns an expression to a new variable, of this shape as far as the generator knows it. */
  set(
    about: string,
    expression: string,
    shape?: readonly number[],
    kind: Kind = 'float',
    stem = 'x',
  ): string {
    const name = this.fresh(stem);
    this.add(about, `${name} = ${expression}`);
    if (shape) this.knows(name, shape, kind);
    return name;
  }

  /** A tensor that the program has, later ones more often. */
  tensor(fits: (guess: Guess) => boolean = () => true): Guess | undefined {
    const fitting = this.tensors.filter(fits);
    return this.draw.maybe(this.draw.chance(0.6) ? fitting.slice(-3) : fitting);
  }
}

/** Adds a statement or more; may do nothing where the program has no fitting tensor. */
export type Maker = (sketch: Sketch) => void;

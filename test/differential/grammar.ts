/** Random programs from what a framework's are made of. */
import type { Draw } from './draw.ts';
import { type Habits, withMistake } from './mistakes.ts';
import { type Line, type Maker, Sketch } from './program.ts';

type Weighted<T> = readonly (readonly [weight: number, item: T])[];

export interface Grammar {
  readonly imports: readonly string[];
  readonly habits: Omit<Habits, 'first'>;
  readonly makers: Weighted<Weighted<Maker>>;
  /** Makes the first tensor. */
  readonly begin: (sketch: Sketch, draw: Draw) => void;
  /** How often a maker is drawn. */
  readonly makes: readonly [least: number, most: number];
  /** Writes a line as this edition of the framework has it. */
  readonly spelt?: (text: string) => string;
}

export function randomProgram(outer: Draw, grammar: Grammar): readonly Line[] {
  const { imports, habits, makers, begin, makes, spelt = text => text } = grammar;
  const draw = outer.slipping(outer.chance(0.5) ? 0 : 0.05);
  const s = new Sketch(draw);
  s.add('imports', ...imports);
  begin(s, draw);
  for (let left = draw.int(...makes); left > 0; left--) draw.weighted(draw.weighted(makers))(s);
  const lines = s.lines.map(line => ({ ...line, text: spelt(line.text) }));
  return draw.chance(0.4) ? withMistake(lines, draw, { ...habits, first: imports.length }) : lines;
}

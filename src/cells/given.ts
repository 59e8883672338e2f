/** What a given number is, in plain words: a weight, an input, an initial state. */
import type { GivenSource } from './card.ts';
import { inputSymbol, type Role } from './cell.ts';
import { gateOfMask } from './dropout.ts';
import { roleOf } from './notation.ts';
import type { Trace } from './trace.ts';
import { storedPlaceOf } from './weights.ts';
import { symbolIn } from './write.ts';

const roles: Readonly<Record<Role, string>> = {
  W: 'a weight of the input',
  U: 'a weight of the state before',
  b: 'a bias',
  bx: 'a bias of the input',
  bh: 'a bias of the state before',
  p: 'a peephole, a weight of the memory',
  R: 'a weight of the projection',
};

/** As the formula names it: `W_f[0, 2]` (row and column as stored), `x_t[1]`, `h_{t-1}[0]`. */
export function givenSubject({ program: { bound } }: Trace, { symbol, row, column }: GivenSource): string {
  const isMatrix = ['W', 'U', 'R'].includes(roleOf(symbol) ?? '');
  return `${symbolIn(bound, symbol)}[${isMatrix ? `${row}, ${column}` : row}]`;
}

/** Whether it differs from step to step: an input, or a state. What was given once is the same in all. */
export function isOfOneStep({ program: { bound } }: Trace, { symbol }: GivenSource): boolean {
  return symbol === inputSymbol || bound.cell.states.some(({ previous }) => previous === symbol);
}

/** `nameOf` gives the name under which a layer stores a weight; `rowOf` the row of X that a time step reads. */
export function givenSentence(
  trace: Trace,
  source: GivenSource,
  nameOf: (weight: string) => string,
  rowOf: (time: number) => number,
): string {
  const { bound } = trace.program;
  const { symbol, row, time } = source;
  if (symbol === inputSymbol)
    return `It is an input: feature ${row} at time step ${time}, in row ${rowOf(time)} of X.`;
  const role = roleOf(symbol);
  const place = storedPlaceOf(bound, trace.sizes, source);
  if (role && place)
    return `It is ${roles[role]}, given before the first step: ${nameOf(place.weight.name)}[${place.index.join(', ')}].`;
  if (gateOfMask(symbol) !== undefined)
    return 'It is the recurrent dropout mask of this gate, the same in every time step: 0 drops, anything else keeps and scales up.';
  const state = bound.cell.states.find(({ previous }) => previous === symbol);
  return `It is where the ${state?.name ?? symbol} of unit ${row} starts, before the first step.`;
}

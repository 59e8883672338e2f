/** From a number to the card of another. */
import {
  cardOf,
  givenSubject,
  isOfOneStep,
  type Place,
  positionOf,
  type Source,
} from '../../../src/cells/index.ts';
import type { Model } from '../../state/model.ts';
import type { State } from '../../state/state.ts';
import type { ExplanationAction } from './slice.ts';

/** The number that is explained now: that of the place in the chosen row, or a given one. */
export function explained(place: Place, { given, unit }: State, model: Model): Source {
  if (given) return given;
  const { columns = 1, elements = 1 } = model.walk.stretches[place.operation] ?? {};
  const element = Math.min(place.element ?? unit * columns, elements - 1);
  const { time, operation } = place;
  return { kind: 'result', time, operation, row: Math.floor(element / columns), column: element % columns };
}

export function subjectOf({ trace }: Model, source: Source): string {
  if (source.kind === 'given') return givenSubject(trace, source);
  return cardOf(trace, source)?.subject ?? '';
}

/** `f_t[2], t = 3`; a weight is the same in all time steps. */
export function titleOf(model: Model, source: Source): string {
  return `${subjectOf(model, source)}${whenText(model, source)}`;
}

/** `, t = 3`, or nothing. */
export function whenText({ trace }: Model, source: Source): string {
  return source.kind === 'given' && !isOfOneStep(trace, source) ? '' : `, t = ${source.time}`;
}

/** To the card of a source, from that of what is explained now; undefined: that is it. */
export function follow(
  model: Model,
  place: Place,
  state: State,
  source: Source,
): ExplanationAction | undefined {
  const from = explained(place, state, model);
  if (place.term === undefined && isSame(from, source)) return undefined;
  const { time, ...rest } = source;
  const position =
    rest.kind === 'result' ? positionOf(model.walk, { time, operation: rest.operation }) : undefined;
  return { type: 'followed', source, position, label: titleOf(model, from) };
}

function isSame(a: Source, b: Source): boolean {
  if (a.row !== b.row || a.column !== b.column || a.time !== b.time) return false;
  if (a.kind === 'given') return b.kind === 'given' && a.symbol === b.symbol;
  return b.kind === 'result' && a.operation === b.operation;
}

/** From a number to the card of another. */
import { cardOf, givenSubject, type Place, positionOf, type Source } from '../../../src/cells/index.ts';
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

/** To the card of a source, from that of what is explained now. */
export function follow(model: Model, place: Place, state: State, source: Source): ExplanationAction {
  const from = explained(place, state, model);
  const { time, ...rest } = source;
  const position =
    rest.kind === 'result' ? positionOf(model.walk, { time, operation: rest.operation }) : undefined;
  return { type: 'followed', source, position, label: `${subjectOf(model, from)}, t = ${from.time}` };
}

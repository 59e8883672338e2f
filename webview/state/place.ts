/** A position is a number of steps. Where a layer has become another, the same number is another place: one stays where one was. */
import { compile, type Place, placeOf, positionOf, type Walk, walkOf } from '../../src/cells/index.ts';
import { boundOf } from '../sections/layouts/slice.ts';
import type { State } from './state.ts';

/** The same line and operation at the same time step, as far as there is one. */
export function atSamePlace(before: State, now: State): State {
  const isMoved = now.position !== before.position || now.position === 0;
  if (isMoved || (now.spec === before.spec && now.sizes === before.sizes)) return now;
  const [here, there] = [walkOfLayer(before), walkOfLayer(now)];
  return here && there ? { ...now, position: positionOf(there, placeThere(here, there, before)) } : now;
}

function walkOfLayer({ spec, sizes }: State): Walk | undefined {
  const bound = boundOf(spec);
  return bound.ok ? walkOf(compile(bound.value.bound), sizes, sizes.steps) : undefined;
}

function placeThere(here: Walk, there: Walk, { position }: State): Place {
  const place = placeOf(here, position);
  const own = here.program.operations[place.operation];
  const last = there.steps - 1;
  if (!own) return { time: Math.min(place.time, last), operation: 0 };
  const line = ({ program }: Walk): readonly number[] =>
    program.operations.filter(({ target }) => target === own.target).map(({ index }) => index);
  const [before, after] = [line(here), line(there)];
  const behind = before.length - before.indexOf(own.index);
  const operation = after[Math.max(after.length - behind, 0)] ?? 0;
  const time = Math.min(place.time, last);
  const { element, term } = place;
  const isThere = element !== undefined && element < (there.stretches[operation]?.elements ?? 0);
  const isTermThere = term !== undefined && term < (there.stretches[operation]?.terms ?? 0);
  return { time, operation, ...(isThere && { element }), ...(isThere && isTermThere && { term }) };
}

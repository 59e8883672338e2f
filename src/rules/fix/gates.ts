/** Fixes of gates that are taken out of a fused weight one by one. */
import type { Span } from '../../syntax/tree.ts';
import type { MisreadConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Fix, replacing } from './fix.ts';
import { assignmentAt, assignmentsIn, textAt } from './source.ts';

/** `W_o` and `W_c` in each other's place, where the part under the one name is the gate that the other one names. */
export function exchangingNames(
  { at, names: [name = ''], meant, axes: [gate = ''] }: MisreadConflict,
  facts: Facts,
): readonly Fix[] {
  const { file } = at;
  const textOf = ({ start, end }: Span): string => textAt(facts, { file, start, end });
  const own = assignmentAt(facts, at)?.targets.find(each => textOf(each) === name);
  if (!own) return [];
  return meant.flatMap(other => {
    const others = otherNamed(name, other, gate);
    const [place, ...more] = assignmentsIn(facts, file).flatMap(({ targets }) =>
      targets.filter(each => textOf(each) === others),
    );
    if (others === name || !place || more.length > 0) return [];
    const title = `Exchange the names ${code(name)} and ${code(others)}`;
    const edits = [replacing({ file, ...spanOf(own) }, others), replacing({ file, ...spanOf(place) }, name)];
    return [{ title, edits, isSafe: false }];
  });
}

/** `W_c` for `W_o`: the gate that a name has in it as a part of its own. */
const otherNamed = (name: string, from: string, to: string): string =>
  name.replace(new RegExp(`(?<![a-z])${from}(?![a-z])`), to);

const spanOf = ({ start, end }: Span): Span => ({ start, end });

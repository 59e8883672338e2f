/** What a change of layout does to the stored weights, written out: which blocks of which weight become each weight. */
import type { BoundCell, Parameter } from '../bind.ts';
import type { Role } from '../cell.ts';
import type { StoredWeight } from '../layouts/layout.ts';
import { letterOf } from '../notation.ts';
import type { BoundChoice } from './choice.ts';
import { conversionPlan, isBiasRole, type Part } from './plan.ts';

/** One sentence a weight: 'weight_ih holds kernelᵀ; its gates i, f, g, o are blocks 0, 1, 2, 3 there (i, f, c, o).' */
export function conversionTold(from: BoundChoice, to: BoundChoice): readonly string[] {
  const { parts } = conversionPlan(from, to);
  return to.bound.weights.map(weight => {
    const own = parts.filter(({ target }) => target.weight === weight);
    return `${weight.name} ${madeOf(own, from.bound, to.bound)}${changed(own, to.bound)}.`;
  });
}

function madeOf(parts: readonly Part[], from: BoundCell, to: BoundCell): string {
  if (parts.every(({ sources }) => sources.length === 0)) return 'is new: zeros';
  const roles = unique(parts.map(({ target }) => target.role));
  const told = roles.map(role =>
    ofRole(
      parts.filter(({ target }) => target.role === role),
      from,
      to,
    ),
  );
  const [first] = told;
  // The gates of all roles stand in one order, which is said once.
  return `holds ${told.map(({ what }) => what).join(' and ')}${first?.order ?? ''}`;
}

interface Told {
  readonly what: string;
  /** Where each gate stands there. */
  readonly order: string;
}

function ofRole(parts: readonly Part[], from: BoundCell, to: BoundCell): Told {
  const names = parts.map(part => part.sources.map(source => wholeName(source, part)).join(' + ') || 'zeros');
  const [source] = parts[0]?.sources ?? [];
  if (new Set(names).size > 1 || !source) return { what: listed(names, parts, to), order: '' };
  const stored = source.weight.gates ?? from.stored.gates;
  const [whole = ''] = names;
  if (stored.length < 2) return { what: whole, order: '' };
  const places = parts.map(({ target }) => stored.indexOf(target.gate));
  const theirs = stored.map(gate => letterOf(gate, from.stored)).join(', ');
  const isWoven = source.weight.interleaved === true;
  const [place] = places;
  if (parts.length === 1)
    return {
      what: `${isWoven ? `number ${place} of each unit` : `block ${place}`} of ${whole} (${theirs})`,
      order: '',
    };
  const own = parts.map(({ target }) => letterOf(target.gate, to.stored)).join(', ');
  const woven = parts[0]?.target.weight.interleaved ? ', unit by unit,' : '';
  const are = isWoven ? `numbers ${places.join(', ')} of each unit` : `blocks ${places.join(', ')}`;
  return { what: whole, order: `; its gates ${own}${woven} are ${are} there (${theirs})` };
}

/** Gates that come from weights of their own: 'ii/kernel, if/kernel, ig/kernel, io/kernel as its gates i, f, c, o'. */
function listed(names: readonly string[], parts: readonly Part[], to: BoundCell): string {
  const letters = parts.map(({ target }) => letterOf(target.gate, to.stored)).join(', ');
  const woven = parts[0]?.target.weight.interleaved ? ', unit by unit' : '';
  return `${names.join(', ')} as its gates ${letters}${woven}`;
}

/** The weight, or the part of it that has this role: 'kernelᵀ', 'row 0 of bias', 'the rows for x of kernel'. */
function wholeName({ role, weight }: Parameter, { target }: Part): string {
  const isFlipped = !isBiasRole(role) && weight.transposed !== target.weight.transposed;
  if (weight.roles.length < 2) return isFlipped ? `${weight.name}ᵀ` : weight.name;
  return `${partOf(weight, role)} of ${weight.name}${isFlipped ? ', transposed' : ''}`;
}

function partOf(weight: StoredWeight, role: Role): string {
  const place = weight.roles.indexOf(role);
  if (!isBiasRole(role)) return role === 'W' ? 'the rows for x' : 'the rows for h';
  return weight.biasRow ? `row ${place}` : place === 0 ? 'the first half' : 'the second half';
}

/** What is done to the numbers besides: '; f less 1', '; z with the other sign'. */
function changed(parts: readonly Part[], to: BoundCell): string {
  const said = parts.flatMap(({ target, sign, added, sources }) => {
    const letter = letterOf(target.gate, to.stored);
    if (added !== 0) return [`${letter} ${added < 0 ? `less ${-added}` : `plus ${added}`}`];
    return sign < 0 && sources.length > 0 ? [`${letter} with the other sign`] : [];
  });
  return unique(said)
    .map(each => `; ${each}`)
    .join('');
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

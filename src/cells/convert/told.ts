/** What a change of layout does to the stored weights, written out: which blocks of which weight become each weight. */
import { type BoundCell, type Parameter, parametersOf } from '../bind.ts';
import type { Role } from '../cell.ts';
import type { StoredWeight } from '../layouts/layout.ts';
import { letterOf } from '../notation.ts';

const biasRoles: ReadonlySet<Role> = new Set(['b', 'bx', 'bh']);

/** One sentence a weight: 'weight_ih holds kernelᵀ; its gates i, f, g, o are blocks 0, 1, 2, 3 there (i, f, c, o).' */
export function conversionTold(from: BoundCell, to: BoundCell): readonly string[] {
  return to.weights.map(weight => {
    const own = parametersOf(to).filter(each => each.weight === weight);
    const isBias = own.every(({ role }) => biasRoles.has(role));
    const sources = sourcesOf(own, from, isBias);
    if (sources.length === 0) return `${weight.name} is new: zeros.`;
    const names = unique(sources.map(source => source.weight)).map(source =>
      source.transposed !== weight.transposed ? `${source.name}ᵀ` : source.name,
    );
    return `${weight.name} holds ${names.join(isBias ? ' + ' : ' and ')}${orderTold(weight, own, sources, from, to)}.`;
  });
}

function sourcesOf(own: readonly Parameter[], from: BoundCell, isBias: boolean): readonly Parameter[] {
  const stored = parametersOf(from);
  const gates = new Set(own.map(({ gate }) => gate));
  const symbols = new Set(own.map(({ symbol }) => symbol));
  const same = stored.filter(({ symbol }) => symbols.has(symbol));
  if (same.length > 0 || !isBias) return same;
  // Another division of the bias: the first one takes all.
  const isFirst = own.some(({ role }) => role === 'b' || role === 'bx');
  return isFirst ? stored.filter(({ role, gate }) => biasRoles.has(role) && gates.has(gate)) : [];
}

function orderTold(
  weight: StoredWeight,
  own: readonly Parameter[],
  sources: readonly Parameter[],
  from: BoundCell,
  to: BoundCell,
): string {
  const gates = unique(own.map(({ gate }) => gate));
  const source = sources[0]?.weight;
  const stored = source ? (source.gates ?? from.stored.gates) : [];
  if (gates.length < 2 || stored.length < 2) return '';
  const places = gates.map(gate => stored.indexOf(gate));
  const letters = gates.map(gate => letterOf(gate, to.stored)).join(', ');
  const theirs = stored.map(gate => letterOf(gate, from.stored)).join(', ');
  const woven = weight.interleaved ? ', unit by unit,' : '';
  return `; its gates ${letters}${woven} are blocks ${places.join(', ')} there (${theirs})`;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** The symbols of a dimension, and putting sizes in their place. */
import { add, floorDivide, maximum, modulo, multiply } from './arithmetic.ts';
import { type Dim, dimOf, polynomialOf, size, uniteOrigins } from './dim-value.ts';
import { type Atom, atomsOf, ofAtom, type Polynomial, type SymbolAtom } from './polynomial.ts';

export type SymbolInfo = Pick<SymbolAtom, 'id' | 'name' | 'flag'>;

/** Each symbol once, in no particular order, those inside divisions included. */
export function symbolsOf(d: Dim): readonly SymbolInfo[] {
  const found = new Map<string, SymbolInfo>();
  const visit = (p: Polynomial) => {
    for (const atom of atomsOf(p)) {
      if (atom.kind === 'symbol') found.set(atom.id, { id: atom.id, name: atom.name, flag: atom.flag });
      else for (const inner of partsOf(atom)) visit(inner);
    }
  };
  const value = polynomialOf(d);
  if (value) visit(value);
  return [...found.values()];
}

function partsOf(atom: Exclude<Atom, SymbolAtom>): readonly Polynomial[] {
  return atom.kind === 'positive-part' ? [atom.of] : [atom.dividend, atom.divisor];
}

/** d with sizes for symbols; symbols for which `lookup` gives undefined stay. Origins of what is put in are added. */
export function substitute(d: Dim, lookup: (id: string) => Dim | undefined): Dim {
  const value = polynomialOf(d);
  if (!value) return d;
  const result = substituteIn(value, lookup);
  return { value: result.value, origins: uniteOrigins([d.origins, result.origins]) };
}

function substituteIn(p: Polynomial, lookup: (id: string) => Dim | undefined): Dim {
  let total = size(0);
  for (const term of p.terms) {
    let part = size(term.coefficient);
    for (const { atom, power } of term.factors) {
      const by = substituteAtom(atom, lookup);
      for (let i = 0; i < power; i++) part = multiply(part, by);
    }
    total = add(total, part);
  }
  return total;
}

function substituteAtom(atom: Atom, lookup: (id: string) => Dim | undefined): Dim {
  if (atom.kind === 'symbol') return lookup(atom.id) ?? dimOf(ofAtom(atom), []);
  const [p, d] = partsOf(atom).map(part => substituteIn(part, lookup));
  if (atom.kind === 'positive-part' || !d) return maximum(p ?? size(0), size(0));
  return (atom.kind === 'quotient' ? floorDivide : modulo)(p ?? size(0), d);
}

/**
 * Case distinction over flags.
 *
 * Any function of a flag f is linear in it: g(f) = g(0) + f * (g(1) - g(0)). Applied to divisions this keeps flags out
 * of opaque atoms, so that `hidden * (1 + bidirectional) // (1 + bidirectional)` is `hidden`.
 */
import {
  type Atom,
  asConstant,
  atomsOf,
  constant,
  isFlag,
  minus,
  ofAtom,
  type Polynomial,
  plus,
  replaceAtoms,
  times,
} from './polynomial.ts';

/** Each flag doubles the work; sizes in real programs depend on one or two. */
const maxFlags = 4;

/** The flags of these polynomials, or none where there are too many to tell apart by cases. */
export function flagsOf(polynomials: readonly Polynomial[]): readonly Atom[] {
  const flags = new Map<string, Atom>();
  for (const p of polynomials) for (const atom of atomsOf(p)) if (isFlag(atom)) flags.set(atom.key, atom);
  return flags.size > maxFlags ? [] : [...flags.values()];
}

export const setFlag = (p: Polynomial, flag: Atom, value: 0 | 1): Polynomial =>
  replaceAtoms(p, atom => (atom.key === flag.key ? constant(value) : undefined));

/** Builds the result for each value of each flag and joins them; undefined where a case is undefined. */
export function overFlags(
  operands: readonly Polynomial[],
  build: (operands: readonly Polynomial[]) => Polynomial | undefined,
): Polynomial | undefined {
  const [flag] = operands.every(p => asConstant(p) !== undefined) ? [] : flagsOf(operands);
  if (!flag) return build(operands);
  const whenSet = overFlags(
    operands.map(p => setFlag(p, flag, 1)),
    build,
  );
  const whenClear = overFlags(
    operands.map(p => setFlag(p, flag, 0)),
    build,
  );
  if (!whenSet || !whenClear) return undefined;
  return plus(whenClear, times(ofAtom(flag), minus(whenSet, whenClear)));
}

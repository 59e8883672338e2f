/**
 * A layer of several cells: what a person did to one stays while another is shown. The sequence X is one for both directions of a layer, so
 * that its numbers go with them.
 */
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import type { State } from '../../state/state.ts';
import { hasOwn, type Numbers, noNumbers } from '../edits/matrices.ts';
import type { Edits } from '../edits/slice.ts';
import { type Sizes, sizesFrom } from './sizes.ts';
import type { Work } from './slice.ts';
import { firstPart, hasPart, type Part, partKey, partOfKey, samePart } from './stack.ts';

export function choosePart(state: State, part: Part): State {
  if (samePart(part, state.part) || !hasPart(state.spec, part)) return state;
  const { sizes, edits, matrices, past, future } = state;
  const parked = new Map(state.parked).set(partKey(state.part), { sizes, edits, matrices, past, future });
  const own = parked.get(partKey(part)) ?? freshWork(state.spec, part);
  parked.delete(partKey(part));
  const work = part.layer === state.part.layer ? withSequenceOf(own, state) : own;
  return { ...state, ...work, part, parked, sizeDrafts: {}, cursor: undefined, editing: undefined };
}

function freshWork(spec: CalculatorSpec, part: Part): Work {
  return { sizes: sizesFrom(spec, part), ...noNumbers, past: [], future: [] };
}

const isOfSequence = (key: string): boolean => key.startsWith('x:');

function withSequenceOf(work: Work, { edits, matrices, sizes }: State): Work {
  const take = (from: Edits, wanted: boolean) => [...from].filter(([key]) => isOfSequence(key) === wanted);
  const shared = new Map([...take(work.edits, false), ...take(edits, true)]);
  const own = new Map(work.matrices);
  const sequence = matrices.get('x');
  if (sequence) own.set('x', sequence);
  else own.delete('x');
  const { features, steps } = sizes;
  return { ...work, sizes: { ...work.sizes, features, steps }, edits: shared, matrices: own };
}

/** Whether every number and size is as the code and the examples give them. */
export function untouched({ spec, code, part, sizes, edits, matrices, parked }: State): boolean {
  return (
    spec === code &&
    isFresh(spec, part, sizes, { edits, matrices }) &&
    [...parked].every(([key, work]) => isFresh(spec, partOfKey(key) ?? firstPart, work.sizes, work))
  );
}

function isFresh(spec: CalculatorSpec, part: Part, sizes: Sizes, numbers: Numbers): boolean {
  return !hasOwn(numbers) && JSON.stringify(sizes) === JSON.stringify(sizesFrom(spec, part));
}

/** The cell that is shown once the code says something else of the layer, with the sizes of all; a cell that is no more gives way to the first. */
export function partAfter(state: State, spec: CalculatorSpec): Pick<State, 'part' | 'parked'> & Work {
  const { part, parked, edits, matrices, past, future } = hasPart(spec, state.part)
    ? state
    : choosePart(state, firstPart);
  const kept = [...parked].flatMap(([key, work]): [string, Work][] => {
    const other = partOfKey(key);
    return other && hasPart(spec, other) ? [[key, { ...work, sizes: sizesFrom(spec, other) }]] : [];
  });
  return { part, parked: new Map(kept), sizes: sizesFrom(spec, part), edits, matrices, past, future };
}

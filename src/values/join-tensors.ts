/** When tensors of two branches are one, and what is still said of it then: what both sides say. */

import { surelySame } from '../shapes/index.ts';
import { beside, sameValueWith } from './beside.ts';
import { contentIn, withSharedPlace } from './content.ts';
import { replacedShape } from './replaced.ts';
import type { TensorSource, TensorValue } from './value.ts';

/** Tensors of one framework and one shape; those of a graph are none of those that hold numbers. */
export function sameTensor(a: TensorValue, b: TensorValue): boolean {
  if (a.framework !== b.framework || a.graph !== b.graph) return false;
  return surelySame(a.shape, b.shape) && sameReplaced(a, b);
}

/** Neither was changed in place, or both to one shape. */
function sameReplaced(a: TensorValue, b: TensorValue): boolean {
  const [one, other] = [replacedShape(a), replacedShape(b)];
  return one === other || surelySame(one?.shape, other?.shape);
}

/** What one path of the program made, and another path another. A tensor of a graph stays the one that it is, since graphs are known by their tensors. */
const EITHER = beside<TensorValue, true>();

export const isEither = (tensor: TensorValue): boolean => EITHER.has(tensor);

/** Of two tensors that are the same: `a` itself where `b` contradicts nothing that it says. */
export function agreed(a: TensorValue, b: TensorValue): TensorValue {
  const dtype = a.dtype === b.dtype ? a.dtype : undefined;
  const precision = a.precision === b.precision && dtype === a.dtype ? a.precision : undefined;
  const content = sameContent(contentIn(a), contentIn(b)) ? a.content : undefined;
  const weight = sameWeight(a, b) ? a.weight : undefined;
  const source = agreedSource(a, b);
  if (a.graph && a.source !== b.source) EITHER.set(a, true);
  const isSaid =
    dtype === a.dtype && precision === a.precision && content === a.content && weight === a.weight;
  const one =
    isSaid && source === a.source ? a : sameValueWith(a, { dtype, precision, content, weight, source });
  return withSharedPlace(one, b);
}

function sameContent(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a === b || (a?.length === b?.length && a?.every((number, i) => number === b?.[i]) === true);
}

const sameWeight = ({ weight: a }: TensorValue, { weight: b }: TensorValue): boolean =>
  a === b || (a?.layer === b?.layer && a?.name === b?.name);

/** What one side only guesses is guessed, and what is a weight on one side only is none. */
function agreedSource(a: TensorValue, b: TensorValue): TensorSource {
  if (isDoubtful(b.source) && !isDoubtful(a.source)) return b.source;
  const isWeight = a.source.role === 'weight' && !(b.source.role === 'weight' && sameWeight(a, b));
  return isWeight ? { ...a.source, role: 'value' } : a.source;
}

const isDoubtful = ({ role }: TensorSource): boolean =>
  role === 'comment' || role === 'mixed' || role === 'parameter';

/** Which elements are not zero, or true: as many as the content says, where it is known. */
import { type Dim, size, unknownDim } from '../../shapes/index.ts';
import { asBool, asDim, tuple, type Value } from '../parts.ts';
import { changed } from './change.ts';
import { countOfTrue } from './contents.ts';
import { firstValue, type Operation, operandAt, option } from './operation.ts';
import { refused, result } from './scene.ts';

const countIn = (op: Operation): Dim | undefined => countOfTrue(firstValue(op));

/** `argwhere(x)`: one row of positions for each of them. */
export const nonzeroRows = (op: Operation): Value =>
  changed(
    op,
    operandAt(op),
    shape => ({ ok: true, value: [countIn(op) ?? unknownDim(), size(shape.length)] }),
    { dtype: 'int' },
  );

/** `nonzero(x, as_tuple=False)`: rows of positions, or for each axis its own. */
export const nonzero = (op: Operation): Value => {
  const isTuple = asBool(option(op, 'as_tuple'));
  // What others make of each axis differs.
  if (isTuple === undefined || (isTuple && op.framework !== 'torch'))
    return op.host.unknown('the places of what is not zero', op.site);
  return isTuple ? nonzeroPlaces(op) : nonzeroRows(op);
};

/** NumPy's `nonzero(a)`: for each axis the positions of what is not zero, all of one length. */
export const nonzeroPlaces = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  if (!input.shape || input.shape.length === 0)
    return op.host.unknown('the places of what is not zero', op.site);
  const asked = op.bound.keywords.find(({ name }) => name === 'size') ?? op.bound.given('size');
  const count = (asked && asDim(asked.value)) ?? countIn(op) ?? op.host.freshSymbol('places', op.site);
  return tuple(input.shape.map(() => result(op, [count], { parents: [input.tensor], dtype: 'int' })));
};

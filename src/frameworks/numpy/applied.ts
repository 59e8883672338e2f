/** Functions of NumPy that apply another function. https://numpy.org/doc/stable/reference/routines.html */
import { normalizeAxis } from '../../shapes/index.ts';
import { literalDtype, literalShape, takeTensor } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { combine, unary } from '../array/pointwise.ts';
import { refused, result } from '../array/scene.ts';
import { asInt, asShape, nativeFunction, type Operand, shapeOf, type Value } from '../parts.ts';

/** `apply_along_axis(f, axis, a)`: what f makes of one row stands where the axis was. */
const alongRows = (op: Operation): Value => {
  const axis = asInt(option(op, 'axis'));
  const input = operandAt(op, 2);
  if (!input) return refused(op);
  const named = input.shape && axis !== undefined ? normalizeAxis(axis, input.shape.length) : undefined;
  const dim = named?.ok ? input.shape?.[named.value] : undefined;
  if (!named?.ok || !dim || !input.shape) return result(op, undefined);
  const row = result(op, [dim], { parents: [input.tensor], dtype: input.tensor?.dtype });
  const rest = op.bound.extra;
  const answer = op.host.call(
    option(op, 'func1d'),
    [{ name: undefined, value: row, at: op.site }, ...rest],
    op.site,
  );
  const made = answer.kind === 'tensor' ? shapeOf(answer) : literalShape(answer);
  const at = named.value;
  return result(op, made && [...input.shape.slice(0, at), ...made, ...input.shape.slice(at + 1)], {
    dtype: literalDtype(answer),
  });
};

/** `fromfunction(f, shape)`: f gets the places of a grid, each an array of that shape. */
const ofPlaces = (op: Operation): Value => {
  const sizes = asShape(option(op, 'shape'));
  if (!sizes) return result(op, undefined, { role: 'data' });
  const grids = sizes.map(() => result(op, sizes, { dtype: 'float', role: 'data' }));
  return op.host.call(
    option(op, 'function'),
    grids.map(value => ({ name: undefined, value, at: op.site })),
    op.site,
  );
};

/** `vectorize(f)`: a function whose arguments broadcast; with a signature its results have axes of their own, which are not told. */
const vectorized = (op: Operation): Value => {
  const isPlain = !op.bound.given('signature') && !op.bound.given('otypes');
  return nativeFunction('vectorized', call => {
    const scene = { ...op, host: call.host, site: call.site };
    const operands = call.args.flatMap(({ value, at }): Operand[] => {
      const taken = takeTensor(scene, value, at, 'argument', { numbers: true, lists: true });
      return taken ? [taken] : [];
    });
    if (!isPlain || call.open) return result(scene, undefined);
    return combine(scene, operands, undefined);
  });
};

export const APPLIED: FunctionTable = {
  apply_along_axis: define('func1d, axis, arr, *args, **kwargs', alongRows),
  fromfunction: define('function, shape, **kwargs', ofPlaces),
  vectorize: define('pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None', vectorized),
  piecewise: define('x, condlist, funclist, *args, **kwargs', unary()),
};

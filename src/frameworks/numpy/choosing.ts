/** Functions of NumPy that choose among arrays or their elements. https://numpy.org/doc/stable/reference/routines.html */
import { changeSize, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { axisOf, changed } from '../array/change.ts';
import { together } from '../array/common-shape.ts';
import { literalDtype } from '../array/operand.ts';
import {
  axisOption,
  define,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { result } from '../array/scene.ts';
import type { Value } from '../parts.ts';

/** `select([c1, c2], [a1, a2], default)`: all broadcast. */
const selected = (op: Operation): Value => {
  const [conditions, choices] = ['condlist', 'choicelist'].map(name => op.host.items(option(op, name)));
  const all = conditions && choices && [...conditions, ...choices, option(op, 'default')];
  return result(op, together(all), { dtype: choices?.[0] && literalDtype(choices[0]) });
};

/** `choose(places, [a, b])`: all broadcast. */
const chosen = (op: Operation): Value => {
  const choices = op.host.items(option(op, 'choices'));
  const from = op.bound.value(op.bound.names[0] ?? 'a');
  return result(op, together(choices && [from, ...choices]), {
    dtype: choices?.[0] && literalDtype(choices[0]),
  });
};

/** `compress(condition, a, axis)`: as many as the condition lets through. */
const compressed =
  (input: number) =>
  (op: Operation): Value => {
    const axis = axisOf(op);
    return changed(op, operandAt(op, input), shape => {
      if (axisOption(op).kind === 'none') return { ok: true, value: [unknownDim()] };
      return axis === undefined ? UNDECIDED : changeSize(shape, axis, () => unknownDim());
    });
  };

export const CHOOSING: FunctionTable = {
  select: define('condlist, choicelist, default=0', selected),
  choose: define('a, choices, out=None, mode=None', chosen),
  compress: define('condition, a, axis=None, out=None, **kwargs', compressed(1)),
};

/** Methods, whose arguments come in another order. */
export const CHOOSING_METHODS: FunctionTable = {
  choose: define('a, choices, out=None, mode=None', chosen),
  compress: define('a, condition, axis=None, out=None', compressed(0)),
};

/** mlx.core.random. https://ml-explore.github.io/mlx/build/html/python/random.html */
import {
  broadcastAll,
  broadcastTo,
  reduce,
  type Shape,
  type ShapeResult,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed, settleAt } from '../array/change.ts';
import { filled, permutation } from '../array/creators.ts';
import { dtypeOption } from '../array/dtype.ts';
import {
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape } from '../array/sizes.ts';
import { asDim, type Dtype, type ModuleValue, moduleOf, NONE, type Operand, type Value } from '../parts.ts';
import { sequenceOf } from './arguments.ts';
import { KEY } from './creation.ts';
import { streamed, within } from './flavour.ts';

/** The parameters of a distribution, those that are not given left out; undefined: one is no array, which has been stated. */
function parametersOf(op: Operation, names: readonly string[]): readonly Operand[] | undefined {
  const given = names.filter(name => op.bound.given(name) && op.bound.value(name).kind !== 'none');
  const operands = given.map(name => operandAt(op, op.bound.names.indexOf(name), { numbers: true }));
  return operands.every(operand => operand !== undefined) ? operands : undefined;
}

/** Of the given shape, to which the parameters are stretched; without a shape of theirs where the function says so. */
const stretched =
  (dtype: Dtype, names: readonly string[], without: 'scalar' | 'parameters' = 'scalar') =>
  (op: Operation): Value => {
    const sizes = readNewShape(op, ['shape']);
    const parameters = parametersOf(op, names);
    if (sizes.refused || !parameters) return refused(op);
    const isOwn = without === 'parameters' && option(op, 'shape').kind === 'none';
    const outcome = settleAt(op, parameters, fitted(isOwn ? 'own' : sizes.shape, parameters));
    return outcome ? result(op, outcome.value, { dtype: dtypeOption(op, dtype), role: 'data' }) : refused(op);
  };

function fitted(
  target: Shape | 'own' | undefined,
  parameters: readonly Operand[],
): ShapeResult<Shape | undefined> {
  const shapes = parameters.flatMap(({ shape }) => (shape ? [shape] : []));
  if (!target || shapes.length !== parameters.length)
    return { ok: true, value: target === 'own' ? undefined : target };
  const common = broadcastAll(shapes);
  if (!common.ok || target === 'own') return common;
  return broadcastTo(common.value, target);
}

/** `normal(shape, loc=, scale=)`: a draw of the shape is scaled and moved. */
const normal = (op: Operation): Value => {
  const sizes = readNewShape(op, ['shape']);
  const parameters = parametersOf(op, ['loc', 'scale']);
  if (sizes.refused || !parameters) return refused(op);
  const draw: Operand = { role: 'shape', shape: sizes.shape, tensor: undefined, at: op.bound.at('shape') };
  const operands = [draw, ...parameters];
  const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
  const outcome: { readonly value: Shape | undefined } | undefined =
    shapes.length === operands.length ? settleAt(op, operands, broadcastAll(shapes)) : { value: undefined };
  return outcome ? result(op, outcome.value, { dtype: dtypeOption(op, 'float'), role: 'data' }) : refused(op);
};

/** One draw for each distribution along the axis, or `num_samples` of them behind; a shape of its own must fit. */
const categorical = (op: Operation): Value => {
  const axis = axisOf(op);
  const count = option(op, 'num_samples');
  const wanted = option(op, 'shape').kind === 'none' ? undefined : readNewShape(op, ['shape']);
  if (wanted?.refused) return refused(op);
  return changed(
    op,
    operandAt(op),
    (shape): ShapeResult<Shape | undefined> => {
      if (axis === undefined) return UNDECIDED;
      const rest = reduce(shape, [axis]);
      if (!rest.ok) return rest;
      if (wanted) return wanted.shape ? broadcastTo(rest.value, wanted.shape) : UNDECIDED;
      return count.kind === 'none'
        ? rest
        : { ok: true, value: [...rest.value, asDim(count) ?? unknownDim()] };
    },
    { dtype: 'int' },
  );
};

const key = (op: Operation): Value => result(op, KEY, { dtype: 'int', role: 'data' });
const keys = (op: Operation): Value =>
  result(op, [asDim(option(op, 'num')) ?? unknownDim(), ...KEY], { dtype: 'int', role: 'data' });

/** Gaussians of as many features as the mean has. */
const multivariate = (op: Operation): Value => {
  const sizes = readNewShape(op, ['shape']);
  const mean = operandAt(op);
  if (sizes.refused || !mean) return refused(op);
  const features = mean.shape?.length === 1 ? mean.shape : undefined;
  const isGiven = op.bound.given('shape') !== undefined && sizes.shape && sizes.shape.length > 0;
  const shape = isGiven && features && sizes.shape ? [...sizes.shape, ...features] : undefined;
  return result(op, shape, { dtype: 'float', role: 'data' });
};

const seed = (): Value => NONE;

const RANDOM: FunctionTable = {
  ...streamed('normal', 'shape=(), dtype=None, loc=None, scale=None, key=None', sequenceOf('shape', normal)),
  ...streamed(
    'uniform',
    'low=0, high=1, shape=(), dtype=None, key=None',
    sequenceOf('shape', stretched('float', ['low', 'high'])),
  ),
  ...streamed(
    'randint',
    'low, high, shape=(), dtype=None, key=None',
    sequenceOf('shape', stretched('int', ['low', 'high'])),
  ),
  ...streamed(
    'bernoulli',
    'p=0.5, shape=None, key=None',
    sequenceOf('shape', stretched('bool', ['p'], 'parameters')),
  ),
  ...streamed(
    'truncated_normal',
    'lower, upper, shape=None, dtype=None, key=None',
    sequenceOf('shape', stretched('float', ['lower', 'upper'], 'parameters')),
  ),
  ...streamed('gumbel', 'shape=(), dtype=None, key=None', sequenceOf('shape', filled('float', ['shape']))),
  ...streamed(
    'laplace',
    'shape=(), dtype=None, loc=0.0, scale=1.0, key=None',
    sequenceOf('shape', filled('float', ['shape'])),
  ),
  ...streamed('multivariate_normal', 'mean, cov, shape=(), dtype=None, key=None', multivariate),
  ...streamed('categorical', 'logits, axis=-1, shape=None, num_samples=None, key=None', categorical),
  ...streamed('permutation', 'x, axis=0, key=None', permutation),
  ...streamed('key', 'seed', key),
  ...streamed('split', 'key, num=2', keys),
  ...streamed('seed', 'seed', seed),
};

export const random: ModuleValue = moduleOf('mlx.core.random', functionMembers(within('mx.random'), RANDOM));

/** Arrays where Python wants one number or one truth value: in conditions, as an argument of `float`, in formats. */
import { refuseArgument, type Scene } from '../../frameworks/array/scene.ts';
import { compare, countBesideOne, type Origin, printDim, size } from '../../shapes/index.ts';
import {
  type Argument,
  type Call,
  type FrameworkName,
  type Host,
  isFrameworkGuessed,
  itemsOf,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../values/index.ts';
import { isOfAssumedRank } from '../certainty.ts';
import type { Machine } from '../machine.ts';
import { isSure } from './refusal.ts';

type Tensors = 'torch' | 'numpy' | 'jax' | 'tensorflow';

/** Whose arrays these are to Python. What is symbolic in Keras is none yet. */
const TENSORS: Partial<Record<FrameworkName, Tensors>> = {
  torch: 'torch',
  numpy: 'numpy',
  jax: 'jax',
  flax: 'jax',
  haiku: 'jax',
  equinox: 'jax',
  keras: 'tensorflow',
  tensorflow: 'tensorflow',
};

function arrayOf(value: Value): { readonly tensor: TensorValue; readonly of: Tensors } | undefined {
  const of = value.kind === 'tensor' ? TENSORS[value.framework] : undefined;
  if (value.kind !== 'tensor' || !of || value.graph || isFrameworkGuessed(value) || isOfAssumedRank(value))
    return undefined;
  return { tensor: value, of };
}

const AMBIGUOUS = 'The truth value of an array with more than one element is ambiguous';

interface Words {
  /** undefined: it depends; a traced array of JAX says something else. */
  readonly says: string | undefined;
}

/** By who raises. TensorFlow rewrites conditions. */
const TRUTH: Partial<Record<Tensors, Words>> = {
  torch: { says: 'Boolean value of Tensor with' },
  numpy: { says: AMBIGUOUS },
  jax: { says: undefined },
};

const NUMBER: Readonly<Record<Tensors, Words>> = {
  torch: { says: 'only one element tensors can be converted to Python scalars' },
  numpy: { says: 'only … arrays can be converted to Python scalars' },
  jax: { says: undefined },
  tensorflow: { says: undefined },
};

/** `if mask:` of an array of several elements, which is neither true nor false; states it. */
export function refuseTruth(m: Machine, value: Value, at: Origin): void {
  if (!isSure(m) || m.tolerated > 0) return;
  const scene = { host: m.host, operation: 'a condition', site: at };
  const allowed = 'a tensor of one element: `.any()` or `.all()` make one';
  refuseSeveral(scene, { value, at }, { parameter: 'tensor', allowed, as: 'truth' });
}

interface Wanted {
  readonly parameter: string;
  readonly allowed: string;
  readonly as: 'truth' | 'number';
}

/** An array of several elements where one is wanted. */
export function refuseSeveral(
  scene: Omit<Scene, 'framework'>,
  { value, at }: Pick<Argument, 'value' | 'at'>,
  { as, ...words }: Wanted,
): Value | undefined {
  const array = arrayOf(value);
  const raised = array && (as === 'truth' ? TRUTH : NUMBER)[array.of];
  const count = raised && countBesideOne(shapeOf(array.tensor));
  // An array without elements is false, in older versions.
  const isEmpty = array?.of !== 'torch' && count && compare(count, size(0)) !== 'different';
  if (!array || !raised || !count || isEmpty) return undefined;
  const { framework } = array.tensor;
  const given = `one of ${printDim(count)}`;
  return refuseArgument({ ...scene, framework }, { ...words, aspect: 'value', given, at, says: raised.says });
}

/** `f'{loss:.3f}'` of an array that has axes, if only of size 1; states it. */
export function refuseFormat(host: Host, value: Value, at: Origin): void {
  const array = arrayOf(value);
  const rank = array && shapeOf(array.tensor)?.length;
  if (!array || !rank) return;
  const { framework } = array.tensor;
  const type = array.of === 'torch' ? 'Tensor' : 'numpy.ndarray';
  refuseArgument(
    { host, framework, operation: 'a format', site: at },
    {
      parameter: 'value',
      aspect: 'value',
      allowed: 'one number',
      given: `an array with ${rank} ${rank === 1 ? 'axis' : 'axes'}`,
      at,
      says: `unsupported format string passed to ${type}.__format__`,
    },
  );
}

/** `'%.3f' % loss`, `'%d: %.3f' % (i, loss)`: states an array of several elements where a number is written. */
export function refusePercent(m: Machine, template: string | undefined, { args, site }: Call): void {
  const right = args[1];
  if (template === undefined || !right || !isSure(m) || m.tolerated > 0) return;
  const isTuple = right.value.kind === 'list' && right.value.flavour === 'tuple';
  const items = isTuple ? itemsOf(right.value) : [right.value];
  const fields = template.replaceAll('%%', '').match(/%[-+ #0]*\d*(\.\d+)?[a-zA-Z]/g) ?? [];
  if (items?.length !== fields.length) return;
  const scene = { host: m.host, operation: '%', site };
  items.forEach((value, i) => {
    if (/[eEfFgG]$/.test(fields[i] ?? ''))
      refuseSeveral(
        scene,
        { value, at: right.at },
        { parameter: 'value', allowed: 'one number', as: 'number' },
      );
  });
}

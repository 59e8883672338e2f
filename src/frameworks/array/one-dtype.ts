/**
 * Operands that have to be of one dtype: what PyTorch multiplies with each other, or writes into each other, it does not convert. Found with 2.13 on each
 * function and each pair of float16, bfloat16, float32 and float64.
 */
import type { Argument, TensorValue, Value } from '../parts.ts';
import { type Operation, operandAt } from './operation.ts';
import { DTYPES, isCertain, precisionOf } from './precision.ts';
import { refuseArgument, type Scene } from './scene.ts';

type Run = (op: Operation) => Value;

/** A tensor of PyTorch's, as precise as is known. */
export interface Given {
  readonly name: string;
  readonly tensor: TensorValue;
  readonly at: Argument['at'];
}

function tensorOf({ bound }: Operation, name: string): Given | undefined {
  const given =
    bound.given(name) ??
    // Functions whose operands are bound later: `scatter(dim, index, src)`.
    bound.keywords.find(keyword => keyword.name === name);
  return given?.value.kind === 'tensor' && given.value.framework === 'torch'
    ? { name, tensor: given.value, at: given.at }
    : undefined;
}

/** States the first of several tensors whose floats are others than those of the first of all. `like`: what they should be as. */
export function refuseOtherDtype(
  scene: Scene,
  [first, ...others]: readonly (Given | undefined)[],
  says: string | undefined,
  like?: string,
): Value | undefined {
  const wanted = precisionOf(first?.tensor);
  if (!first || !wanted || !isCertain(scene.host)) return undefined;
  const other = others.find(each => {
    const own = precisionOf(each?.tensor);
    return own !== undefined && own !== wanted;
  });
  const given = precisionOf(other?.tensor);
  if (!other || !given) return undefined;
  const as = like ?? `${first.name === other.name ? 'the other one' : `\`${first.name}\``} is`;
  return refuseArgument(scene, {
    parameter: other.name,
    aspect: 'type',
    allowed: `a tensor of ${DTYPES[wanted].name}, as ${as}`,
    given: `a tensor of ${DTYPES[given].name}`,
    at: other.at,
    says,
  });
}

/** A function whose arguments of these names, as far as they are given, are of one dtype. */
export const ofOneDtype = (names: string, says: string | undefined, run: Run): Run => {
  const all = names.split(' ');
  return op =>
    refuseOtherDtype(
      op,
      all.map(name => tensorOf(op, name)),
      says,
    ) ?? run(op);
};

/** A normalisation, whose weights and statistics are as its input; beside narrow floats they may be single ones. */
export const ofParameters = (names: string, run: Run): Run => {
  const all = names.split(' ');
  return op => {
    const input = tensorOf(op, 'input');
    const own = precisionOf(input?.tensor);
    const isNarrow = own === 'half' || own === 'bfloat16';
    const parameters = all
      .map(name => tensorOf(op, name))
      .filter(each => !(isNarrow && precisionOf(each?.tensor) === 'single'));
    return refuseOtherDtype(op, [input, ...parameters], 'mixed dtype (CPU)') ?? run(op);
  };
};

/** The tensor itself and what is written into it, which stands at a place behind it or has one of these names. */
export const intoItsOwn = (place: number, names: string, says: string | undefined, run: Run): Run => {
  const all = names.split(' ');
  return op => {
    const self = operandAt(op)?.tensor;
    const { extra, keywords } = op.bound;
    const source = extra[place] ?? keywords.find(({ name }) => name !== undefined && all.includes(name));
    const isWritten = self?.framework === 'torch' && source?.value.kind === 'tensor';
    if (!isWritten || op.bound.open || source.value.kind !== 'tensor') return run(op);
    const [into, from] = [
      { name: 'input', tensor: self, at: op.site },
      { name: all[0] ?? 'source', tensor: source.value, at: source.at },
    ];
    return refuseOtherDtype(op, [into, from], says) ?? run(op);
  };
};

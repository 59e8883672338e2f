/** Ways out of operands that do not fit, by what made them: both directions of a layer beside each other, another axis that would do. */
import { profileOf } from '../../profiles/index.ts';
import { compare, constantOf, type Dim, printDim, type Shape } from '../../shapes/index.ts';
import type { NativeValue, OperandConflict, TensorValue } from '../../values/index.ts';
import type { Facts } from './facts.ts';
import type { MismatchOf } from './mismatch.ts';
import { chainOf, isBidirectional, layerWords } from './operands.ts';
import { argumentCode, code } from './words.ts';

/** A size that is twice the units of a bidirectional layer, beside one that is as large as the units, or another. */
export interface BothDirections {
  readonly layer: NativeValue;
  readonly units: number;
  /** What it meets. */
  readonly wanted: number;
}

export function bothDirections({ operands, mismatch }: OperandConflict): BothDirections | undefined {
  if (mismatch.kind !== 'dims') return undefined;
  const sides = [mismatch.left, mismatch.right];
  for (const [i, { operand, dim }] of sides.entries()) {
    const wanted = constantOf(sides[1 - i]?.dim ?? dim);
    const found = doubledBy(dim, operands[operand]?.tensor);
    if (found && wanted !== undefined) return { ...found, wanted };
  }
  return undefined;
}

function doubledBy(dim: Dim, tensor: TensorValue | undefined): Omit<BothDirections, 'wanted'> | undefined {
  const all = constantOf(dim);
  const layer = chainOf(tensor).find(({ source }) => source.layer?.layer?.units)?.source.layer;
  const own = layer?.layer?.cell?.projection ?? layer?.layer?.units;
  const units = own && constantOf(own);
  return layer && units !== undefined && all === 2 * units && isBidirectional(layer)
    ? { layer, units }
    : undefined;
}

/** '32 is 2 directions × 16 of the LSTM on line 3: with `hidden_size=8` it is 16.' */
export function directionsAdvice(conflict: OperandConflict, facts: Facts): readonly string[] {
  const found = bothDirections(conflict);
  if (!found) return [];
  const { layer, units, wanted } = found;
  const { framework, name } = layer.class;
  const what = `${2 * units} is 2 directions × ${units} of ${layerWords(layer, conflict.at.file, facts)}`;
  if (name === 'Bidirectional' && units === wanted)
    return [`${what}: ${argumentCode(framework, 'merge_mode', "'sum'")} adds them up to ${wanted}.`];
  const argument = profileOf(framework).wording.units;
  return wanted % 2 === 0
    ? [`${what}: with ${argumentCode(framework, argument, wanted / 2)} it is ${wanted}.`]
    : [`${what}: a linear layer behind it can make ${wanted} of them.`];
}

/** The one axis that two tensors differ along: they can be joined there. */
export function joinableAxis({ operands, mismatch }: OperandConflict): number | undefined {
  if (mismatch.kind !== 'dims' || mismatch.left.axis !== mismatch.right.axis) return undefined;
  const [first, ...others] = operands.map(({ shape }) => shape);
  const { axis } = mismatch.left;
  const isSame = (dim: Dim, other: Dim | undefined): boolean =>
    other !== undefined && compare(dim, other) === 'equal';
  return first && others.every(shape => first.every((dim, i) => i === axis || isSame(dim, shape?.[i])))
    ? axis
    : undefined;
}

/** Pairs of axes behind the batch along which a product would fit. */
export function productAxes(a: Shape, b: Shape): readonly (readonly [number, number])[] {
  return a.flatMap((dim, m) =>
    b.flatMap((other, n) => (m > 0 && n > 0 && compare(dim, other) === 'equal' ? [[m, n] as const] : [])),
  );
}

/** `Dot` of Keras, whose axes are written down. */
export function dotAdvice(
  { operation, operands }: OperandConflict,
  { left, right }: MismatchOf<'dims'>,
): readonly string[] {
  const [a, b] = [operands[left.operand]?.shape, operands[right.operand]?.shape];
  if (!/^dot$/i.test(operation) || !a || !b || operands[0]?.tensor?.graph !== true) return [];
  const [axes] = productAxes(a, b);
  if (axes) return [`Along axes that are equal it fits: ${code(`axes=(${axes.join(', ')})`)}.`];
  return [`Both sides need one size there: ${printDim(left.dim)} or ${printDim(right.dim)}.`];
}

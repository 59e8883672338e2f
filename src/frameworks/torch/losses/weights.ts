/** Weights of classes and of elements, which a loss multiplies with. */
import { broadcast, compare, product } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { checkSize, refuseOperands, refuseRank, type Scene } from '../../array/scene.ts';
import type { Bound, Operand } from '../../parts.ts';
import { COUNTED, refuseOtherPrecision } from './precisions.ts';

/** One weight for each class, whose axis is the second one, or the only one; states what does not fit. */
export function wrongWeights(scene: Scene, output: Operand, target: Operand, options: Bound): boolean {
  const { shape } = output;
  const given = options.given('weight');
  const classes = shape && (shape[1] ?? shape[0]);
  if (given?.value.kind !== 'tensor' || !classes) return false;
  const weights = takeTensor(scene, given.value, scene.site, 'weight');
  const says = 'weight tensor should be defined either for all classes or no classes';
  if (!weights?.shape) return weights === undefined;
  // Of several axes elements are counted.
  const isCountedOnly = shape.length > 2 && compare(product(weights.shape), classes) !== 'different';
  if (isCountedOnly && weights.shape.length !== 1) return false;
  if (weights.shape.length !== 1) return refuseRank(scene, weights, [1], ['classes'], says) !== undefined;
  const wrong = checkSize(scene, weights, { axis: 0, expected: classes, parameter: undefined, says });
  // Probabilities are multiplied with them.
  const isCounted = !wrong && target.tensor?.dtype === 'int';
  const other = isCounted ? refuseOtherPrecision(scene, output, weights, COUNTED) : undefined;
  return (wrong ?? other) !== undefined;
}

/** `pos_weight` and the weights of elements are spread over the target, which is as large as the output; states what does not fit. */
export function wrongSpread(
  scene: Scene,
  target: Operand,
  names: readonly string[],
  options: Bound,
): boolean {
  return names.some(name => {
    const given = options.given(name);
    if (given?.value.kind !== 'tensor' || !target.shape) return false;
    const weights = takeTensor(scene, given.value, scene.site, name);
    const spread = weights?.shape && broadcast(weights.shape, target.shape);
    if (!weights || !spread || spread.ok) return false;
    refuseOperands(scene, [weights, target], spread.mismatch);
    return true;
  });
}

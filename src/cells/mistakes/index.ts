/** The mistakes that can be made with a layer, in the order in which they are shown. */
import { batchAsSteps } from './batch-as-steps.ts';
import { biasTwice } from './bias-twice.ts';
import { elementwiseAsProduct } from './elementwise-as-product.ts';
import { foreignGateOrder } from './foreign-gate-order.ts';
import { missingTranspose } from './missing-transpose.ts';
import type { Mistake, MistakeName, Setting } from './mistake.ts';
import { productOrder } from './product-order.ts';
import { sequencesIntoDense } from './sequences-into-dense.ts';
import { stateWithoutLayers } from './state-without-layers.ts';
import { wholeSequence } from './whole-sequence.ts';

export { type Comparison, compared } from './compare.ts';
export {
  type Attempt,
  type Mistake,
  type MistakeName,
  mistakeNames,
  type NamedLayout,
  type Piece,
  type Readings,
  type Setting,
  type Slip,
  type VectorAxes,
  type Version,
} from './mistake.ts';

const makers: Readonly<Record<MistakeName, (setting: Setting) => Mistake | undefined>> = {
  'whole-sequence': wholeSequence,
  'elementwise-as-product': elementwiseAsProduct,
  'product-order': productOrder,
  'missing-transpose': missingTranspose,
  'batch-as-steps': batchAsSteps,
  'state-without-layers': stateWithoutLayers,
  'sequences-into-dense': sequencesIntoDense,
  'bias-twice': biasTwice,
  'foreign-gate-order': foreignGateOrder,
};

/** A mistake that the layer's cell or framework does not allow is left out. */
export function mistakesOf(setting: Setting): readonly Mistake[] {
  return Object.values(makers).flatMap(make => make(setting) ?? []);
}

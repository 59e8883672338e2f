/** Every rule, in the order of the documentation: first layers, then tensors, then programs; errors before warnings. */

import { attentionOverSamples } from './attention-over-samples.ts';
import { batchAsSteps } from './batch-as-steps.ts';
import { biasAsBatchFirst } from './bias-as-batch-first.ts';
import { cellStateAsHiddenState } from './cell-state-as-hidden-state.ts';
import { columnAgainstVector } from './column-against-vector.ts';
import { dropoutOnOneLayer } from './dropout-on-one-layer.ts';
import { elementwiseAsProduct } from './elementwise-as-product.ts';
import { exchangedStates } from './exchanged-states.ts';
import { failingAssertion } from './failing-assertion.ts';
import { firstLayerAsState } from './first-layer-as-state.ts';
import { foreignGateOrder } from './foreign-gate-order.ts';
import { impossibleReshape } from './impossible-reshape.ts';
import { indexOutOfBounds } from './index-out-of-bounds.ts';
import { inputRank } from './input-rank.ts';
import { invalidSize } from './invalid-size.ts';
import { lastStepOfBackwardHalf } from './last-step-of-backward-half.ts';
import { lengthBeyondSteps } from './length-beyond-steps.ts';
import { lostBias } from './lost-bias.ts';
import { lostMask } from './lost-mask.ts';
import { mismatchedBroadcast } from './mismatched-broadcast.ts';
import { mismatchedConcatenation } from './mismatched-concatenation.ts';
import { mismatchedEinsum } from './mismatched-einsum.ts';
import { mismatchedMatmul } from './mismatched-matmul.ts';
import { misnamedResults } from './misnamed-results.ts';
import { missingAttribute } from './missing-attribute.ts';
import { missingKeepdims } from './missing-keepdims.ts';
import { missingReturnSequences } from './missing-return-sequences.ts';
import { normalisedSteps } from './normalised-steps.ts';
import { notCallable } from './not-callable.ts';
import { notIterable } from './not-iterable.ts';
import { oneDirectionAsState } from './one-direction-as-state.ts';
import { oversizedWindow } from './oversized-window.ts';
import { paddingAsLastStep } from './padding-as-last-step.ts';
import { pooledSamples } from './pooled-samples.ts';
import { productAsElementwise } from './product-as-elementwise.ts';
import { randomBias } from './random-bias.ts';
import { reshapeAsTranspose } from './reshape-as-transpose.ts';
import { reversedSequence } from './reversed-sequence.ts';
import type { Rule } from './rule.ts';
import { sampleAsLastStep } from './sample-as-last-step.ts';
import { samplesAsGates } from './samples-as-gates.ts';
import { samplesAsSteps } from './samples-as-steps.ts';
import { sequenceAsStep } from './sequence-as-step.ts';
import { singleTimeStep } from './single-time-step.ts';
import { slowKernel } from './slow-kernel.ts';
import { softmaxOfOne } from './softmax-of-one.ts';
import { softmaxOverSamples } from './softmax-over-samples.ts';
import { softmaxOverSteps } from './softmax-over-steps.ts';
import { squeezeWithoutEffect } from './squeeze-without-effect.ts';
import { statesMixedWithSamples } from './states-mixed-with-samples.ts';
import { stepsAsClasses } from './steps-as-classes.ts';
import { suspiciousArgument } from './suspicious-argument.ts';
import { suspiciousFeatureSize } from './suspicious-feature-size.ts';
import { suspiciousInitialState } from './suspicious-initial-state.ts';
import { suspiciousInputRank } from './suspicious-input-rank.ts';
import { suspiciousOperands } from './suspicious-operands.ts';
import { suspiciousProgram } from './suspicious-program.ts';
import { suspiciousTarget } from './suspicious-target.ts';
import { suspiciousTuple } from './suspicious-tuple.ts';
import { suspiciousUnpacking } from './suspicious-unpacking.ts';
import { swappedKernels } from './swapped-kernels.ts';
import { targetShape } from './target-shape.ts';
import { transposedVector } from './transposed-vector.ts';
import { tupleAsTensor } from './tuple-as-tensor.ts';
import { unboundedState } from './unbounded-state.ts';
import { undetachedState } from './undetached-state.ts';
import { unevenSplit } from './uneven-split.ts';
import { unorderedGates } from './unordered-gates.ts';
import { unpackedSamples } from './unpacked-samples.ts';
import { unusedLayer } from './unused-layer.ts';
import { viewOfTransposed } from './view-of-transposed.ts';
import { wrongArgument } from './wrong-argument.ts';
import { wrongAxis } from './wrong-axis.ts';
import { wrongFeatureSize } from './wrong-feature-size.ts';
import { wrongInitialState } from './wrong-initial-state.ts';
import { wrongLinearSize } from './wrong-linear-size.ts';
import { wrongOperandRank } from './wrong-operand-rank.ts';
import { wrongSubscript } from './wrong-subscript.ts';
import { wrongUnpacking } from './wrong-unpacking.ts';

export const rules: readonly Rule[] = [
  inputRank,
  missingReturnSequences,
  wrongFeatureSize,
  wrongLinearSize,
  wrongInitialState,
  tupleAsTensor,
  wrongUnpacking,
  wrongArgument,
  targetShape,
  mismatchedMatmul,
  mismatchedBroadcast,
  mismatchedConcatenation,
  mismatchedEinsum,
  impossibleReshape,
  viewOfTransposed,
  unevenSplit,
  wrongAxis,
  wrongOperandRank,
  indexOutOfBounds,
  oversizedWindow,
  invalidSize,
  missingAttribute,
  notCallable,
  wrongSubscript,
  notIterable,
  failingAssertion,
  suspiciousInputRank,
  suspiciousFeatureSize,
  suspiciousInitialState,
  suspiciousTuple,
  suspiciousUnpacking,
  suspiciousArgument,
  columnAgainstVector,
  dropoutOnOneLayer,
  softmaxOfOne,
  softmaxOverSteps,
  cellStateAsHiddenState,
  lastStepOfBackwardHalf,
  oneDirectionAsState,
  firstLayerAsState,
  pooledSamples,
  paddingAsLastStep,
  reshapeAsTranspose,
  sampleAsLastStep,
  squeezeWithoutEffect,
  statesMixedWithSamples,
  lostMask,
  reversedSequence,
  singleTimeStep,
  slowKernel,
  swappedKernels,
  unboundedState,
  attentionOverSamples,
  batchAsSteps,
  biasAsBatchFirst,
  lengthBeyondSteps,
  normalisedSteps,
  stepsAsClasses,
  elementwiseAsProduct,
  missingKeepdims,
  productAsElementwise,
  samplesAsGates,
  samplesAsSteps,
  sequenceAsStep,
  softmaxOverSamples,
  transposedVector,
  foreignGateOrder,
  unorderedGates,
  lostBias,
  randomBias,
  misnamedResults,
  exchangedStates,
  unpackedSamples,
  undetachedState,
  unusedLayer,
  suspiciousTarget,
  suspiciousOperands,
  suspiciousProgram,
];

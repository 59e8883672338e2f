/** The losses of torch.nn and torch.nn.functional. https://docs.pytorch.org/docs/stable/nn.html#loss-functions */

import {
  BINARY,
  CLASSES,
  indicesOnly,
  type Loss,
  ONE_CLASS,
  POINTWISE,
  REGRESSION,
  ROWS,
  SPREAD_TARGET,
} from './kinds.ts';
import { PAIRS, SPREAD, type ThreeOperands, VARIANCES } from './three.ts';

export interface LossSpec {
  readonly className: string;
  readonly functionName: string;
  /** Of the constructor, which looks at no kinds; the function takes the operands, and then the same. */
  readonly options: string;
  /** The module takes its options by their names alone. */
  readonly isByName?: true;
  readonly operands?: string;
  /** Of the module, where it names them otherwise than the function. */
  readonly moduleOperands?: string;
  /** Options that only the function has. */
  readonly further?: string;
  /** Absent: its operands are not looked at. */
  readonly loss?: Loss;
  /** Of three operands. */
  readonly three?: ThreeOperands;
  readonly isConnectionist?: true;
  /** The option that the constructor of the module compares with numbers. */
  readonly compared?: string;
  /** The option whose kind the constructor of the module asks for; of all others the first call does. */
  readonly asked?: string;
}

const REDUCED = "size_average: truth=None, reduce: truth=None, reduction='mean'";
const IGNORING =
  "weight: Tensor=None, size_average: truth=None, ignore_index: int=-100, reduce: truth=None, reduction='mean'";

export const FRACTIONAL = 'expected target dtype to be Long or Byte, but got Float';

const WHOLE = ['int', 'bool'] as const;
const FLAGS = ['bool'] as const;

/** What each kernel was found to refuse of the first of its operands: 2.13, on each pair of dtypes. */
const OF_FLOATS = { refuses: { output: WHOLE, target: [] } } as const;
const NO_FLAGS = {
  output: FLAGS,
  target: FLAGS,
  says: 'Subtraction, the `-` operator, with a bool tensor is not supported',
};
const NO_WHOLE = { output: WHOLE, target: WHOLE, says: 'kl_div: Integral inputs not supported.' };

/** As torch/nn/modules/loss.py and torch/nn/functional.py have them. */
export const SPECS: readonly LossSpec[] = [
  {
    className: 'CrossEntropyLoss',
    functionName: 'cross_entropy',
    options: `${IGNORING}, label_smoothing: number=0.0`,
    loss: { ...CLASSES, applies: 'softmax' },
  },
  {
    className: 'NLLLoss',
    functionName: 'nll_loss',
    options: IGNORING,
    loss: { ...CLASSES, check: indicesOnly, saysFractional: FRACTIONAL, takesLogarithms: true },
  },
  {
    className: 'BCELoss',
    functionName: 'binary_cross_entropy',
    options: `weight: Tensor=None, ${REDUCED}`,
    loss: {
      ...BINARY,
      ...OF_FLOATS,
      spread: ['weight'],
      saysMixed: 'Found dtype … but expected …',
      isOfOnePrecision: true,
    },
  },
  {
    className: 'BCEWithLogitsLoss',
    functionName: 'binary_cross_entropy_with_logits',
    options: `weight: Tensor=None, ${REDUCED}, pos_weight=None`,
    loss: {
      ...BINARY,
      ...OF_FLOATS,
      spread: ['pos_weight', 'weight'],
      saysMixed: "result type Float can't be cast to the desired output type",
      applies: 'sigmoid',
    },
  },
  {
    className: 'MSELoss',
    functionName: 'mse_loss',
    options: REDUCED,
    further: 'weight=None',
    loss: REGRESSION,
  },
  {
    className: 'L1Loss',
    functionName: 'l1_loss',
    options: REDUCED,
    further: 'weight=None',
    loss: { ...REGRESSION, refuses: NO_FLAGS },
  },
  {
    className: 'SmoothL1Loss',
    functionName: 'smooth_l1_loss',
    options: `${REDUCED}, beta: number=1.0`,
    loss: REGRESSION,
  },
  {
    className: 'HuberLoss',
    functionName: 'huber_loss',
    options: "reduction='mean', delta: number=1.0",
    further: 'weight=None',
    loss: { ...REGRESSION, ...OF_FLOATS },
    asked: 'delta',
  },
  {
    className: 'KLDivLoss',
    functionName: 'kl_div',
    options: `${REDUCED}, log_target: bool=False`,
    loss: { ...POINTWISE, refuses: NO_WHOLE },
  },
  {
    className: 'PoissonNLLLoss',
    moduleOperands: 'log_input, target',
    functionName: 'poisson_nll_loss',
    options:
      "log_input=True, full=False, size_average: truth=None, eps: number=1e-08, reduce: truth=None, reduction='mean'",
    loss: POINTWISE,
  },
  {
    className: 'HingeEmbeddingLoss',
    functionName: 'hinge_embedding_loss',
    options: `margin: number=1.0, ${REDUCED}`,
    loss: { ...POINTWISE, refuses: { output: FLAGS, target: [] } },
  },
  {
    className: 'SoftMarginLoss',
    functionName: 'soft_margin_loss',
    options: REDUCED,
    loss: { ...SPREAD_TARGET, ...OF_FLOATS },
  },
  {
    className: 'MultiLabelSoftMarginLoss',
    functionName: 'multilabel_soft_margin_loss',
    options: `weight: Tensor=None, ${REDUCED}`,
    loss: { ...ROWS, refuses: { output: WHOLE, target: FLAGS } },
  },
  {
    className: 'MultiMarginLoss',
    functionName: 'multi_margin_loss',
    options: `p: whole=1, margin: number=1.0, weight: Tensor=None, ${REDUCED}`,
    loss: { ...ONE_CLASS, saysFractional: 'expected scalar type Long but found' },
    compared: 'p',
  },
  { className: 'MultiLabelMarginLoss', functionName: 'multilabel_margin_loss', options: REDUCED },
  {
    className: 'CTCLoss',
    functionName: 'ctc_loss',
    options: "blank: int=0, reduction='mean', zero_infinity: bool=False",
    operands: 'log_probs, targets, input_lengths, target_lengths',
    isConnectionist: true,
  },
  {
    className: 'GaussianNLLLoss',
    functionName: 'gaussian_nll_loss',
    options: "full=False, eps: number=1e-06, reduction='mean'",
    isByName: true,
    operands: 'input, target, var',
    three: VARIANCES,
  },
  {
    className: 'CosineEmbeddingLoss',
    functionName: 'cosine_embedding_loss',
    options: `margin: number=0.0, ${REDUCED}`,
    operands: 'input1, input2, target',
    three: PAIRS,
  },
  {
    className: 'MarginRankingLoss',
    functionName: 'margin_ranking_loss',
    options: `margin: number=0.0, ${REDUCED}`,
    operands: 'input1, input2, target',
    three: SPREAD,
  },
  {
    className: 'TripletMarginLoss',
    functionName: 'triplet_margin_loss',
    options: `margin: number=1.0, p: number=2.0, eps: number=1e-06, swap=False, ${REDUCED}`,
    operands: 'anchor, positive, negative',
    three: SPREAD,
    compared: 'margin',
  },
];

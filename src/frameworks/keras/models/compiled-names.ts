/**
 * Names that `compile` and the first step of training look up, as Keras 3.15 has them: keras/src/{optimizers,losses,metrics}/__init__.py. A name
 * that older versions had is taken too.
 */
import { asString, type Host, isGuess, isNumberOrFlag, type Value } from '../../parts.ts';
import { takesCustomNames } from '../layers/names.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** In small letters, in which they are looked up. */
const OPTIMIZERS = words(
  `adadelta adafactor adagrad adam adamax adamw ftrl lamb lion lossscaleoptimizer multioptimizer muon nadam optimizer optimizermap rmsprop
   schedulefreeadamw sgd`,
);

const LOSSES = words(
  `BCE BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalGeneralizedCrossEntropy
   CategoricalHinge Circle CosineSimilarity Dice Hinge Huber KLD KLDivergence LogCosh Loss LossFunctionWrapper MAE MAPE MSE MSLE MeanAbsoluteError
   MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge Tversky bce
   binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy
   categorical_generalized_cross_entropy categorical_hinge circle cosine_similarity ctc dice hinge huber kl_divergence kld log_cosh logcosh mae
   mape mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson
   sparse_categorical_crossentropy squared_hinge tversky`,
);

const METRICS = words(
  `AUC Accuracy BCE BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy CategoricalHinge
   ConcordanceCorrelation CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence LogCoshError MAE MAPE MSE MSLE
   Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError MeanSquaredLogarithmicError Metric OneHotIoU
   OneHotMeanIoU PearsonCorrelation Poisson Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
   SensitivityAtSpecificity SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity
   SquaredHinge Sum TopKCategoricalAccuracy TrueNegatives TruePositives accuracy auc bce binary_accuracy binary_crossentropy binary_io_u
   categorical_accuracy categorical_crossentropy categorical_hinge concordance_correlation cosine_similarity f1_score f_beta_score
   false_negatives false_positives hinge io_u kl_divergence log_cosh_error mae mape mean mean_absolute_error mean_absolute_percentage_error
   mean_io_u mean_metric_wrapper mean_squared_error mean_squared_logarithmic_error metric mse msle one_hot_io_u one_hot_mean_io_u
   pearson_correlation poisson precision precision_at_recall r2_score recall recall_at_precision root_mean_squared_error
   sensitivity_at_specificity sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy
   specificity_at_sensitivity squared_hinge sum top_k_categorical_accuracy true_negatives true_positives`,
);

/** Names that are decided by the target and the output. */
const DECIDED = { loss: words('crossentropy ce'), metric: words('accuracy acc') };

export const ACCURACY = DECIDED.metric;

/** Whether an optimizer surely is none: a name that there is not, a class that was not called. */
export function isNoOptimizer(host: Host, value: Value): boolean {
  const name = asString(value);
  if (name !== undefined) return !OPTIMIZERS.has(name.toLowerCase()) && !takesCustomNames(host);
  return isNumberOrFlag(value) || value.kind === 'native-class' || value.kind === 'list';
}

export const isNoLoss = (host: Host, value: Value): boolean =>
  isNone(host, value, LOSSES, DECIDED.loss) ||
  isNumberOrFlag(value) ||
  (value.kind === 'tensor' && !isGuess(value));

export const isNoMetric = (host: Host, value: Value): boolean =>
  isNone(host, value, METRICS, DECIDED.metric) || isNumberOrFlag(value) || value.kind === 'none';

function isNone(host: Host, value: Value, known: ReadonlySet<string>, decided: ReadonlySet<string>): boolean {
  const name = asString(value);
  if (name === undefined || takesCustomNames(host)) return false;
  return !known.has(name) && !decided.has(name.toLowerCase());
}

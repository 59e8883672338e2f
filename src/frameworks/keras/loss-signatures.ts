/**
 * What the losses take: classes when they are made, functions beside two arrays. The parameters of all versions of Keras 3, or of those of TensorFlow's
 * Keras, so that none is refused which one of them takes. Source: keras/src/losses/losses.py, tf_keras/src/losses.py
 */
import { refuseArgument, scenesOf } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  asString,
  bind,
  type Call,
  type Signature,
  signature,
  string,
  type Value,
} from '../parts.ts';
import { isNoScalar } from './core/common-kinds.ts';
import type { Flavour } from './core/flavour.ts';
import { lossOf } from './models/losses.ts';

const CROSSENTROPY = 'from_logits=False, label_smoothing=0.0, axis=-1';
const FOCAL = 'alpha=0.25, gamma=2.0';
const REGION = 'axis=None';

/** By the function's name; what stands for the options of the class of the same name too, but for those of every class. */
const OPTIONS: Readonly<Record<string, string>> = {
  binary_crossentropy: CROSSENTROPY,
  categorical_crossentropy: CROSSENTROPY,
  binary_focal_crossentropy: `apply_class_balancing=False, ${FOCAL}, ${CROSSENTROPY}`,
  categorical_focal_crossentropy: `${FOCAL}, ${CROSSENTROPY}`,
  cosine_similarity: 'axis=-1',
  huber: 'delta=1.0',
  categorical_hinge: '',
  hinge: '',
  squared_hinge: '',
  kl_divergence: '',
  log_cosh: '',
  poisson: '',
  mean_absolute_error: '',
  mean_absolute_percentage_error: '',
  mean_squared_error: '',
  mean_squared_logarithmic_error: '',
};

/** Where the function has its options in another order than the class, or the class has them behind those of every class. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  sparse_categorical_crossentropy: 'from_logits=False, ignore_class=None, axis=-1',
  dice: REGION,
  tversky: `alpha=0.5, beta=0.5, ${REGION}`,
};

const COMMON = "reduction='sum_over_batch_size', name=None";
const CLASSES: Readonly<Record<string, string>> = {
  SparseCategoricalCrossentropy:
    "from_logits=False, ignore_class=None, reduction='sum_over_batch_size', axis=-1, name=None",
  Dice: `${COMMON}, ${REGION}`,
  Tversky: `alpha=0.5, beta=0.5, ${COMMON}, ${REGION}`,
};

const join = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(', ');

const isModelled = ({ name }: Flavour): boolean => name === 'keras3' || name === 'tf_keras';

/** 'MeanSquaredError' -> 'mean_squared_error', 'KLDivergence' -> 'kl_divergence' */
const functionOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/^KL(?=D)/, 'kl_')
    .toLowerCase();

function classSignature(flavour: Flavour, name: string): Signature | undefined {
  if (!isModelled(flavour)) return undefined;
  const own = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  const key = functionOf(name);
  const options = Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
  const text = own ?? (options === undefined ? undefined : join(options, COMMON));
  if (text === undefined) return undefined;
  return signature(flavour.name === 'keras3' ? join(text, 'dtype=None') : text);
}

function functionSignature(flavour: Flavour, name: string): Signature | undefined {
  if (!isModelled(flavour)) return undefined;
  const table = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS : OPTIONS;
  const options = Object.hasOwn(table, name) ? table[name] : undefined;
  return options === undefined ? undefined : signature(join('y_true, y_pred', options));
}

/** Whether there is a class or a function of this name, or one that it is short for. */
export const isLossName = (flavour: Flavour, name: string): boolean =>
  lossOf(string(name)) !== undefined ||
  classSignature(flavour, name) !== undefined ||
  functionSignature(flavour, name) !== undefined;

/** Of Keras 3; TensorFlow's Keras has 'auto' in place of the means. */
const REDUCTIONS: ReadonlySet<string> = new Set([
  'sum_over_batch_size',
  'mean',
  'mean_with_sample_weight',
  'sum',
  'none',
]);

/** Of TensorFlow's Keras (`ReductionV2.validate` of tf_keras/src/utils/losses_utils.py). */
const OLD_REDUCTIONS = /^(auto|none|sum|sum_over_batch_size)$/i;

/** What is looked up among these: another text, or an array, of which no comparison is true or false. */
const isNoReduction = (value: Value): boolean => {
  const text = asString(value);
  return (text !== undefined && !REDUCTIONS.has(text)) || isNoScalar(value);
};

/** Whether a class of losses refuses what it is made with. */
export function refusesLoss(flavour: Flavour, name: string, call: Call): boolean {
  const wanted = classSignature(flavour, name);
  const bound = wanted && bind(call, wanted, name, flavour.framework);
  if (bound?.refused) return true;
  const given = bound ? bound.given('reduction') : reductionIn(flavour, call);
  const isNew = flavour.name === 'keras3';
  const isWrong = given && (isNew ? isNoReduction(given.value) : isNoOldReduction(call, given));
  if (!given || !isWrong) return false;
  refuseArgument(scenesOf(flavour.framework)(call, name), {
    parameter: 'reduction',
    aspect: 'value',
    allowed: isNew
      ? "'sum_over_batch_size', 'mean', 'mean_with_sample_weight', 'sum', 'none' or None"
      : "'auto', 'none', 'sum' or 'sum_over_batch_size'",
    at: given.at,
    says: isNew ? 'Invalid value for argument `reduction`.' : 'Invalid Reduction Key: …',
  });
  return true;
}

/** TensorFlow 1.14 and 1.15 have the names of TensorFlow 2. */
function reductionIn({ name }: Flavour, { host, args }: Call): Argument | undefined {
  const { major, minor } = host.version('tensorflow');
  return name === 'tf1' && major === 1 && minor >= 14
    ? args.find(argument => argument.name === 'reduction')
    : undefined;
}

function isNoOldReduction({ host }: Call, { value, at }: Argument): boolean {
  const text = asString(value);
  return (
    (text !== undefined && !OLD_REDUCTIONS.test(text)) || isWrittenNone(host, value, at) || isNoScalar(value)
  );
}

/** Whether a loss that is a function refuses its arguments for their number or names. */
export function refusesLossFunction(flavour: Flavour, name: string, call: Call): boolean {
  const wanted = functionSignature(flavour, name);
  return wanted !== undefined && bind(call, wanted, name, flavour.framework).refused;
}

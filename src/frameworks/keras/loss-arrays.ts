/**
 * Arrays that losses of Keras 2.0 to 2.2 refuse: some ask one side, or either, for what only a symbolic tensor has (keras/losses.py,
 * `categorical_crossentropy` and `clip` of keras/backend/tensorflow_backend.py). Later versions make a tensor of it first.
 */
import { refuseArgument, scenesOf } from '../array/scene.ts';
import { isNumpyArray } from '../kinds.ts';
import { type Argument, bind, type Call, type Host, isLiteral, signature, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';

interface Needs {
  readonly symbolic: readonly ('y_true' | 'y_pred')[];
  readonly says: string;
}

const SHAPE: Needs = { symbolic: ['y_pred'], says: "… object has no attribute 'get_shape'" };
const DTYPE: Needs = { symbolic: ['y_pred'], says: "… object has no attribute 'base_dtype'" };
const DTYPES: Needs = { ...DTYPE, symbolic: ['y_true', 'y_pred'] };

const NEEDS: ReadonlyMap<string, Needs> = new Map([
  ['categorical_crossentropy', SHAPE],
  ['sparse_categorical_crossentropy', SHAPE],
  ['binary_crossentropy', DTYPE],
  ...['mean_squared_logarithmic_error', 'msle', 'MSLE'].map(name => [name, DTYPES] as const),
  ...['kullback_leibler_divergence', 'kld', 'KLD'].map(name => [name, DTYPES] as const),
]);

/** Of these versions, all of which take two sides and nothing else. */
export const FIRST_LOSSES: ReadonlySet<string> = new Set([
  ...NEEDS.keys(),
  ...`mean_squared_error mse MSE mean_absolute_error mae MAE mean_absolute_percentage_error mape MAPE hinge squared_hinge categorical_hinge logcosh
    poisson cosine_proximity cosine`.split(/\s+/),
]);

const TWO_SIDES = signature('y_true, y_pred');

/** Keras 1 had them in another module. */
export const hasFirstLosses = ({ name, lossClasses }: Flavour, host: Pick<Host, 'version'>): boolean =>
  name === 'keras2' && !lossClasses && host.version('keras').major === 2;

/** Whether a loss of these versions refuses its arguments, which has then been stated. */
export function refusesFirstLoss(flavour: Flavour, name: string, call: Call): boolean {
  const isOfThem = hasFirstLosses(flavour, call.host) && FIRST_LOSSES.has(name);
  if (!isOfThem) return false;
  const bound = bind(call, TWO_SIDES, name, flavour.framework);
  if (bound.refused) return true;
  const needs = NEEDS.get(name);
  const wrong = needs?.symbolic.find(side => hasNoShape(bound.value(side)));
  const given = wrong && bound.given(wrong);
  if (!needs || !wrong || !given) return false;
  refuseSide(flavour, `losses.${name}`, call, { ...given, name: wrong }, needs.says);
  return true;
}

/**
 * The same of TensorFlow 1, whose loss of class numbers asks what made its scores, unless they are logits (`sparse_categorical_crossentropy` of
 * tensorflow/python/keras/backend.py). `options`: those of the loss.
 */
export function refusesScores(
  flavour: Flavour,
  name: string,
  options: readonly Argument[],
  call: Call,
): boolean {
  const isOfScores = /\.(Sparse|sparse_)categorical_?crossentropy$/i.test(name);
  const [, second] = call.args;
  if (flavour.name !== 'tf1' || !isOfScores || options.length > 0 || call.open) return false;
  const given = call.args.find(argument => argument.name === 'y_pred') ?? second;
  if (!given || (given.name ?? 'y_pred') !== 'y_pred' || !hasNoShape(given.value)) return false;
  refuseSide(flavour, name, call, { ...given, name: 'y_pred' }, undefined);
  return true;
}

function refuseSide(
  flavour: Flavour,
  operation: string,
  call: Call,
  { name = 'y_pred', value, at }: Argument,
  says: string | undefined,
): void {
  refuseArgument(scenesOf(flavour.framework)(call, operation), {
    parameter: name,
    aspect: 'type',
    allowed: 'a symbolic tensor',
    given: value.kind === 'tensor' ? 'a NumPy array' : undefined,
    at,
    says,
  });
}

const hasNoShape = (value: Value): boolean =>
  isLiteral(value) || value.kind === 'list' || isNumpyArray(value);

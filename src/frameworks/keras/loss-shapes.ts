/**
 * What losses called as functions make of two arrays, one number for each example: by running each of them on two dozen pairs of shapes in Keras 3.15,
 * tf_keras 2.21, `tf.keras` of TensorFlow 1.15 and Keras 2.2.4.
 */
import { broadcast, otherRank, refuse, type Shape, type ShapeResult, UNDECIDED } from '../../shapes/index.ts';
import type { FlavourName } from './core/flavour.ts';
import { aligned, identical, isOne, sameCount } from './models/losses.ts';

/** Brings ranks together first, broadcasts, takes nothing but equal shapes, or numbers of classes. */
type Comparison = 'aligned' | 'broadcast' | 'identical' | 'sparse';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const SIMILAR = words('cosine_similarity cosine_proximity');
const ALIGNED = words(
  `mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error huber log_cosh cosine_similarity`,
);
const BROADCAST = words(
  `poisson hinge squared_hinge categorical_hinge kl_divergence kullback_leibler_divergence logcosh`,
);
const SHORT: Readonly<Record<string, string>> = {
  mse: 'mean_squared_error',
  mae: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  kld: 'kl_divergence',
};

function comparisonOf(flavour: FlavourName, name: string): Comparison | undefined {
  const isNew = flavour === 'keras3';
  switch (name) {
    case 'sparse_categorical_crossentropy':
      return 'sparse';
    case 'categorical_crossentropy':
      return isNew || flavour === 'tf_keras' ? 'identical' : 'broadcast';
    case 'binary_crossentropy':
      return isNew || flavour === 'keras2' ? 'identical' : 'broadcast';
    case 'binary_focal_crossentropy':
      return isNew ? 'identical' : 'broadcast';
    case 'categorical_focal_crossentropy':
      return isNew ? 'broadcast' : 'identical';
    default:
      if (ALIGNED.has(name)) return isNew ? 'aligned' : 'broadcast';
      return BROADCAST.has(name) || SIMILAR.has(name) ? 'broadcast' : undefined;
  }
}

/** The shape of the values; undefined where it is not known how they come about. */
export function valuesOf(
  flavour: FlavourName,
  written: string,
  target: Shape,
  output: Shape,
): ShapeResult<Shape | undefined> {
  const name = SHORT[written] ?? written;
  const comparison = flavour === 'tfjs' ? undefined : comparisonOf(flavour, name);
  // A cosine is along an axis that a number does not have.
  if (!comparison || (SIMILAR.has(name) && target.length * output.length === 0)) return UNDECIDED;
  if (comparison === 'sparse') return valuesOfClasses(flavour, target, output);
  const [a, b] = comparison === 'aligned' ? aligned(target, output) : [target, output];
  const whole = comparison === 'identical' ? identical(a, b, 0) : broadcast(a, b);
  if (!whole.ok) return whole;
  const shape = comparison === 'identical' ? b : whole.value;
  return { ok: true, value: shape.length > 0 ? shape.slice(0, -1) : undefined };
}

/** The output is the second of the two. */
const WITHOUT_CLASSES = refuse(otherRank(1, 0));

/** Of rank 1 the output is the scores of one example, of which old versions are not known. */
function valuesOfClasses(flavour: FlavourName, target: Shape, output: Shape): ShapeResult<Shape | undefined> {
  if (flavour === 'keras3' && output.length === 0) return WITHOUT_CLASSES;
  if (output.length < (flavour === 'keras3' ? 1 : 2)) return UNDECIDED;
  const wanted = output.slice(0, -1);
  const labels = target.length === output.length && isOne(target) ? target.slice(0, -1) : target;
  if (flavour === 'keras3') {
    const whole = identical(labels, wanted, 0);
    return whole.ok ? { ok: true, value: wanted } : whole;
  }
  // They lay both out in one row.
  const counted = sameCount(labels, wanted);
  return counted.ok ? { ok: true, value: identical(labels, wanted, 0).ok ? wanted : undefined } : counted;
}

/** Which axis data lack that a model was made for, by the sizes that the model was made with. */
import { compare, constantOf, isUnknown, printDim, type Shape, size, symbolsOf } from '../../shapes/index.ts';
import type { FrameworkName, RankConflict } from '../../values/index.ts';
import { withAxis } from '../fix/wrap.ts';
import { type NewAxis, PLACES, withOne } from './new-axis.ts';
import { shapeText } from './operands.ts';
import { code } from './words.ts';

/** Where one axis can be put in so that all sizes fit; none: nowhere, or what was wanted is not known. */
export function fittingAxes({ input, wanted }: RankConflict): readonly NewAxis[] {
  const { shape } = input;
  if (!shape || wanted?.length !== shape.length + 1) return [];
  const fitting = PLACES.filter(place => fits(wanted, withOne(shape, place)));
  // A last axis of one is declared for data of one feature.
  const isOne = fitting.includes(-1) && constantOf(wanted.at(-1) ?? size(0)) === 1;
  return isOne ? [-1] : fitting;
}

/** The batch may be any; so may a size that the model leaves open. */
const fits = (wanted: Shape, given: Shape): boolean =>
  wanted.every((dim, axis) => {
    const other = given[axis];
    return axis === 0 || !other || isOpen(dim) || compare(dim, other) !== 'different';
  });

const isOpen = (dim: Shape[number]): boolean => isUnknown(dim) || symbolsOf(dim).length > 0;

/** What to do with data that have fewer axes than a model was made for; undefined: no sizes are known to judge by. */
export function missingAxisAdvice(conflict: RankConflict): string | undefined {
  const { input, wanted, framework } = conflict;
  const { shape, tensor } = input;
  if (!shape || !wanted || shape.length >= wanted.length || tensor?.graph) return undefined;
  const [first, second] = fittingAxes(conflict);
  if (first === 0 && second === 1)
    return `If its rows are samples, ${given(shape, 1, framework)}; if they are the steps of one sample, ${given(shape, 0, framework)}.`;
  if (first === 0 && tensor?.source.operation === 'tf.data')
    return 'A data set gives one sample after the other: `.batch(32)` puts them together.';
  if (first !== undefined) return adding(shape, first, framework);
  const whole = reshaped(shape, wanted);
  if (whole) return `Reshape the data to ${shapeText(whole, framework)}.`;
  return `The model was made for ${shapeText(wanted, framework)}.`;
}

const given = (shape: Shape, place: NewAxis, framework: FrameworkName): string =>
  `${code(withAxis('x', place, framework))} gives ${shapeText(withOne(shape, place), framework)}`;

const adding = (shape: Shape, place: NewAxis, framework: FrameworkName): string =>
  `${place === 0 ? 'This is one sample without the axis of the batch' : 'Add the missing axis to the data'}: ${given(shape, place, framework)}.`;

/** The same numbers as samples of the size that the model wants. */
function reshaped(shape: Shape, wanted: Shape): Shape | undefined {
  const [, ...sample] = wanted;
  const [all, each] = [shape, sample].map(dims =>
    dims.map(constantOf).reduce<number | undefined>((product, dim) => mul(product, dim), 1),
  );
  return all && each && all % each === 0 ? [size(all / each), ...sample] : undefined;
}

const mul = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a * b;

/** The axis of size 1 without which data fit the model. */
export function extraAxisAdvice({ input: { shape, tensor }, wanted }: RankConflict): string | undefined {
  if (!shape || !wanted || shape.length !== wanted.length + 1 || tensor?.graph) return undefined;
  const axis = shape.findIndex(
    (dim, at) => at > 0 && constantOf(dim) === 1 && fits(wanted, shape.toSpliced(at, 1)),
  );
  return axis > 0 ? `Without its axis ${axis}, which has size 1, it would fit.` : undefined;
}

/** Texts as one-hot vectors, where a model looks numbers of words up. */
export function lookedUpAdvice({ input, axes, framework, wanted }: RankConflict): string | undefined {
  if (wanted?.length !== 2 || !axes.includes('steps') || input.shape?.length !== 3) return undefined;
  const last = input.shape.at(-1);
  const how = framework === 'tfjs' ? '`argMax(-1)`' : '`argmax(-1)`';
  const classes = last ? ` of ${printDim(last)} numbers` : '';
  return `Its Embedding takes the number of each word, not a vector${classes}: give the numbers, which ${how} gets back from one-hot vectors.`;
}

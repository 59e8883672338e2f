/** How frameworks treat the arguments of their tensor functions. */
import type { einsum } from '../../shapes/index.ts';
import type { FrameworkName, Host } from '../parts.ts';

type EinsumOptions = NonNullable<Parameters<typeof einsum>[2]>;

/** How a framework treats the arguments of all its functions. */
export interface Flavour {
  readonly framework: FrameworkName;
  /** 'torch' of 'torch.cat'. */
  readonly module: string;
  /** Arguments beyond those that a function takes are ignored, as JavaScript does. */
  readonly ignoresMore?: boolean;
  /** All that its tables name are functions, which have no items; others have classes among them, and what else may be subscripted. */
  readonly hasFunctionsOnly?: boolean;
  /** Nested lists and numbers are taken for arrays (NumPy, TensorFlow). */
  readonly takesLists: boolean;
  /** Numbers are taken for arrays where lists are not (JAX). */
  readonly takesNumbers?: boolean;
  /** Whole numbers name dtypes (TensorFlow): `tf.zeros(2, 3)` has two of type 3. */
  readonly numbersNameDtypes?: boolean;
  /** PyTorch's squeeze leaves a named axis that is not 1. */
  readonly lenientSqueeze: boolean;
  /** PyTorch's concatenation leaves out operands of shape (0,). */
  readonly skipsEmpty: boolean;
  /** How integers beside arrays in a subscript count: see `index` of src/shapes. */
  readonly integers: 'advanced' | 'select';
  /** Positions outside of an axis are moved inside instead of refused (JAX). */
  readonly clampsPositions?: boolean;
  /** Positions in an array that serves as an index are compared with the axis too. */
  readonly checksArraysOfPositions?: boolean;
  /** What functions with several results give. */
  readonly sequences: 'tuple' | 'list';
  /** A tensor of one integer stands for it in `[0] * n`, which repeats the list (PyTorch, Paddle). */
  readonly repeatsLists: boolean;
  /** `x == [1, 2]` compares element by element; otherwise it is one truth value. */
  readonly comparesLists: boolean;
  /** `==` and `!=` of arrays that do not broadcast are one truth value, no error. */
  readonly equalsAnything?: boolean;
  /** Steps of slices must be positive (PyTorch). */
  readonly refusesBackwardSlices: boolean;
  /** `arange(5, 2)` is refused rather than empty (PyTorch). */
  readonly refusesBackwardRanges: boolean;
  /** A size of -1 is one that is not known yet, in a static graph. */
  readonly leavesSizesOpen: boolean;
  /** Sizes are whole numbers, the first of them no truth value; what else stands among them is refused (PyTorch). */
  readonly strictSizes?: boolean;
  /** Nothing but whole numbers stands among sizes (NumPy). */
  readonly wholeSizes?: boolean;
  /** Any negative size of a reshape is inferred, not only -1 (NumPy). */
  readonly negativeInfers: boolean;
  /** Which axes a reduction over `[]` reduces. */
  readonly emptyAxes: 'all' | 'none';
  /** Joining functions take one array for the list of its rows. */
  readonly joinsRows: boolean;
  /** A concatenation along the axis None flattens. */
  readonly flattensJoins: boolean;
  /** Data whose first row is empty has no elements, whatever the other rows hold: `tensor([[], [1.0]])` is (2, 0). */
  readonly endsAtEmptyRow?: boolean;
  /** Lists whose rows differ in length make arrays of objects (old NumPy). */
  readonly takesRagged: (host: Pick<Host, 'version'>) => boolean;
  readonly einsum: EinsumOptions;
  /** Keywords that all functions take under another name too: PyTorch's `axis` for `dim`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/**
 * Answers that refuse least, to begin with: what a framework refuses beyond them is found in its source, one answer at a time. Those that
 * decide what comes out rather than what is taken (`integers`, `sequences`, `comparesLists`, `repeatsLists`, `emptyAxes`) are NumPy's.
 */
export const PLAIN_FLAVOUR: Omit<Flavour, 'framework' | 'module'> = {
  takesLists: true,
  takesNumbers: true,
  lenientSqueeze: true,
  skipsEmpty: true,
  integers: 'advanced',
  clampsPositions: true,
  sequences: 'list',
  repeatsLists: false,
  comparesLists: true,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  leavesSizesOpen: false,
  negativeInfers: true,
  emptyAxes: 'none',
  joinsRows: true,
  flattensJoins: true,
  takesRagged: () => true,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: {},
};

/** Answers of frameworks whose functions take tensors only, lists of them aside, and bend nothing to fit (PyTorch and those that go by its names). */
export const TENSORS_ONLY: Omit<Flavour, 'framework' | 'module'> = {
  takesLists: false,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'select',
  sequences: 'tuple',
  repeatsLists: false,
  comparesLists: false,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  leavesSizesOpen: false,
  negativeInfers: false,
  emptyAxes: 'all',
  joinsRows: false,
  flattensJoins: false,
  takesRagged: () => false,
  einsum: { sumEllipsis: false, stretchOnes: true },
  aliases: {},
};

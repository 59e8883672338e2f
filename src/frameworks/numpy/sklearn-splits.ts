/** Splitters of scikit-learn: the row numbers of train and test part, one pair for each fold. https://scikit-learn.org/stable/api/sklearn.model_selection.html */
import { constantOf, type Dim, size, unknownDim } from '../../shapes/index.ts';
import { opaqueClass } from '../array/opaque.ts';
import { result } from '../array/scene.ts';
import {
  asInt,
  type Call,
  givenAt,
  integer,
  list,
  listOf,
  type NativeClass,
  nativeFunction,
  tuple,
  type Value,
} from '../parts.ts';
import { sceneOf, shapeOfData } from './sklearn-scene.ts';

/** How many rows train and test part have. */
interface Fold {
  readonly train: number;
  readonly test: number;
}

type Folds = (rows: number, count: number) => readonly Fold[];

/** Each row is tested once; the first folds have one more where they do not come out even (`_iter_test_indices`, `_make_test_folds`). */
const eachTestedOnce: Folds = (rows, count) =>
  Array.from({ length: count }, (_, i) => {
    const test = Math.floor((rows + count - 1 - i) / count);
    return { train: rows - test, test };
  });

/** What is tested comes behind all that is trained on. */
const behindEachOther: Folds = (rows, count) => {
  const test = Math.floor(rows / (count + 1));
  return Array.from({ length: count }, (_, i) => ({ train: rows - (count - i) * test, test }));
};

/** More would be listed one by one. */
const MOST = 32;

const splitter = (name: string, folds: Folds | undefined, plain: readonly string[]): NativeClass =>
  opaqueClass({
    qualified: `sklearn.model_selection.${name}`,
    framework: 'numpy',
    behave: call => {
      const given = givenAt(call, 'n_splits', 0);
      const count = given ? asInt(given.value) : call.open ? undefined : 5;
      const isPlain =
        !call.open && call.args.every(({ name: key }) => key === undefined || plain.includes(key));
      return {
        attribute: (_host, member) => {
          if (member === 'split')
            return nativeFunction(`${name}.split`, inner =>
              splits(inner, name, isPlain ? folds : undefined, count),
            );
          if (member !== 'get_n_splits' || count === undefined) return undefined;
          return nativeFunction(`${name}.get_n_splits`, () => integer(size(count)));
        },
      };
    },
  });

function splits(call: Call, name: string, folds: Folds | undefined, count: number | undefined): Value {
  const x = givenAt(call, 'X', 0);
  const dim = x && shapeOfData(x.value)?.[0];
  const rows = dim && constantOf(dim);
  const numbers = (length: Dim): Value =>
    result(sceneOf(call, `${name}.split`), [length], { dtype: 'int', role: 'data' });
  const known =
    folds && rows !== undefined && count !== undefined && count <= MOST && count <= rows
      ? folds(rows, count)
      : undefined;
  if (known)
    return list(
      known.map(({ train, test }) => tuple([numbers(size(train)), numbers(size(test))])),
      'iterator',
    );
  const element = tuple([numbers(unknownDim()), numbers(unknownDim())]);
  return listOf({ element, length: count === undefined ? undefined : size(count) }, 'iterator');
}

const SHUFFLING = ['n_splits', 'shuffle', 'random_state'];

export const SPLITTERS: Readonly<Record<string, NativeClass>> = {
  KFold: splitter('KFold', eachTestedOnce, SHUFFLING),
  StratifiedKFold: splitter('StratifiedKFold', eachTestedOnce, SHUFFLING),
  TimeSeriesSplit: splitter('TimeSeriesSplit', behindEachOther, ['n_splits']),
  GroupKFold: splitter('GroupKFold', undefined, []),
  ShuffleSplit: splitter('ShuffleSplit', undefined, []),
  StratifiedShuffleSplit: splitter('StratifiedShuffleSplit', undefined, []),
};

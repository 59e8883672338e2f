/** `keras.datasets`: the arrays that `load_data` gives, whose shapes the documentation tells (https://keras.io/api/datasets/). */
import { size } from '../../shapes/index.ts';
import {
  type Call,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';

interface Split {
  readonly train: number;
  readonly test: number;
  /** Shape of one example; undefined: lists of different lengths. */
  readonly example: readonly number[] | undefined;
  readonly label: readonly number[];
}

const IMAGES: Split = { train: 60_000, test: 10_000, example: [28, 28], label: [] };
const COLOURED: Split = { train: 50_000, test: 10_000, example: [32, 32, 3], label: [1] };

const DATASETS: Readonly<Record<string, Split>> = {
  mnist: IMAGES,
  fashion_mnist: IMAGES,
  cifar10: COLOURED,
  cifar100: COLOURED,
  boston_housing: { train: 404, test: 102, example: [13], label: [] },
  imdb: { train: 25_000, test: 25_000, example: undefined, label: [] },
};

export function datasetsModule(): ModuleValue {
  const members = Object.entries(DATASETS).map(([name, split]) => [
    name,
    moduleOf(`keras.datasets.${name}`, { load_data: loader(name, split) }),
  ]);
  return moduleOf('keras.datasets', Object.fromEntries(members));
}

function loader(name: string, split: Split): Value {
  return nativeFunction(`keras.datasets.${name}.load_data`, call => {
    // `test_split` and the like change the numbers of rows.
    const isPlain = call.args.every(argument => argument.name !== 'test_split' && argument.name !== 'maxlen');
    const part = (rows: number) =>
      tuple([array(call, rows, split.example ?? [], isPlain), array(call, rows, split.label, isPlain)]);
    return tuple([part(split.train), part(split.test)]);
  });
}

function array(call: Call, rows: number, rest: readonly number[], isPlain: boolean): Value {
  const first = isPlain ? size(rows) : call.host.freshSymbol('samples', call.site);
  return tensor(call.host, {
    framework: 'numpy',
    shape: [first, ...rest.map(dim => size(dim))],
    source: { operation: 'load_data', site: call.site, role: 'data' },
  });
}

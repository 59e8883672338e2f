/** NumPy. https://numpy.org/doc/stable/reference/ */
import { arrayBehaviour } from '../array/behaviour.ts';
import { dtypeMembers } from '../array/dtype.ts';
import { fourier } from '../array/fourier.ts';
import { functionMembers } from '../array/operation.ts';
import { pandas } from '../pandas/index.ts';
import {
  type Framework,
  float,
  moduleOf,
  NONE,
  nativeFunction,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { concatenator } from './concatenators.ts';
import { NUMPY, NUMPY_EDITIONS } from './flavour.ts';
import { FUNCTIONS, STRIDE_TRICKS } from './functions.ts';
import { LINEAR_ALGEBRA } from './linear-algebra.ts';
import { METHODS } from './methods.ts';
import { random } from './random.ts';
import { scipy } from './scipy.ts';
import { sklearn } from './sklearn.ts';
import { ufuncs } from './ufuncs.ts';
import { numpyWords } from './words.ts';

const DTYPES = [
  'float16',
  'float32',
  'float64',
  'float128',
  'double',
  'single',
  'half',
  'float_',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'int_',
  'intp',
  'bool_',
  'bool',
  'complex64',
  'complex128',
  'str_',
  'object_',
];

const nothing = (name: string): Value => nativeFunction(`np.${name}`, () => NONE);

const numpyModule = moduleOf('numpy', {
  ...functionMembers(NUMPY, FUNCTIONS),
  ...ufuncs(NUMPY, FUNCTIONS),
  ...dtypeMembers(NUMPY, DTYPES),
  ndarray: {
    kind: 'native-class',
    name: 'ndarray',
    qualified: 'numpy.ndarray',
    framework: 'numpy',
    ancestors: [],
    construct: call => call.host.unknown('the contents of an array', call.site),
  },
  random,
  linalg: moduleOf('numpy.linalg', functionMembers({ ...NUMPY, module: 'np.linalg' }, LINEAR_ALGEBRA)),
  fft: moduleOf('numpy.fft', functionMembers({ ...NUMPY, module: 'np.fft' }, fourier('a', 'axis'))),
  lib: moduleOf('numpy.lib', {
    stride_tricks: moduleOf('numpy.lib.stride_tricks', functionMembers(NUMPY, STRIDE_TRICKS)),
  }),
  r_: concatenator('r_', NUMPY),
  c_: concatenator('c_', NUMPY),
  newaxis: NONE,
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Number.POSITIVE_INFINITY),
  nan: float(Number.NaN),
  ...Object.fromEntries(
    ['set_printoptions', 'seterr', 'save', 'savez', 'savez_compressed', 'savetxt'].map(name => [
      name,
      nothing(name),
    ]),
  ),
});

/** What layers and models have and no array, nor a field of one in the code that people write: only of arrays without fields is it said. */
const OF_LAYERS =
  /^(count_params|(get|set|load|save|add)_weights?|weights|layers|(non_)?trainable_weights|get_layer|get_config|(in|out)put_shape|(train|test)_on_batch|summary|units|(recurrent_)?kernel|cell|(forward|backward)_layer|predict|fit|evaluate)$/;

const lacks = ({ dtype }: TensorValue, name: string): boolean =>
  dtype !== undefined && dtype !== 'string' && OF_LAYERS.test(name);

export const numpy: Framework = {
  name: 'numpy',
  words: numpyWords,
  modules: { numpy: () => numpyModule, scipy: () => scipy, sklearn: () => sklearn, pandas: () => pandas },
  tensors: arrayBehaviour({ flavour: NUMPY, methods: METHODS, lacks }),
  editions: NUMPY_EDITIONS,
};

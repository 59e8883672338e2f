/** Functions of `tensorflow` itself: the shared functions of tensors, data sets, and what programs need around them. */
import type { Flavour } from '../array/flavour.ts';
import { opaqueClass } from '../array/opaque.ts';
import { arrayFlavour, graphMembers } from '../keras/functions.ts';
import { type Call, moduleOf, NONE, nativeFunction, string, type Value } from '../parts.ts';
import { dataModule } from './data.ts';
import { HYPERBOLIC, MATH, MATRICES, MORE_NN, SEQUENCES } from './more.ts';
import { NN, RANDOM, TENSORFLOW } from './table.ts';

const FLAVOUR: Flavour = {
  ...arrayFlavour('tensorflow', 'tf'),
  einsum: { sumEllipsis: false, stretchOnes: false },
};

const DTYPES =
  'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool string complex64 complex128'.split(
    ' ',
  );

export function tensorflowMembers(): Record<string, Value | (() => Value)> {
  const all = graphMembers(FLAVOUR, { ...TENSORFLOW, ...SEQUENCES, ...HYPERBOLIC });
  const member = (name: string, table: Parameters<typeof graphMembers>[1]) =>
    moduleOf(`tf.${name}`, graphMembers({ ...FLAVOUR, module: `tf.${name}` }, table));
  return {
    ...all,
    math: moduleOf('tf.math', { ...all, ...graphMembers({ ...FLAVOUR, module: 'tf.math' }, MATH) }),
    linalg: moduleOf('tf.linalg', { ...all, ...graphMembers({ ...FLAVOUR, module: 'tf.linalg' }, MATRICES) }),
    nn: member('nn', { ...NN, ...MORE_NN }),
    random: () => randomModule(),
    data: () => dataModule(),
    function: nativeFunction('tf.function', decorator),
    ...Object.fromEntries(DTYPES.map(name => [name, string(name)])),
    Tensor: opaqueClass({ qualified: 'tf.Tensor', framework: 'tensorflow' }),
    TensorShape: nativeFunction('tf.TensorShape', call => call.args[0]?.value ?? NONE),
    newaxis: NONE,
    __version__: string(undefined),
  };
}

function randomModule(): Value {
  const made = graphMembers({ ...FLAVOUR, module: 'tf.random' }, RANDOM);
  return moduleOf('tf.random', { ...made, set_seed: nativeFunction('tf.random.set_seed', () => NONE) });
}

/** `@tf.function` and `@tf.function(jit_compile=True)` leave the function as it is. */
function decorator(call: Call): Value {
  const [first] = call.args;
  if (first && first.name === undefined) return first.value;
  return nativeFunction('tf.function', inner => inner.args[0]?.value ?? NONE);
}

/** Functions of `tensorflow` itself: the shared functions of tensors, data sets, and what programs need around them. */
import type { Flavour } from '../array/flavour.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import { type FunctionTable, functionValue } from '../array/operation.ts';
import { arrayFlavour, graphMembers } from '../keras/functions.ts';
import {
  type Call,
  itemsOf,
  list,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  string,
  type Value,
} from '../parts.ts';
import { CONTROL } from './control.ts';
import { dataModule } from './data.ts';
import { TensorSpec } from './data-elements.ts';
import { GradientTape } from './gradient-tape.ts';
import { LEGACY_FUNCTIONS, LEGACY_NN, legacyFlavour, legacyTable } from './legacy.ts';
import { MATRIX_FUNCTIONS } from './linear-algebra.ts';
import { LEGACY_LOSSES, LOSSES } from './losses.ts';
import { HYPERBOLIC, MATH, MATRICES, MORE_NN, SEQUENCES } from './more.ts';
import { GENERATOR, MORE_FUNCTIONS, MORE_MATH, MORE_RANDOM, NN_LOSSES } from './segments.ts';
import { IMAGE, SIGNAL } from './signals.ts';
import { NN, RANDOM, TENSORFLOW } from './table.ts';
import { TensorArray } from './tensor-array.ts';
import { LEGACY_WINDOWS, NN_WINDOWS } from './windows.ts';

const FLAVOUR: Flavour = {
  ...arrayFlavour('tensorflow', 'tf'),
  einsum: { sumEllipsis: false, stretchOnes: false },
};

const DTYPES =
  'float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool string complex64 complex128'.split(
    ' ',
  );

/** `legacy`: the functions of version 1 and of `tf.compat.v1`, which take other keywords. */
export function tensorflowMembers(legacy = false): Record<string, Value | (() => Value)> {
  const flavour = legacy ? legacyFlavour(FLAVOUR) : FLAVOUR;
  const members = (module: string, table: FunctionTable) =>
    graphMembers({ ...flavour, module }, legacy ? legacyTable(table) : table);
  const all = members('tf', {
    ...(legacy && LEGACY_FUNCTIONS),
    ...MORE_FUNCTIONS,
    ...TENSORFLOW,
    ...SEQUENCES,
    ...HYPERBOLIC,
  });
  const member = (name: string, table: FunctionTable) => moduleOf(`tf.${name}`, members(`tf.${name}`, table));
  return {
    ...all,
    math: moduleOf('tf.math', { ...all, ...members('tf.math', { ...MORE_MATH, ...MATH }) }),
    linalg: moduleOf('tf.linalg', { ...all, ...members('tf.linalg', { ...MATRIX_FUNCTIONS, ...MATRICES }) }),
    nn: member('nn', {
      ...(legacy && LEGACY_NN),
      ...NN_WINDOWS,
      ...NN_LOSSES,
      ...NN,
      ...MORE_NN,
      ...LOSSES,
      ...(legacy && { ...LEGACY_LOSSES, ...LEGACY_WINDOWS }),
    }),
    signal: member('signal', SIGNAL),
    image: member('image', IMAGE),
    GradientTape,
    TensorArray,
    TensorSpec,
    ...CONTROL,
    random: () => randomModule((table: FunctionTable) => members('tf.random', table)),
    data: () => dataModule(),
    function: nativeFunction('tf.function', decorator),
    ...Object.fromEntries(DTYPES.map(name => [name, string(name)])),
    Tensor: opaqueClass({ qualified: 'tf.Tensor', framework: 'tensorflow' }),
    TensorShape: nativeFunction('tf.TensorShape', tensorShape),
    newaxis: NONE,
    __version__: string(undefined),
  };
}

/** A list of sizes, with attributes of its own: it is no list of Python's. */
function tensorShape({ args: [given] }: Call): Value {
  const sizes = given && itemsOf(given.value);
  return sizes ? list(sizes) : (given?.value ?? NONE);
}

function randomModule(members: (table: FunctionTable) => Readonly<Record<string, () => Value>>): Value {
  const made = members({ ...MORE_RANDOM, ...RANDOM });
  return moduleOf('tf.random', {
    ...made,
    set_seed: nativeFunction('tf.random.set_seed', () => NONE),
    set_global_generator: nativeFunction('tf.random.set_global_generator', () => NONE),
    get_global_generator: nativeFunction('tf.random.get_global_generator', generator),
    Generator: GENERATOR_CLASS,
  });
}

const generator = (call: Call): Value =>
  instance(call.host, GENERATOR_CLASS, call.site, {
    attribute: (_host, name) => {
      const definition = Object.hasOwn(GENERATOR, name) ? GENERATOR[name] : undefined;
      return definition && functionValue({ ...FLAVOUR, module: 'Generator' }, name, definition);
    },
  });

/** `tf.random.Generator.from_seed(1)` */
const GENERATOR_CLASS: NativeClass = {
  kind: 'native-class',
  name: 'Generator',
  qualified: 'tf.random.Generator',
  framework: 'tensorflow',
  ancestors: [],
  construct: generator,
  member: (_host, name) =>
    name.startsWith('from_') ? nativeFunction(`tf.random.Generator.${name}`, generator) : undefined,
};

/** `@tf.function` and `@tf.function(jit_compile=True)` leave the function as it is. */
function decorator(call: Call): Value {
  const [first] = call.args;
  if (first && first.name === undefined) return first.value;
  return nativeFunction('tf.function', inner => inner.args[0]?.value ?? NONE);
}

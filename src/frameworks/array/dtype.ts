/** dtype arguments: `torch.long`, `'float32'`, `np.int64`, Python's `int`. */
import type { Dtype, NativeClass, Value } from '../parts.ts';
import type { Flavour } from './flavour.ts';
import { literalShape } from './operand.ts';
import { type Operation, option } from './operation.ts';
import { precisionCalled } from './precision.ts';
import { result, type Scene } from './scene.ts';

const KINDS: readonly (readonly [RegExp, Dtype])[] = [
  [/^(torch\.|tf\.|np\.)?(b?float\d*_?|double|half|single|[<>=]?f[248])$/, 'float'],
  [/^(torch\.|tf\.|np\.)?(u?int\d*_?|long|short|char|intp|[<>=]?i[1248])$/, 'int'],
  [/^(torch\.|tf\.|np\.)?(bool_?)$/, 'bool'],
  [/^(torch\.)?(cuda\.)?(Float|Double|Half|BFloat16)Tensor$/, 'float'],
  [/^(torch\.)?(cuda\.)?(Long|Int|Short|Char)Tensor$/, 'int'],
  [/^(torch\.)?(cuda\.)?BoolTensor$/, 'bool'],
  // NumPy's codes of one character: https://numpy.org/doc/stable/reference/arrays.scalars.html
  [/^[defg]$/, 'float'],
  [/^[hilpqHILPQ]$/, 'int'],
  [/^\?$/, 'bool'],
  [/^(torch\.|tf\.|np\.)?(complex\d*|cfloat|cdouble)$/, 'complex'],
  [/^(torch\.|tf\.|np\.)?(str_?|string|object_?)$/, 'string'],
];

/** Bytes are integers, but PyTorch's subscripts take them for truth values: which they are is left open. */
const BYTES = /^(torch\.|tf\.|np\.)?(uint8|byte|ByteTensor)$/;

export function dtypeNamed(name: string): Dtype | undefined {
  if (BYTES.test(name)) return undefined;
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** The dtype that a value names; undefined where it names none that is known. */
export function dtypeOf(value: Value): Dtype | undefined {
  if (value.kind === 'string') return value.value === undefined ? undefined : dtypeNamed(value.value);
  if (value.kind === 'native-class' || value.kind === 'native-function') return dtypeNamed(value.name);
  return undefined;
}

/** The dtype argument, else what the function gives by itself; undefined where an unknown one was given. */
export function dtypeOption(op: Operation, otherwise: Dtype | undefined): Dtype | undefined {
  const value = option(op, 'dtype', 'type');
  return value.kind === 'none' ? otherwise : dtypeOf(value);
}

/** `np.float32`: names a dtype, and called converts. NumPy's floats are arrays without axes here, as what its functions give of numbers. */
export function dtypeClass(flavour: Flavour, name: string): NativeClass {
  return {
    kind: 'native-class',
    name,
    qualified: `${flavour.framework}.${name}`,
    framework: flavour.framework,
    ancestors: [],
    construct: ({ host, site, args }) => {
      const value = args[0]?.value;
      const isFloat = flavour.framework === 'numpy' && dtypeNamed(name) === 'float';
      if (value?.kind === 'number' && !isFloat) return value;
      const scene: Scene = { host, framework: flavour.framework, operation: name, site };
      return result(scene, value ? literalShape(value) : [], {
        parents: value?.kind === 'tensor' ? [value] : [],
        dtype: dtypeNamed(name),
        // A float of NumPy's own is as strong as an array: `x * np.float64(2)` is of doubles.
        precision: isFloat ? (precisionCalled(name) ?? 'unknown') : undefined,
      });
    },
  };
}

/** Members of the module that has the dtypes. */
export const dtypeMembers = (
  flavour: Flavour,
  names: readonly string[],
): Readonly<Record<string, () => NativeClass>> =>
  Object.fromEntries(names.map(name => [name, () => dtypeClass(flavour, name)]));

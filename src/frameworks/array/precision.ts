/**
 * How precise the floats of an array are. PyTorch refuses products of single with double floats where NumPy widens; both keep the precision beside
 * Python's numbers. https://docs.pytorch.org/docs/stable/tensor_attributes.html, https://numpy.org/doc/stable/reference/arrays.promotion.html
 */
import {
  attached,
  attachedToRun,
  type Bound,
  eachOnce,
  type FrameworkName,
  type Host,
  heldIn,
  type NativeValue,
  type Precision,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';

export type MaybePrecision = Precision | undefined;

/** What the code has made of it: 'unknown' once it may have changed. */
type Kept = Precision | 'unknown';

const either = (a: Kept, b: Kept): Kept => (a === b ? a : 'unknown');
const defaultOf = attachedToRun<Host, Kept>('single', either);
const keptBy = attached<NativeValue, Kept>('single', either);

const known = (kept: Kept): MaybePrecision => (kept === 'unknown' ? undefined : kept);

/** After `torch.set_default_dtype(...)`, and after `x.data = y`, which makes anything of any tensor and of any weight. */
export function doubtPrecisions(host: Host): void {
  host.write(defaultOf.place(host), 'unknown');
}

/** Who calls an entry may have changed what tensors are made of, and what models were converted to; `autocast` converts out of sight. */
export const isCertain = (host: Host): boolean =>
  !host.isEntry() && known(defaultOf.of(host)) !== undefined && !host.mentions('autocast');

/** `model.double()`; undefined: it may be anything from here on. A copy begins with what is so of the first. */
export function convertWeights(host: Host, layer: NativeValue, to: MaybePrecision): void {
  host.write(keptBy.place(layer), host.mentions('copy') ? 'unknown' : (to ?? 'unknown'));
}

/** Of a layer's weights, where these are of PyTorch. */
export function precisionOfWeights(host: Host, layer: NativeValue): MaybePrecision {
  if (layer.class.framework !== 'torch' || !isCertain(host)) return undefined;
  return layer.layer?.built.value.weights?.length ? known(keptBy.of(layer)) : undefined;
}

export const precisionOf = (tensor: TensorValue | undefined): MaybePrecision =>
  tensor?.dtype === 'float' ? tensor.precision : undefined;

const NAMES: readonly (readonly [RegExp, Precision])[] = [
  [/^(torch\.|np\.)?(float32|single)$|^([<>=]?f4|f)$/, 'single'],
  [/^(torch\.|np\.)?(float64|double|float_)$|^([<>=]?f8|d)$/, 'double'],
  [/^(torch\.|np\.)?(float16|half)$|^([<>=]?f2|e)$/, 'half'],
  [/^(torch\.)?bfloat16$/, 'bfloat16'],
  [/^(torch\.)?(cuda\.)?(Float)?Tensor$/, 'single'],
  [/^(torch\.)?(cuda\.)?DoubleTensor$/, 'double'],
  [/^(torch\.)?(cuda\.)?HalfTensor$/, 'half'],
  [/^(torch\.)?(cuda\.)?BFloat16Tensor$/, 'bfloat16'],
];

/** As PyTorch writes them, and as its kernels call them. */
export const DTYPES: Readonly<Record<Precision, { readonly name: string; readonly type: string }>> = {
  half: { name: 'float16', type: 'Half' },
  bfloat16: { name: 'bfloat16', type: 'BFloat16' },
  single: { name: 'float32', type: 'Float' },
  double: { name: 'float64', type: 'Double' },
};

/** Of a dtype's name. */
export const precisionCalled = (name: string): MaybePrecision =>
  NAMES.find(([pattern]) => pattern.test(name))?.[1];

/** Of the dtype that a value names. Python's own `float` is a double, PyTorch's is not. */
export function precisionNamed(value: Value): MaybePrecision {
  if (value.kind === 'string') return value.value === 'float' ? 'double' : precisionCalled(value.value ?? '');
  if (value.kind === 'native-function') return value.name === 'float' ? 'double' : undefined;
  if (value.kind !== 'native-class') return undefined;
  return value.framework === 'torch' && value.name === 'float' ? 'single' : precisionCalled(value.name);
}

/** The precision that an argument of a call asks for; 'none': there is no such argument. */
export function precisionAsked(bound: Bound | undefined): MaybePrecision | 'none' {
  if (!bound) return 'none';
  if (bound.open) return undefined;
  for (const name of ['dtype', 'type']) {
    const given = bound.given(name)?.value ?? bound.keywords.find(each => each.name === name)?.value;
    if (given && given.kind !== 'none') return precisionNamed(given);
  }
  return 'none';
}

interface Made {
  readonly host: Host;
  readonly framework: FrameworkName;
  readonly bound?: Bound;
}

/** Of new floats: PyTorch's are single unless it was told otherwise, NumPy's double. */
export function newPrecision({ host, framework, bound }: Made): MaybePrecision {
  const asked = precisionAsked(bound);
  if (asked !== 'none') return asked;
  if (framework === 'numpy') return 'double';
  return framework === 'torch' && isCertain(host) ? 'single' : undefined;
}

/** Of floats written down as numbers, or put together from arrays. */
export function literalPrecision(made: Made, value: Value): MaybePrecision {
  const asked = precisionAsked(made.bound);
  if (asked !== 'none') return asked;
  if (value.kind === 'tensor') return joined(made, [value]);
  const items = value.kind === 'list' ? heldIn(value.items.value) : undefined;
  if (!items) return value.kind === 'number' ? newPrecision(made) : undefined;
  const all = eachOnce(items, item => literalPrecision(made, item));
  return all.length > 0 && all.every(each => each === all[0]) ? all[0] : undefined;
}

/** Frameworks of which the precision is followed. */
const isFollowed = (framework: FrameworkName): boolean => framework === 'torch' || framework === 'numpy';

/** Of what is computed from these; undefined entries: something of which nothing is known. */
export function joined(made: Made, operands: readonly (TensorValue | undefined)[]): MaybePrecision {
  if (!isFollowed(made.framework) || operands.length === 0) return undefined;
  if (operands.some(tensor => !tensor || !isFollowed(tensor.framework))) return undefined;
  const counted = operands.flatMap(tensor => (tensor && tensor.dtype !== 'bool' ? [tensor] : []));
  const floats = counted.filter(({ dtype }) => dtype === 'float');
  const integers = counted.filter(({ dtype }) => dtype === 'int');
  if (floats.length + integers.length < counted.length) return undefined;
  const [first] = floats;
  if (!first) return made.framework === 'torch' ? newPrecision(made) : undefined;
  const all = new Set(floats.map(precisionOf));
  if (all.has(undefined)) return undefined;
  // NumPy's integers are as wide as doubles; scalars widen nothing in PyTorch.
  if (all.size === 1)
    return precisionOf(first) !== 'double' && made.framework === 'numpy' && integers.length > 0
      ? undefined
      : precisionOf(first);
  if (!floats.every(tensor => (shapeOf(tensor)?.length ?? 0) > 0)) return undefined;
  // float16 and bfloat16 meet at float32.
  return all.has('double') ? 'double' : 'single';
}

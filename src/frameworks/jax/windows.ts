/** Convolutions, windows and paddings of `jax.lax`. https://docs.jax.dev/en/latest/jax.lax.html#convolution-operators */
import {
  add,
  compare,
  constantOf,
  convolutionLength,
  type Dim,
  multiply,
  type Padding,
  type Shape,
  size,
  subtract,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { checkSize, refused, refuseOperands, result } from '../array/scene.ts';
import { asDim, asString, itemsOf, type Value } from '../parts.ts';

/** Where batch, features and space lie in an input, a kernel and an output: 'NWC', 'WIO', 'NWC'. */
interface Layout {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
}

const SPACE = 'DHW';

/** Without dimension numbers batch and features come first, output and input features of the kernel. */
function layoutOf(value: Value, rank: number): Layout | undefined {
  if (value.kind === 'none') {
    const space = rank === 3 ? 'W' : SPACE.slice(-(rank - 2));
    return rank > 2 && rank < 6
      ? { input: `NC${space}`, kernel: `OI${space}`, output: `NC${space}` }
      : undefined;
  }
  const [input, kernel, output] = (itemsOf(value) ?? []).map(asString);
  return input && kernel && output ? { input, kernel, output } : undefined;
}

const dimsOf = (value: Value, count: number): readonly (Dim | undefined)[] | undefined =>
  value.kind === 'none'
    ? Array.from({ length: count }, () => size(1))
    : itemsOf(value)?.map(item => asDim(item));

/** 'SAME', 'VALID', or one pair for each spatial axis. */
function paddingsOf(value: Value, count: number): readonly (Padding | undefined)[] | undefined {
  const text = asString(value)?.toUpperCase();
  if (text === 'SAME' || text === 'VALID')
    return Array.from({ length: count }, () => (text === 'SAME' ? 'same' : 'valid'));
  return itemsOf(value)?.map(item => {
    const [before, after] = itemsOf(item)?.map(asDim) ?? [];
    return before && after ? { before, after } : undefined;
  });
}

const SAYS =
  'conv_general_dilated lhs feature dimension size divided by feature_group_count must equal the rhs input feature dimension size';

/** What differs between the functions is which arguments they take. */
const convolved = (op: Operation): Value => {
  const [input, kernel] = [operandAt(op), operandAt(op, 1)];
  if (!input || !kernel) return refused(op);
  const parts = { parents: [input.tensor, kernel.tensor], dtype: input.tensor?.dtype } as const;
  const layout = input.shape && layoutOf(option(op, 'dimension_numbers'), input.shape.length);
  if (!input.shape || !kernel.shape || !layout || layout.input.length !== input.shape.length)
    return result(op, undefined, parts);
  if (kernel.shape.length !== layout.kernel.length) return result(op, undefined, parts);
  const at = (shape: Shape, letters: string, letter: string): Dim | undefined =>
    shape[letters.indexOf(letter)];
  const groups =
    asDim(option(op, 'feature_group_count')) ??
    (op.bound.names.includes('feature_group_count') ? undefined : size(1));
  const inner = at(kernel.shape, layout.kernel, 'I');
  const axis = layout.input.indexOf('C');
  const wrong = checkSize(op, input, {
    axis,
    expected: groups && inner && multiply(groups, inner),
    parameter: undefined,
    says: SAYS,
  });
  if (wrong) return wrong;
  const isPlain =
    option(op, 'lhs_dilation').kind === 'none' &&
    (!op.bound.names.includes('batch_group_count') || !op.bound.given('batch_group_count'));
  const lengths = isPlain ? spatialLengths(op, layout, input.shape, kernel.shape) : undefined;
  const shape = [...layout.output].map((letter): Dim => {
    if (letter === 'N') return (isPlain && at(input.shape ?? [], layout.input, 'N')) || unknownDim();
    if (letter === 'C') return at(kernel.shape ?? [], layout.kernel, 'O') ?? unknownDim();
    return lengths?.get(letter) ?? unknownDim();
  });
  return result(op, shape, parts);
};

/** Lengths by letter; where no window fits it is not told. */
function spatialLengths(
  op: Operation,
  layout: Layout,
  input: Shape,
  kernel: Shape,
): ReadonlyMap<string, Dim> {
  const letters = [...layout.input].filter(letter => letter !== 'N' && letter !== 'C');
  const strides = dimsOf(option(op, 'window_strides'), letters.length);
  const dilations = dimsOf(option(op, 'rhs_dilation'), letters.length);
  const paddings = paddingsOf(option(op, 'padding'), letters.length);
  const lengths = new Map<string, Dim>();
  for (const [i, letter] of letters.entries()) {
    const [length, width] = [input[layout.input.indexOf(letter)], kernel[layout.kernel.indexOf(letter)]];
    const [stride, dilation, padding] = [strides?.[i], dilations?.[i], paddings?.[i]];
    if (!length || !width || !stride || !dilation || !padding) continue;
    const outcome = convolutionLength(length, { kernel: width, stride, dilation, padding });
    if (outcome.ok) lengths.set(letter, outcome.value);
  }
  return lengths;
}

/** `reduce_window(x, init, f, dimensions, strides, padding)`: along every axis. */
const windowed = (op: Operation): Value => {
  const isPlain = ['base_dilation', 'window_dilation'].every(name => option(op, name).kind === 'none');
  return changed(op, operandAt(op), shape => {
    const [widths, strides] = ['window_dimensions', 'window_strides'].map(name =>
      dimsOf(option(op, name), shape.length),
    );
    const paddings = paddingsOf(option(op, 'padding'), shape.length);
    const value = shape.map((dim, i) => {
      const [kernel, stride, padding] = [widths?.[i], strides?.[i], paddings?.[i]];
      if (!isPlain || !kernel || !stride || !padding) return unknownDim();
      const outcome = convolutionLength(dim, { kernel, stride, padding });
      return outcome.ok ? outcome.value : unknownDim();
    });
    return { ok: true, value };
  });
};

/** `pad(x, value, [(low, high, interior)])`: between any two elements as many as `interior`. */
const padded = (op: Operation): Value => {
  const triples = itemsOf(option(op, 'padding_config'))?.map(item => itemsOf(item)?.map(asDim));
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.map((dim, i) => {
      const [low, high, between] = triples?.[i] ?? [];
      if (!low || !high || !between) return unknownDim();
      // Where there is nothing, there is nothing between.
      const inner = constantOf(between) === 0 ? size(0) : multiply(subtract(dim, size(1)), between);
      return add(add(dim, inner), add(low, high));
    }),
  }));
};

/** `batch_matmul(a, b)`: all leading axes are equal. */
const batchProduct = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const rank = left.shape?.length ?? 0;
  const [inner, rows] = [left.shape?.at(-1), right.shape?.at(-2)];
  const parts = { parents: [left.tensor, right.tensor], dtype: left.tensor?.dtype } as const;
  if (inner && rows && compare(inner, rows) === 'different') {
    const mismatch = {
      kind: 'dims',
      left: { operand: 0, axis: rank - 1, dim: inner },
      right: { operand: 1, axis: (right.shape?.length ?? 0) - 2, dim: rows },
    } as const;
    return refuseOperands(op, [left, right], mismatch);
  }
  const columns = right.shape?.at(-1);
  const isKnown = left.shape && columns && rank > 1 && right.shape?.length === rank;
  return result(op, isKnown ? [...(left.shape ?? []).slice(0, -1), columns] : undefined, parts);
};

export const WINDOWED: FunctionTable = {
  conv: define('lhs, rhs, window_strides, padding, precision=None, preferred_element_type=None', convolved),
  conv_general_dilated: define(
    'lhs, rhs, window_strides, padding, lhs_dilation=None, rhs_dilation=None, dimension_numbers=None, feature_group_count=1, batch_group_count=1, precision=None, preferred_element_type=None, out_sharding=None, **kwargs',
    convolved,
  ),
  conv_with_general_padding: define(
    'lhs, rhs, window_strides, padding, lhs_dilation=None, rhs_dilation=None, precision=None, preferred_element_type=None, **kwargs',
    op => {
      const dilation = itemsOf(option(op, 'lhs_dilation'))?.map(asDim);
      const isPlain =
        option(op, 'lhs_dilation').kind === 'none' || dilation?.every(dim => dim && constantOf(dim) === 1);
      const value = (name: string): Value =>
        isPlain && name === 'lhs_dilation' ? { kind: 'none' } : op.bound.value(name);
      return convolved({ ...op, bound: { ...op.bound, value } });
    },
  ),
  reduce_window: define(
    'operand, init_value, computation, window_dimensions, window_strides, padding, base_dilation=None, window_dilation=None',
    windowed,
  ),
  pad: define('operand, padding_value, padding_config', padded),
  batch_matmul: define('lhs, rhs, precision=None', batchProduct),
};

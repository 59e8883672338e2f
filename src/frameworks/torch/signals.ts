/** Spectra, complex numbers and windows. https://docs.pytorch.org/docs/stable/torch.html#spectral-ops */
import {
  add,
  compare,
  floorDivide,
  multiply,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import {
  define,
  defineOpen,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { binary, unary } from '../array/pointwise.ts';
import { result } from '../array/scene.ts';
import { asBool, asDim, asNumber, type Value } from '../parts.ts';

const TWO = size(2);

/** `stft(x, n_fft)`: (..., frequencies, frames); without `return_complex` real and imaginary parts are an axis more. */
const shortTime = (op: Operation): Value => {
  const width = asDim(option(op, 'n_fft'));
  const asked = option(op, 'hop_length');
  const hop = asked.kind === 'none' ? width && floorDivide(width, size(4)) : asDim(asked);
  const isCentred = asBool(option(op, 'center'));
  const half = option(op, 'onesided');
  const isHalf = half.kind === 'none' ? true : asBool(half);
  const isComplex = asBool(option(op, 'return_complex'));
  return changed(
    op,
    operandAt(op),
    shape => {
      const length = shape.at(-1);
      const isKnown = width && hop && isHalf !== undefined && isCentred !== undefined && isComplex;
      if (!isKnown || !length || shape.length > 2) return UNDECIDED;
      const whole = isCentred ? add(length, multiply(TWO, floorDivide(width, TWO))) : length;
      const frames = add(floorDivide(subtract(whole, width), hop), size(1));
      const frequencies = isHalf ? add(floorDivide(width, TWO), size(1)) : width;
      return { ok: true, value: [...shape.slice(0, -1), frequencies, frames] };
    },
    { dtype: 'complex' },
  );
};

/** `view_as_complex(x)`: pairs along the last axis become one number each. */
const asComplex = (op: Operation): Value =>
  changed(
    op,
    operandAt(op),
    shape => {
      const last = shape.at(-1);
      if (!last) return UNDECIDED;
      if (compare(last, TWO) !== 'different') return { ok: true, value: shape.slice(0, -1) };
      const axis = shape.length - 1;
      const left = { operand: 0, axis, dim: last };
      return { ok: false, mismatch: { kind: 'dims', left, right: { ...left, dim: TWO } } };
    },
    { dtype: 'complex' },
  );

const asReal = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({ ok: true, value: [...shape, TWO] }), { dtype: 'float' });

/** `frexp(x)`: fractions and exponents. */
const partsOfFloat = (op: Operation): Value => {
  const made = unary('to-float')(op);
  return made.kind === 'tensor' ? named(op, { mantissa: made, exponent: { ...made, dtype: 'int' } }) : made;
};

/** `histogram(x, bins)`: counts, and edges, of which there is one more. */
const binned = (op: Operation): Value => {
  const bins = option(op, 'bins');
  const edges = bins.kind === 'tensor' ? bins.shape?.[0] : undefined;
  const count = edges ? subtract(edges, size(1)) : bins.kind === 'tensor' ? undefined : asDim(bins);
  return named(op, {
    hist: result(op, [count ?? unknownDim()], { dtype: 'float' }),
    bin_edges: result(op, [edges ?? (count ? add(count, size(1)) : unknownDim())], { dtype: 'float' }),
  });
};

/** Windows of a given number of samples. */
const window = (op: Operation): Value => {
  const count = asDim(op.bound.value(op.bound.names[0] ?? 'M'));
  return result(op, [count ?? unknownDim()], { dtype: 'float', role: 'data' });
};

/** `range(0, 4)`, which unlike `arange` ends with its end. */
const closedRange = (op: Operation): Value => {
  const [start, end, step] = ['start', 'end', 'step'].map(name => asNumber(option(op, name)));
  const isKnown = start !== undefined && end !== undefined && step !== undefined && step !== 0;
  const count = isKnown ? size(Math.max(0, Math.floor((end - start) / step) + 1)) : unknownDim();
  return result(op, [count], { dtype: 'float', role: 'data' });
};

/** Of torch itself and of tensors. */
export const SIGNAL_OPERATIONS: FunctionTable = {
  stft: define(
    "input, n_fft, hop_length=None, win_length=None, window=None, center=True, pad_mode='reflect', normalized=False, onesided=None, return_complex=None, align_to_window=None",
    shortTime,
  ),
  istft: define('input, n_fft, *args, **kwargs', op => result(op, undefined, { dtype: 'float' })),
  ...defineOpen('angle', 'input', unary('float')),
  frexp: define('input, *, out=None', partsOfFloat),
  histogram: define('input, bins=100, *, range=None, weight=None, density=False, out=None', binned),
  ...defineOpen('heaviside nextafter igamma igammac', 'input, other', binary()),
  ...defineOpen('float_power ldexp', 'input, other', binary('to-float')),
  mvlgamma: define('input, p, *, out=None', unary('to-float')),
  ...defineOpen('hardshrink resolve_conj resolve_neg', 'input, *args', unary()),
  isreal: define('input', unary('bool')),
};

export const SIGNAL_FUNCTIONS: FunctionTable = {
  ...SIGNAL_OPERATIONS,
  ...defineOpen('real imag', 'input', unary('float')),
  ...defineOpen('view_as_complex view_as_complex_copy', 'input', asComplex),
  ...defineOpen('view_as_real view_as_real_copy', 'input', asReal),
  ...defineOpen('complex polar', 'real, imag', binary('complex')),
  polygamma: define('n, input, *, out=None', op =>
    unary('to-float')({ ...op, bound: { ...op.bound, names: ['input'] } }),
  ),
  poisson: define('input, generator=None', unary()),
  kaiser_window: define('window_length, periodic=True, beta=12.0, **kwargs', window),
  range: define('start=0, end=None, step=1, **kwargs', closedRange),
};

/** torch.signal.windows */
export const WINDOWS: FunctionTable = defineOpen(
  'bartlett blackman cosine exponential gaussian hamming hann kaiser nuttall',
  'M',
  window,
);

/**
 * Fourier transforms: the shape stays, except along one axis where `n` says how long it shall be, or where only half of a spectrum is kept.
 * https://numpy.org/doc/stable/reference/routines.fft.html
 */
import {
  add,
  changeSize,
  type Dim,
  floorDivide,
  multiply,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asDim, type Value } from '../parts.ts';
import { axisOf, changed } from './change.ts';
import {
  axesOf,
  axisOption,
  define,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from './operation.ts';

/** 'half': real numbers have a symmetric spectrum, of which n // 2 + 1 are kept; 'whole': back from such a half. */
type Kept = 'same' | 'half' | 'whole';

function lengthOf(dim: Dim, asked: Dim | undefined, kept: Kept): Dim {
  if (kept === 'half') return add(floorDivide(asked ?? dim, size(2)), size(1));
  if (kept === 'whole') return asked ?? multiply(size(2), subtract(dim, size(1)));
  return asked ?? dim;
}

const askedLength = (op: Operation): { readonly dim?: Dim } | undefined => {
  const value = option(op, 'n');
  if (value.kind === 'none') return {};
  const dim = asDim(value);
  return dim && { dim };
};

/** `fft(x, n, dim)` along one axis. */
const along =
  (kept: Kept) =>
  (op: Operation): Value => {
    const axis = axisOf(op);
    const asked = askedLength(op);
    return changed(
      op,
      operandAt(op),
      (shape): ShapeResult<Shape | undefined> => {
        if (axis === undefined || !asked) return UNDECIDED;
        return changeSize(shape, axis, dim => lengthOf(dim, asked.dim, kept));
      },
      { dtype: kept === 'whole' ? 'float' : 'complex' },
    );
  };

/** `fft2`, `fftn`: over several axes, of which the last one is halved or made whole. Sizes given as `s` are not told. */
const overAxes =
  (kept: Kept) =>
  (op: Operation): Value => {
    const axes = axesOf(axisOption(op));
    const isPlain = option(op, 's').kind === 'none';
    return changed(
      op,
      operandAt(op),
      shape => {
        const last = axes === 'all' ? -1 : axes?.at(-1);
        if (!isPlain || last === undefined) return UNDECIDED;
        const at = last < 0 ? last + shape.length : last;
        return { ok: true, value: shape.map((dim, i) => (i === at ? lengthOf(dim, undefined, kept) : dim)) };
      },
      { dtype: kept === 'whole' ? 'float' : 'complex' },
    );
  };

/** `fftshift(x)` and its inverse. */
const shifted = (op: Operation): Value => changed(op, operandAt(op), shape => ({ ok: true, value: shape }));

/** `fftfreq(n)`: as many frequencies as there are samples, `rfftfreq` the half of them. */
const frequencies =
  (kept: 'same' | 'half') =>
  (op: Operation): Value => {
    const count = asDim(option(op, 'n'));
    return changed(
      op,
      {
        role: 'n',
        shape: count ? [lengthOf(count, undefined, kept)] : undefined,
        tensor: undefined,
        at: op.site,
      },
      shape => ({ ok: true, value: shape }),
      { dtype: 'float', role: 'data' },
    );
  };

/** The functions of a module `fft`, where the input is called `input` and the axis `axis`. */
export function fourier(input: string, axis: 'dim' | 'axis'): FunctionTable {
  const axes = axis === 'dim' ? 'dim' : 'axes';
  const one = `${input}, n=None, ${axis}=-1, norm=None, out=None`;
  const two = `${input}, s=None, ${axes}=(-2, -1), norm=None, out=None`;
  const all = `${input}, s=None, ${axes}=None, norm=None, out=None`;
  const table = (
    text: string,
    run: (kept: Kept) => (op: Operation) => Value,
    ending: string,
  ): FunctionTable => ({
    [`fft${ending}`]: define(text, run('same')),
    [`ifft${ending}`]: define(text, run('same')),
    [`rfft${ending}`]: define(text, run('half')),
    [`irfft${ending}`]: define(text, run('whole')),
  });
  return {
    ...table(one, along, ''),
    ...table(two, overAxes, '2'),
    ...table(all, overAxes, 'n'),
    hfft: define(one, along('whole')),
    ihfft: define(one, along('half')),
    fftshift: define(`${input === 'a' ? 'x' : input}, ${axes}=None`, shifted),
    ifftshift: define(`${input === 'a' ? 'x' : input}, ${axes}=None`, shifted),
    fftfreq: define('n, d=1.0, *args, **kwargs', frequencies('same')),
    rfftfreq: define('n, d=1.0, *args, **kwargs', frequencies('half')),
  };
}

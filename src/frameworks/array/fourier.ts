/**
 * Fourier transforms: the shape stays, except along one axis where `n` says how long it shall be, or where only half of a spectrum is kept.
 * https://numpy.org/doc/stable/reference/routines.fft.html
 */
import {
  add,
  changeSize,
  constantOf,
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

/** The lengths that `s` asks for, one for each axis (-1: as it is); undefined: not known. */
function askedLengths(op: Operation): readonly (Dim | undefined)[] | undefined {
  const value = option(op, 's');
  if (value.kind === 'none') return [];
  const given = asDim(value) ? [value] : op.host.items(value);
  const sizes = given?.map(item => asDim(item));
  if (!sizes || sizes.includes(undefined)) return undefined;
  return sizes.map(one => (one && constantOf(one) === -1 ? undefined : one));
}

/** `fft2`, `fftn`: over several axes, of which the last one is halved or made whole. Without axes those sizes are for the last ones. */
const overAxes =
  (kept: Kept) =>
  (op: Operation): Value => {
    const named = axesOf(axisOption(op));
    const asked = askedLengths(op);
    return changed(
      op,
      operandAt(op),
      shape => {
        if (named === undefined || !asked) return UNDECIDED;
        const count = asked.length > 0 ? asked.length : shape.length;
        const axes = named === 'all' ? Array.from({ length: count }, (_, i) => i - count) : named;
        const places = axes.map(axis => (axis < 0 ? axis + shape.length : axis));
        const last = places.at(-1);
        if (asked.length > 0 && asked.length !== places.length) return UNDECIDED;
        const value = shape.map((dim, i) => {
          const length = places.includes(i) ? asked[places.indexOf(i)] : undefined;
          return i === last ? lengthOf(dim, length, kept) : (length ?? dim);
        });
        return { ok: true, value };
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
    ...(axis === 'dim' && {
      hfft2: define(two, overAxes('whole')),
      ihfft2: define(two, overAxes('half')),
      hfftn: define(all, overAxes('whole')),
      ihfftn: define(all, overAxes('half')),
    }),
    fftshift: define(`${input === 'a' ? 'x' : input}, ${axes}=None`, shifted),
    ifftshift: define(`${input === 'a' ? 'x' : input}, ${axes}=None`, shifted),
    fftfreq: define('n, d=1.0, *args, **kwargs', frequencies('same')),
    rfftfreq: define('n, d=1.0, *args, **kwargs', frequencies('half')),
  };
}

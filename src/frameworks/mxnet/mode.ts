/**
 * Legacy arrays have at least one axis: the sum of all elements is (1,). `npx.set_np()` gives all functions NumPy's scalars.
 * https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/npx/generated/mxnet.npx.set_np.html
 */
import { size } from '../../shapes/index.ts';
import { attachedToRun, type Host, sameValueWith, shapeOf, type Value } from '../parts.ts';

/** A property of each run of a program. */
const numpyMode = attachedToRun<Host, boolean>(false, (a, b) => a && b);

export const isNumpyMode = (host: Host): boolean => numpyMode.of(host);

export function setMode(host: Host, isNumpy: boolean): void {
  host.write(numpyMode.place(host), isNumpy);
}

/**
 * A result as the mode has it. Numbers are float32 unless told otherwise, also those of `nd.array([1, 2])`, and comparisons of legacy arrays give
 * numbers too: what an array holds decides nothing, but for NumPy's masks.
 */
export function inMode(host: Host, value: Value): Value {
  if (value.kind !== 'tensor' || value.framework !== 'mxnet') return value;
  if (isNumpyMode(host)) return value.dtype === 'bool' ? value : sameValueWith(value, { dtype: undefined });
  const isScalar = shapeOf(value)?.length === 0;
  return sameValueWith(value, { dtype: undefined, ...(isScalar && { shape: [size(1)] }) });
}

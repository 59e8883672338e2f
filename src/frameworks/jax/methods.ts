/** Methods and attributes of `jax.Array`. https://docs.jax.dev/en/latest/_autosummary/jax.Array.html */
import { arrayBehaviour } from '../array/behaviour.ts';
import { define, defineAll, type FunctionTable, resigned } from '../array/operation.ts';
import { converted } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { METHODS as OF_NUMPY } from '../numpy/methods.ts';
import { type Call, NONE, SOME_BOOL, type TensorBehaviour } from '../parts.ts';
import { placesOf } from './at.ts';
import { JAX } from './flavour.ts';
import { SUMMED, TAKEN } from './signatures.ts';
import { indexed, isArray } from './subscripts.ts';

/** NumPy's methods that write into their array are not there. */
const IN_PLACE = ['sort', 'partition', 'fill', 'resize', 'setflags', 'tofile', 'dump'];

const ARG = 'a, axis=None, out=None, keepdims=None';
const ORDERED = 'a, order=None, *, out_sharding=None';

/** Where names and order are not NumPy's. */
const SIGNATURES: Readonly<Record<string, string>> = {
  argmax: ARG,
  argmin: ARG,
  argsort: 'a, axis=-1, *, kind=None, order=None, stable=True, descending=False',
  astype: 'a, dtype, copy=False, device=None',
  compress: 'a, condition, axis=None, *, out=None, size=None, fill_value=0',
  dot: 'a, b, *, precision=None, preferred_element_type=None',
  flatten: ORDERED,
  ravel: ORDERED,
  nonzero: 'a, *, fill_value=None, size=None',
  prod: `${SUMMED}, promote_integers=True`,
  sum: `${SUMMED}, promote_integers=True`,
  repeat: 'a, repeats, axis=None, *, total_repeat_length=None, out_sharding=None',
  take: TAKEN,
};

const METHODS: FunctionTable = {
  ...resigned(
    Object.fromEntries(Object.entries(OF_NUMPY).filter(([name]) => !IN_PLACE.includes(name))),
    SIGNATURES,
  ),
  ...defineAll(['block_until_ready', 'to_device', 'clone'], 'a, *args, **kwargs', converted),
  sort: define('a, axis=-1, **kwargs', keepingAxis('keep', 'flat')),
  ptp: define('a, axis=None, out=None, keepdims=False', reduction()),
  ...defineAll(['delete'], 'a', () => NONE),
  ...defineAll(['is_deleted', 'is_ready'], 'a', () => SOME_BOOL),
};

/** `x[i] = v`: "JAX arrays are immutable". */
function refuseAssignment({ host, site, args: [self] }: Call): void {
  if (!isArray(self?.value)) return;
  host.refuse({
    kind: 'program',
    aspect: 'assignment',
    framework: 'jax',
    operation: 'An array of JAX',
    name: host.textOf(site),
    instead: 'Write `x = x.at[index].set(value)`, which gives a new array',
    at: site,
    says: 'JAX arrays are immutable and do not support in-place item assignment.',
  });
}

/** Arrays of JAX, also those that Flax, Haiku and Equinox give. */
export const jaxTensors: TensorBehaviour = {
  ...arrayBehaviour({
    flavour: JAX,
    methods: METHODS,
    own: ['at'],
    attribute: (host, self, name) => (name === 'at' ? placesOf(host, self) : undefined),
  }),
  index: indexed,
  setIndex: refuseAssignment,
};

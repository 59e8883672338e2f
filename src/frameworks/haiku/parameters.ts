/** `get_parameter`, `get_state`, keys: what transformed functions ask of their run. haiku/_src/base.py */
import { compare, otherRank, type Shape, size, surelyDiffer } from '../../shapes/index.ts';
import { opaqueClass } from '../array/opaque.ts';
import { define, functionValue, type Operation } from '../array/operation.ts';
import { refused, refuseOperands, result } from '../array/scene.ts';
import { readNewShape } from '../array/sizes.ts';
import { within } from '../jax/flavour.ts';
import {
  asInt,
  asString,
  bool,
  type Call,
  type DictValue,
  list,
  listOf,
  NONE,
  nativeFunction,
  SOME_BOOL,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { currentModule, currentRun, keep } from './run.ts';

const entry = (tree: Value | undefined, name: string): Value | undefined =>
  tree?.kind === 'dict' ? (tree satisfies DictValue).entries.value.known.get(name) : undefined;

/** The parameter of this name that `apply` was given. */
function given({ host }: Operation, name: string): TensorValue | undefined {
  const found = entry(entry(currentRun(host)?.params, currentModule(host)), name);
  return found?.kind === 'tensor' ? found : undefined;
}

function getParameter(op: Operation): Value {
  const name = asString(op.bound.value('name'));
  const sizes = readNewShape(op, ['shape']);
  if (sizes.refused) return refused(op);
  const stored = name === undefined ? undefined : given(op, name);
  const known = stored && shapeOf(stored);
  if (stored && known && sizes.shape && surelyDiffer(known, sizes.shape))
    return refuseStored(op, stored, sizes.shape);
  const made = result(op, sizes.shape ?? known, { dtype: 'float', role: 'weight' });
  if (name !== undefined) keep(op.host, 'params', currentModule(op.host), name, made);
  return made;
}

function refuseStored(op: Operation, stored: TensorValue, wanted: Shape): Value {
  const at = op.bound.at('shape');
  const operands = [
    { role: 'shape', shape: wanted, tensor: undefined, at },
    { role: 'parameter', shape: shapeOf(stored), tensor: stored, at },
  ];
  const known = shapeOf(stored) ?? [];
  const axis = wanted.findIndex((dim, i) => compare(dim, known[i] ?? dim) === 'different');
  const [left, right] = [wanted[axis], known[axis]];
  const says = 'with retrieved shape … does not match shape';
  if (!left || !right)
    return refuseOperands(op, operands, otherRank(known.length, wanted.length, 0), at, says);
  const mismatch = {
    kind: 'dims',
    left: { operand: 0, axis, dim: left },
    right: { operand: 1, axis, dim: right },
  } as const;
  return refuseOperands(op, operands, mismatch, at, says);
}

function getState(op: Operation): Value {
  const name = asString(op.bound.value('name'));
  const place = currentRun(op.host)?.owned.state.value.get(currentModule(op.host));
  const known = name === undefined ? undefined : place?.get(name);
  if (known) return known;
  if (op.bound.value('shape').kind === 'none') return op.host.unknown('a state', op.site);
  const sizes = readNewShape(op, ['shape']);
  if (sizes.refused) return refused(op);
  const made = result(op, sizes.shape, { dtype: 'float' });
  if (name !== undefined) keep(op.host, 'state', currentModule(op.host), name, made);
  return made;
}

function setState({ host, args: [name, value] }: Call): Value {
  const key = name && asString(name.value);
  if (key !== undefined && value?.value.kind === 'tensor')
    keep(host, 'state', currentModule(host), key, value.value);
  return NONE;
}

const hk = (name: string, text: string, run: (op: Operation) => Value): Value =>
  functionValue(within('hk'), name, define(text, run));

/** Of a type that the program chooses, unless its shape is known. */
const newKey = ({ host, site }: Call, shape?: Shape): Value =>
  result({ host, framework: 'jax', operation: 'hk.next_rng_key', site }, shape);

/** `PRNGSequence(42)` makes old keys of two words; of a key come more of its kind. */
const shapeOfKeys = ({ args: [given] }: Call): Shape | undefined => {
  if (given?.value.kind === 'tensor') return shapeOf(given.value);
  return given?.value.kind === 'number' ? [size(2)] : undefined;
};

/** `hk.next_rng_key()` where `apply` has no key; `hk.with_rng` gives one of its own. */
function neededKey(call: Call): Value {
  const { host, site } = call;
  if (!currentRun(host)?.isKeyless || host.mentions('with_rng')) return newKey(call);
  host.refuse({
    kind: 'program',
    aspect: 'call',
    framework: 'haiku',
    operation: '`apply` has no key here',
    name: 'hk.next_rng_key',
    instead: 'Pass a key: `f.apply(params, key, x)`',
    at: site,
    says: 'You must pass a non-None PRNGKey to init and/or apply if you make use of random numbers.',
  });
  return host.because({ missing: 'a key: the call is refused', at: site });
}

const keys = (call: Call, shape?: Shape): Value => {
  const count = call.args[0] && asInt(call.args[0].value);
  if (count === undefined || count < 0 || count > 64)
    return listOf({ element: newKey(call, shape), length: undefined }, 'tuple');
  return list(
    Array.from({ length: count }, () => newKey(call, shape)),
    'tuple',
  );
};

const PRNGSequence = opaqueClass({
  qualified: 'haiku.PRNGSequence',
  framework: 'haiku',
  behave: made => ({
    iterate: (host, site) => ({
      element: newKey({ ...made, host, site }, shapeOfKeys(made)),
      length: undefined,
    }),
    attribute: (_host, name) =>
      name === 'take'
        ? nativeFunction(name, call => keys(call, shapeOfKeys(made)))
        : name === 'next'
          ? nativeFunction(name, call => newKey(call, shapeOfKeys(made)))
          : undefined,
  }),
});

export const PARAMETERS: Readonly<Record<string, Value>> = {
  get_parameter: hk('get_parameter', 'name, shape, dtype=None, init=None', getParameter),
  get_state: hk('get_state', 'name, shape=None, dtype=None, init=None', getState),
  set_state: nativeFunction('hk.set_state', setState),
  next_rng_key: nativeFunction('hk.next_rng_key', neededKey),
  maybe_next_rng_key: nativeFunction('hk.maybe_next_rng_key', call => newKey(call)),
  next_rng_keys: nativeFunction('hk.next_rng_keys', call => keys(call)),
  reserve_rng_keys: nativeFunction('hk.reserve_rng_keys', () => NONE),
  PRNGSequence,
  running_init: nativeFunction('hk.running_init', ({ host }) => {
    const run = currentRun(host);
    return run ? bool(run.mode === 'init') : SOME_BOOL;
  }),
};

/** `nnx.Rngs`: streams of keys by name, each of which gives a key when called. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/rnglib.html */
import type { Dim, Origin } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { jaxRandom } from '../../jax/random.ts';
import { splits } from '../../jax/stacked-modules.ts';
import {
  asDim,
  type Behaviour,
  type Call,
  type Host,
  type NativeClass,
  nativeFunction,
  tensor,
  type Value,
} from '../../parts.ts';

/** A key of jax.random. */
const key = (host: Host, site: Origin): Value =>
  tensor(host, { framework: 'flax', shape: [], source: { operation: 'Rngs', site } });

/** Functions of jax.random that make keys or take several, and none that `Rngs` draws with. */
const NO_DRAWS = new Set([
  'key',
  'PRNGKey',
  'split',
  'fold_in',
  'key_data',
  'wrap_key_data',
  'clone',
  'key_impl',
]);

/** `rngs.normal((2, 3))`, `rngs.params.uniform((4,))`: jax.random's function with a key of the stream. */
function draw(host: Host, name: string): Value | undefined {
  const drawn = NO_DRAWS.has(name) ? undefined : jaxRandom.member(host, name);
  return (
    drawn &&
    nativeFunction(`Rngs.${name}`, call => {
      const first = { name: undefined, value: key(call.host, call.site), at: call.site };
      return call.host.call(drawn, [first, ...call.args], call.site, call.open);
    })
  );
}

const RngStream = opaqueClass({
  qualified: 'flax.nnx.RngStream',
  framework: 'flax',
  behave: () => ({
    invoke: ({ host, site }) => key(host, site),
    attribute: (host, name) => draw(host, name),
  }),
});

/** The same streams, each of which stands for several; what is no stream stays as it is. */
export function splitStream(host: Host, streams: Value, count: Dim): Value {
  if (streams.kind !== 'native' || streams.class !== Rngs) return streams;
  const split = { ...streams, id: host.nextId() };
  splits.set(split, count);
  return split;
}

/** `rngs.fork(split=4)`. */
const fork = ({ host, site, args }: Call): Value => {
  const made = Rngs.construct({ host, site, args: [], open: false });
  const count = args.find(({ name }) => name === 'split');
  const dim = count && asDim(count.value);
  return dim ? splitStream(host, made, dim) : made;
};

const behave = (): Behaviour => ({
  invoke: ({ host, site }) => key(host, site),
  attribute: (host, name, site) =>
    (name === 'fork' ? nativeFunction(name, fork) : undefined) ??
    draw(host, name) ??
    RngStream.construct({ host, site, args: [], open: false }),
});

export const Rngs: NativeClass = opaqueClass({ qualified: 'flax.nnx.Rngs', framework: 'flax', behave });

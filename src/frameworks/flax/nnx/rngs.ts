/** `nnx.Rngs`: streams of keys by name, each of which gives a key when called. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/rnglib.html */
import type { Origin } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { jaxRandom } from '../../jax/random.ts';
import { type Behaviour, type Host, nativeFunction, tensor, type Value } from '../../parts.ts';

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

const behave = (): Behaviour => ({
  invoke: ({ host, site }) => key(host, site),
  attribute: (host, name, site) =>
    draw(host, name) ?? RngStream.construct({ host, site, args: [], open: false }),
});

export const Rngs = opaqueClass({ qualified: 'flax.nnx.Rngs', framework: 'flax', behave });

/** `nnx.Rngs`: streams of keys by name, each of which gives a key when called. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/rnglib.html */
import type { Origin } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { type Behaviour, type Host, nativeFunction, tensor, type Value } from '../../parts.ts';

/** A key of jax.random. */
const key = (host: Host, site: Origin): Value =>
  tensor(host, { framework: 'flax', shape: [], source: { operation: 'Rngs', site } });

const stream = (): Value => nativeFunction('Rngs', ({ host, site }) => key(host, site));

const behave = (): Behaviour => ({
  invoke: ({ host, site }) => key(host, site),
  attribute: () => stream(),
});

export const Rngs = opaqueClass({ qualified: 'flax.nnx.Rngs', framework: 'flax', behave });

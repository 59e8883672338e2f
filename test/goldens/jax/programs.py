# Programs as people write them; each is run by itself. The name stands behind the dashes.
# --- scan whose carry grows
import jax
import jax.numpy as jnp

w = jnp.ones((5, 8))


def step(h, x):
    h = jnp.concatenate([h, x])
    return h, h


h, hs = jax.lax.scan(step, jnp.zeros(3), jnp.ones((6, 5)))
# --- plain lstm of jax
import jax
import jax.numpy as jnp
from jax import lax, random


def init_params(key, n_in, n_hidden):
    k1, k2 = random.split(key)
    return {
        'wx': random.normal(k1, (n_in, 4 * n_hidden)) * 0.1,
        'wh': random.normal(k2, (n_hidden, 4 * n_hidden)) * 0.1,
        'b': jnp.zeros(4 * n_hidden),
    }


def lstm_step(params, carry, x):
    h, c = carry
    z = x @ params['wx'] + h @ params['wh'] + params['b']
    i, f, g, o = jnp.split(z, 4, axis=-1)
    c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
    h = jax.nn.sigmoid(o) * jnp.tanh(c)
    return (h, c), h


params = init_params(random.PRNGKey(0), 6, 24)
xs = jnp.ones((15, 3, 6))
carry = (jnp.zeros((3, 24)), jnp.zeros((3, 24)))
(h, c), hs = lax.scan(lambda carry, x: lstm_step(params, carry, x), carry, xs)
outs = jax.vmap(lambda seq: lax.scan(lambda s, x: lstm_step(params, s, x), (jnp.zeros(24), jnp.zeros(24)), seq)[1], in_axes=1, out_axes=1)(xs)
# --- in-place assignment
import jax.numpy as jnp

hs = jnp.zeros((4, 3))
hs[0] = jnp.ones(3)

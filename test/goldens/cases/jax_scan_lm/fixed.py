from functools import partial
import jax
import jax.numpy as jnp

VOCAB, EMB, HID = 60, 24, 32


def init(key):
    ks = jax.random.split(key, 5)
    glorot = jax.nn.initializers.glorot_normal()
    return {
        "embed": jax.random.normal(ks[0], (VOCAB, EMB)),
        "gates": {"w": glorot(ks[1], (EMB + HID, 2 * HID)), "b": jnp.zeros(2 * HID)},
        "cand": {"w": glorot(ks[2], (EMB + HID, HID)), "b": jnp.zeros(HID)},
        "out": {"w": glorot(ks[3], (HID, VOCAB)), "b": jnp.zeros(VOCAB)},
    }


def gru(params, h, x):
    xh = jnp.concatenate([x, h], axis=-1)
    r, z = jnp.split(jax.nn.sigmoid(xh @ params["gates"]["w"] + params["gates"]["b"]), 2, axis=-1)
    n = jnp.tanh(jnp.concatenate([x, r * h], axis=-1) @ params["cand"]["w"] + params["cand"]["b"])
    h = (1 - z) * n + z * h
    return h, h


@jax.jit
def loss_fn(params, tokens):
    x = params["embed"][tokens[:, :-1]]
    h0 = jnp.zeros((tokens.shape[0], HID))
    _, hs = jax.lax.scan(partial(gru, params), h0, x.swapaxes(0, 1))
    hs = hs.swapaxes(0, 1)
    logits = hs @ params["out"]["w"] + params["out"]["b"]
    logp = jax.nn.log_softmax(logits)
    return -jnp.mean(jnp.take_along_axis(logp, tokens[:, 1:, None], axis=-1))


params = init(jax.random.PRNGKey(0))
tokens = jax.random.randint(jax.random.PRNGKey(1), (16, 21), 0, VOCAB)
loss, grads = jax.value_and_grad(loss_fn)(params, tokens)

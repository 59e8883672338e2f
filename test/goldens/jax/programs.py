# Programs as people write them; each is run by itself. The name stands behind the dashes.
# --- haiku training step
import haiku as hk
import jax
import jax.numpy as jnp


def forward(tokens):
    embed = hk.Embed(200, 32)
    core = hk.DeepRNN([hk.LSTM(64), hk.LSTM(48)])
    xs = embed(tokens)
    out, state = hk.dynamic_unroll(core, xs, core.initial_state(tokens.shape[1]))
    return hk.BatchApply(hk.Linear(200))(out)


net = hk.without_apply_rng(hk.transform(forward))
tokens = jnp.zeros((12, 4), dtype=jnp.int32)
params = net.init(jax.random.PRNGKey(1), tokens)
logits = net.apply(params, tokens)


def loss_fn(params, tokens):
    logp = jax.nn.log_softmax(net.apply(params, tokens)[:-1])
    return -jnp.mean(jnp.sum(logp * jax.nn.one_hot(tokens[1:], 200), axis=-1))


@jax.jit
def update(params, tokens):
    loss, grads = jax.value_and_grad(loss_fn)(params, tokens)
    return jax.tree.map(lambda p, g: p - 0.1 * g, params, grads), loss


for _ in range(2):
    params, loss = update(params, tokens)
kernel = params['lstm/linear']['w']
second = params['lstm_1/linear']['w']
# --- haiku batch-major sequence
import haiku as hk
import jax
import jax.numpy as jnp


class Classifier(hk.Module):
    def __init__(self, hidden, classes):
        super().__init__()
        self.core = hk.GRU(hidden)
        self.head = hk.Linear(classes)

    def __call__(self, x):
        state = self.core.initial_state(x.shape[0])
        out, state = hk.dynamic_unroll(self.core, x, state)
        return self.head(state)


x = jnp.ones((16, 30, 5))
net = hk.transform(lambda x: Classifier(20, 3)(x))
params = net.init(jax.random.PRNGKey(0), x)
# --- haiku batch-major sequence, said so
import haiku as hk
import jax
import jax.numpy as jnp


class Classifier(hk.Module):
    def __init__(self, hidden, classes, name=None):
        super().__init__(name=name)
        self.core = hk.GRU(hidden)
        self.head = hk.Linear(classes, name='logits')

    def __call__(self, x):
        state = self.core.initial_state(x.shape[0])
        out, state = hk.dynamic_unroll(self.core, x, state, time_major=False)
        return self.head(state), out


x = jnp.ones((16, 30, 5))
net = hk.transform(lambda x: Classifier(20, 3)(x))
params = net.init(jax.random.PRNGKey(0), x)
scores, out = net.apply(params, None, x)
w = params['classifier/~/logits']['w']
u = params['classifier/~/gru']['w_h']
# --- haiku tuple as state
import haiku as hk
import jax
import jax.numpy as jnp


def step(x):
    core = hk.LSTM(10)
    return core(x, (jnp.zeros((4, 10)), jnp.zeros((4, 10))))


net = hk.transform(step)
params = net.init(jax.random.PRNGKey(0), jnp.ones((4, 6)))
# --- haiku key left out of apply
import haiku as hk
import jax
import jax.numpy as jnp

net = hk.transform(lambda x: hk.Linear(3)(x))
x = jnp.ones((4, 6))
params = net.init(jax.random.PRNGKey(0), x)
y = net.apply(params, x)
# --- haiku other features at apply
import haiku as hk
import jax
import jax.numpy as jnp


def f(x):
    h = hk.Linear(7)(x)
    return h


net = hk.without_apply_rng(hk.transform(f))
params = net.init(jax.random.PRNGKey(0), jnp.ones((4, 6)))
y = net.apply(params, jnp.ones((4, 5)))
# --- haiku state of a module
import haiku as hk
import jax
import jax.numpy as jnp


def f(x, is_training):
    x = hk.Conv1D(8, 3)(x)
    x = hk.BatchNorm(create_scale=True, create_offset=True, decay_rate=0.9)(x, is_training)
    return hk.Linear(2)(jnp.mean(x, axis=1))


net = hk.transform_with_state(f)
x = jnp.ones((4, 20, 3))
params, state = net.init(jax.random.PRNGKey(0), x, True)
y, state = net.apply(params, state, None, x, True)
kernel = params['conv1_d']['w']
# --- equinox sequence model
import equinox as eqx
import jax
import jax.numpy as jnp
import jax.random as jr


class Model(eqx.Module):
    embed: eqx.nn.Embedding
    cells: list
    head: eqx.nn.Linear

    def __init__(self, vocab, width, hidden, depth, *, key):
        ekey, hkey, *ckeys = jr.split(key, depth + 2)
        self.embed = eqx.nn.Embedding(vocab, width, key=ekey)
        self.cells = [eqx.nn.GRUCell(width if i == 0 else hidden, hidden, key=k) for i, k in enumerate(ckeys)]
        self.head = eqx.nn.Linear(hidden, vocab, key=hkey)

    def __call__(self, tokens):
        xs = jax.vmap(self.embed)(tokens)
        for cell in self.cells:
            def step(h, x, cell=cell):
                h = cell(x, h)
                return h, h
            _, xs = jax.lax.scan(step, jnp.zeros(cell.hidden_size), xs)
        return jax.vmap(self.head)(xs)


model = Model(50, 16, 32, 2, key=jr.PRNGKey(0))
tokens = jnp.zeros((8, 11), dtype=jnp.int32)
logits = jax.vmap(model)(tokens)


@eqx.filter_jit
@eqx.filter_value_and_grad
def loss(model, tokens):
    logits = jax.vmap(model)(tokens)
    return -jnp.mean(jax.nn.log_softmax(logits)[..., 0])


value, grads = loss(model, tokens)
gw = grads.head.weight
first = model.cells[0].weight_ih
# --- equinox batch without vmap
import equinox as eqx
import jax
import jax.numpy as jnp


class Net(eqx.Module):
    fc1: eqx.nn.Linear
    fc2: eqx.nn.Linear

    def __init__(self, key):
        k1, k2 = jax.random.split(key)
        self.fc1 = eqx.nn.Linear(4, 16, key=k1)
        self.fc2 = eqx.nn.Linear(16, 2, key=k2)

    def __call__(self, x):
        x = jax.nn.relu(self.fc1(x))
        return self.fc2(x)


net = Net(jax.random.key(0))
y = net(jnp.ones((32, 4)))
# --- equinox wrong hidden size between cells
import equinox as eqx
import jax
import jax.numpy as jnp

k = jax.random.key(0)
encoder = eqx.nn.GRUCell(3, 20, key=k)
decoder = eqx.nn.GRUCell(3, 24, key=k)
xs = jnp.ones((9, 3))
h, _ = jax.lax.scan(lambda h, x: (encoder(x, h), None), jnp.zeros(20), xs)
out = decoder(xs[-1], h)
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

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax, random

K = random.key(0)
x = jnp.ones(8)
xs = jnp.ones((5, 8))
batch = jnp.ones((4, 5, 8))
h = jnp.zeros(10)
lstm = eqx.nn.LSTMCell(8, 10, key=K)
gru = eqx.nn.GRUCell(8, 10, key=K)
plain = eqx.nn.GRUCell(8, 10, use_bias=False, key=K)
line = eqx.nn.Linear(8, 3, key=K)
square = eqx.nn.Linear(8, 8, key=K)
bare = eqx.nn.Linear(8, 3, use_bias=False, key=K)
embed = eqx.nn.Embedding(100, 16, key=K)
mlp = eqx.nn.MLP(8, 3, 12, 2, key=K)


class Encoder(eqx.Module):
    embed: eqx.nn.Embedding
    cell: eqx.nn.LSTMCell
    norm: eqx.nn.LayerNorm
    hidden: int = eqx.field(static=True)

    def __init__(self, vocab, hidden, *, key):
        ke, kc = random.split(key)
        self.embed = eqx.nn.Embedding(vocab, 16, key=ke)
        self.cell = eqx.nn.LSTMCell(16, hidden, key=kc)
        self.norm = eqx.nn.LayerNorm(hidden)
        self.hidden = hidden

    def initial(self):
        return jnp.zeros(self.hidden), jnp.zeros(self.hidden)

    def __call__(self, tokens):
        def step(carry, token):
            carry = self.cell(self.embed(token), carry)
            return carry, self.norm(carry[0])

        return lax.scan(step, self.initial(), tokens)


class Tagger(eqx.Module):
    encoder: Encoder
    layers: list
    scale: jax.Array
    rate: float = 0.5

    def __init__(self, tags, *, key):
        keys = random.split(key, 4)
        self.encoder = Encoder(100, 10, key=keys[0])
        self.layers = [eqx.nn.Linear(10, 10, key=k) for k in keys[1:3]]
        self.layers.append(eqx.nn.Linear(10, tags, key=keys[3]))
        self.scale = jnp.ones(tags)

    def __call__(self, tokens):
        _, hs = self.encoder(tokens)
        for layer in self.layers:
            hs = jax.vmap(layer)(hs)
        return hs * self.scale


class Pair(eqx.Module):
    left: eqx.nn.Linear
    right: eqx.nn.Linear
    width: int = 3

    def __call__(self, a):
        return self.left(a) + self.right(a), jnp.zeros(self.width)


tagger = Tagger(7, key=K)
tokens = jnp.zeros(5, dtype=int)
two = Pair(line, eqx.nn.Linear(8, 3, key=K))
stack = eqx.nn.Sequential([eqx.nn.Linear(8, 4, key=K), eqx.nn.Lambda(jax.nn.relu), eqx.nn.Dropout(0.5, inference=True), eqx.nn.Linear(4, 2, key=K)])
conv = eqx.nn.Conv1d(3, 6, 3, padding=1, key=K)
image = jnp.ones((3, 28, 28))


@eqx.filter_jit
def predict(model, a):
    return jax.vmap(model)(a)


@eqx.filter_value_and_grad
def loss(model, a, y):
    return jnp.mean((jax.vmap(model)(a) - y) ** 2)


@eqx.filter_grad(has_aux=True)
def noisy(model, a):
    p = jax.vmap(model)(a)
    return p.sum(), p


params, static = eqx.partition(tagger, eqx.is_array)
# ---
lstm.weight_ih
lstm.weight_hh
lstm.bias
lstm.hidden_size
lstm.input_size
gru.bias_n
plain.weight_ih
lstm(x, (h, h))
lstm(x, [h, h])
lstm(x, h)
lstm(x, (h, h, h))
lstm(xs, (h, h))
lstm(jnp.ones((4, 8)), (jnp.zeros((4, 10)), jnp.zeros((4, 10))))
lstm(jnp.ones(7), (h, h))
lstm(x, (jnp.zeros(9), h))
lstm(x, (h, jnp.zeros(9)))
lstm(x, (h, jnp.zeros((4, 10))))
lstm(x, (h, jnp.zeros((4, 9))))
lstm(x, (jnp.zeros((4, 10)), h))
lstm(x, jnp.zeros((2, 10)))
lstm(x)
gru(x, h)
gru(x, (h, h))
gru(x, jnp.zeros(9))
gru(jnp.ones(6), h)
gru(xs, h)
gru(x, jnp.zeros((4, 10)))
plain(x, h)
jax.vmap(lstm)(jnp.ones((4, 8)), (jnp.zeros((4, 10)), jnp.zeros((4, 10))))
jax.vmap(lstm, in_axes=(0, None))(jnp.ones((4, 8)), (h, h))
jax.vmap(gru)(jnp.ones((4, 8)), jnp.zeros((4, 10)))
jax.vmap(gru)(jnp.ones((4, 8)), jnp.zeros((5, 10)))
jax.vmap(gru)(jnp.ones((4, 8)), h)
jax.vmap(gru, in_axes=(0, None))(jnp.ones((4, 7)), h)
lax.scan(lambda s, i: (lstm(i, s), None), (h, h), xs)[0]
lax.scan(lambda s, i: (gru(i, s), None), h, xs)
lax.scan(lambda s, i: (lstm(i, s), None), h, xs)
lax.scan(lambda s, i: (gru(i, s), s), h, batch)
lax.scan(lambda s, i: (gru(i, s), s), jnp.zeros(9), xs)
lax.scan(lambda s, i: (gru(i, s), gru(i, s)), h, xs)[1]
jax.vmap(lambda seq: lax.scan(lambda s, i: (gru(i, s), None), h, seq)[0])(batch)
eqx.nn.LSTMCell(8, 10)
eqx.nn.LSTMCell(8, 0, key=K)
eqx.nn.LSTMCell(8, key=K)
eqx.nn.LSTMCell(8, 10, True, None, K)
eqx.nn.GRUCell(input_size=8, hidden_size=10, key=K).weight_hh
eqx.nn.GRUCell(8, 10, bias=False, key=K)
line(x)
line(xs)
line(jnp.ones(7))
line(xs.T)
square(jnp.ones((8, 8)))
bare(jnp.ones((8, 5)))
line(jnp.ones(()))
line.weight
line.bias
bare(x)
jax.vmap(line)(xs)
jax.vmap(jax.vmap(line))(batch)
jax.vmap(line)(x)
eqx.nn.Linear('scalar', 3, key=K)(jnp.ones(()))
eqx.nn.Linear(8, 'scalar', key=K)(x)
eqx.nn.Linear('scalar', 3, key=K)(x)
mlp(x)
mlp(xs)
jax.vmap(mlp)(xs)
eqx.nn.MLP(8, 'scalar', 12, 1, key=K)(x)
eqx.nn.MLP(8, 3, 12, 0, key=K)(x)
eqx.nn.MLP(in_size=2, out_size=1, width_size=32, depth=3, activation=jnp.tanh, key=K)(jnp.ones(2))
embed(3)
embed(jnp.array(3))
embed(tokens)
jax.vmap(embed)(tokens)
eqx.nn.Embedding(weight=jnp.ones((5, 4)))(jnp.array(1))
embed.weight
eqx.nn.LayerNorm(8)(x)
eqx.nn.LayerNorm(8)(xs)
eqx.nn.LayerNorm((5, 8))(xs)
eqx.nn.LayerNorm(9)(x)
eqx.nn.LayerNorm(8, use_bias=False)(x)
eqx.nn.RMSNorm(8)(x)
eqx.nn.GroupNorm(2, 8)(jnp.ones((8, 6, 6)))
eqx.nn.GroupNorm(3, 8)
eqx.nn.GroupNorm(2, 4)(x)
conv(jnp.ones((3, 20)))
conv(jnp.ones((2, 3, 20)))
conv(jnp.ones((4, 20)))
conv.weight
conv.bias
jax.vmap(conv)(jnp.ones((2, 3, 20)))
eqx.nn.Conv2d(3, 6, 5, key=K)(image)
eqx.nn.Conv2d(3, 6, 3, stride=2, padding=1, key=K)(image)
eqx.nn.Conv2d(3, 6, (3, 5), key=K)(image)
eqx.nn.Conv2d(1, 6, 3, key=K)(image)
eqx.nn.Conv2d(3, 6, 30, key=K)(image)
eqx.nn.Conv1d(3, 6, 3, padding='VALID', key=K)(jnp.ones((3, 20)))
eqx.nn.ConvTranspose1d(3, 6, 4, stride=2, key=K)(jnp.ones((3, 20)))
eqx.nn.ConvTranspose1d(3, 6, 4, stride=2, key=K).weight
eqx.nn.MaxPool2d(2, 2)(image)
eqx.nn.MaxPool2d(2)(image)
eqx.nn.AvgPool1d(3, 2, padding=1)(jnp.ones((3, 20)))
eqx.nn.AdaptiveAvgPool2d(4)(image)
eqx.nn.AdaptiveMaxPool1d(4)(jnp.ones((3, 20)))
eqx.nn.MaxPool2d(2, 2)(image[None])
eqx.nn.MultiheadAttention(2, 8, key=K)(xs, xs, xs)
eqx.nn.MultiheadAttention(2, 8, output_size=6, key=K)(xs, jnp.ones((7, 8)), jnp.ones((7, 8)))
eqx.nn.MultiheadAttention(2, 8, key=K)(batch, batch, batch)
eqx.nn.MultiheadAttention(2, 6, key=K)(xs, xs, xs)
eqx.nn.Dropout(0.5)(x, key=K)
eqx.nn.Dropout(0.5)(x, inference=True)
eqx.nn.Identity()(x)
eqx.nn.PReLU()(x)
eqx.nn.RotaryPositionalEmbedding(8)(xs)
stack(x)
stack(xs)
jax.vmap(stack)(xs)
stack[0].weight
stack.layers[3].weight
len(stack.layers)
tagger(tokens)
tagger.encoder(tokens)
tagger.encoder.cell.weight_ih
tagger.layers[2].weight
tagger.scale
jax.vmap(tagger)(jnp.zeros((4, 5), dtype=int))
predict(tagger, jnp.zeros((4, 5), dtype=int))
two(x)
two.width
Pair(left=line, right=line)(x)
Pair(line, eqx.nn.Linear(8, 4, key=K))(x)
loss(mlp, xs, jnp.ones((5, 3)))[0]
loss(tagger, jnp.zeros((4, 5), dtype=int), jnp.ones((4, 5, 7)))[1].scale
noisy(mlp, xs)[1]
eqx.combine(params, static)(tokens)
eqx.filter(tagger, eqx.is_array).scale
eqx.apply_updates(tagger, params)(tokens)
eqx.filter_jit(tagger)(tokens)
eqx.filter_vmap(line)(xs)
eqx.filter_vmap(lambda m, a: m(a), in_axes=(None, 0))(line, xs)
eqx.filter_jit(lambda m, a: m(a))(line, x)
eqx.nn.inference_mode(stack)(x)
jax.tree.map(lambda p: p, tagger)(tokens)

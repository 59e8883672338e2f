import flax
import jax
import jax.numpy as jnp
from flax import nnx

R = nnx.Rngs(0)
x = jnp.ones((2, 5, 8))
step = jnp.ones((2, 8))
h = jnp.zeros((2, 10))
tokens = jnp.zeros((2, 5), dtype=jnp.int32)
image = jnp.ones((2, 28, 28, 3))
lstm = nnx.LSTMCell(8, 10, rngs=R)
fast = nnx.OptimizedLSTMCell(8, 10, rngs=R)
gru = nnx.GRUCell(8, 10, rngs=R)
simple = nnx.SimpleCell(8, 10, rngs=R)


class Encoder(nnx.Module):
    def __init__(self, features, hidden, *, rngs):
        self.rnn = nnx.RNN(nnx.LSTMCell(features, hidden, rngs=rngs), return_carry=True)
        self.norm = nnx.LayerNorm(hidden, rngs=rngs)

    def __call__(self, x):
        carry, y = self.rnn(x)
        return carry, self.norm(y)


class Net(nnx.Module):
    def __init__(self, rngs):
        self.embed = nnx.Embed(100, 16, rngs=rngs)
        self.encoder = Encoder(16, 32, rngs=rngs)
        self.blocks = nnx.List([nnx.Linear(32, 32, rngs=rngs) for _ in range(2)])
        self.head = nnx.Sequential(nnx.Linear(32, 12, rngs=rngs), nnx.relu, nnx.Linear(12, 4, rngs=rngs))
        self.scale = nnx.Param(jnp.ones((4,)))
        self.drop = nnx.Dropout(0.1, rngs=rngs)

    def __call__(self, ids):
        (c, h), y = self.encoder(self.drop(self.embed(ids)))
        for block in self.blocks:
            y = nnx.relu(block(y))
        return self.head(y[:, -1]) * self.scale, h


class Counter(nnx.RNNCellBase):
    def __init__(self, features, rngs):
        self.features = features
        self.dense = nnx.Linear(features, features, rngs=rngs)

    def __call__(self, carry, inputs):
        carry = carry + self.dense(inputs)
        return carry, carry.sum(-1, keepdims=True)

    def initialize_carry(self, input_shape, rngs=None, carry_init=None):
        return jnp.zeros(input_shape[:-1] + (self.features,))

    @property
    def num_feature_axes(self):
        return 1


class MyCell(nnx.LSTMCell):
    def __call__(self, carry, inputs):
        carry, y = super().__call__(carry, inputs)
        return carry, y * 2


net = Net(R)
# ---
lstm.ii.kernel
lstm.if_.kernel
lstm.hf.kernel
lstm.hf.bias
lstm.hf.kernel.value
lstm.ho.bias[...]
fast.dense_i.kernel
fast.dense_h.kernel
fast.dense_h.bias
gru.dense_i.bias
gru.dense_h.kernel
simple.dense_i.kernel
simple.dense_h.kernel
lstm.hidden_features
lstm.in_features
lstm((h, h), step)
fast((h, h), step)
gru(h, step)
simple(h, step)
nnx.SimpleCell(8, 10, residual=True, rngs=R)(h, step)
lstm((jnp.zeros(10), jnp.zeros(10)), jnp.ones(8))
lstm((jnp.zeros((3, 2, 10)), jnp.zeros((3, 2, 10))), jnp.ones((3, 2, 8)))
lstm((jnp.zeros(10), jnp.zeros(10)), step)
lstm((jnp.zeros((2, 1)), h), step)
lstm((h, h), jnp.ones(8))
lstm(carry=(h, h), inputs=step)
lstm.initialize_carry(step.shape, R)
gru.initialize_carry((4, 8), R)
simple.initialize_carry(step.shape, rngs=nnx.Rngs(1))
lstm.initialize_carry(2, R)
lstm(h, step)
lstm(jnp.zeros((3, 10)), jnp.ones((3, 8)))
lstm(jnp.zeros((1, 10)), jnp.ones((1, 8)))
lstm((h, h, h), step)
lstm((h,), step)
lstm((jnp.zeros((3, 10)), jnp.zeros((3, 10))), step)
lstm((jnp.zeros((2, 12)), h), step)
lstm((h, jnp.zeros((2, 12))), step)
lstm((h, h), x)
lstm((h, h), jnp.ones((2, 9)))
lstm(step)
lstm(step, (h, h))
gru((h, h), step)
gru(step, h)
gru(jnp.zeros((2, 11)), step)
gru(jnp.zeros((3, 10)), step)
nnx.GRUCell(8, 8, rngs=R)(step, jnp.zeros((2, 8)))
nnx.LSTMCell(8, rngs=R)
nnx.LSTMCell(8, 10)
nnx.LSTMCell(8, 10, nnx.Rngs(0))
nnx.LSTMCell(features=10, rngs=R)
nnx.LSTMCell(8, -1, rngs=R)
nnx.LSTMCell(8, 0, rngs=R)
nnx.LSTMCell('8', 10, rngs=R)
nnx.LSTMCell(8.0, 10, rngs=R)
nnx.GRUCell(input_size=8, hidden_size=10, rngs=R)
nnx.RNN(lstm)(x)
nnx.RNN(gru)(jnp.ones((5, 8)))
nnx.RNN(gru)(jnp.ones((2, 3, 5, 8)))
nnx.RNN(gru, time_major=True)(jnp.ones((5, 2, 8)))
nnx.RNN(gru, time_major=True)(jnp.ones((5, 2, 3, 8)))
nnx.RNN(lstm, return_carry=True)(x)
nnx.RNN(gru, return_carry=True)(x)
nnx.RNN(gru, return_carry=True)(x)[0]
nnx.RNN(gru)(x, return_carry=True)
nnx.RNN(gru, return_carry=True)(x, return_carry=False)
nnx.RNN(gru, reverse=True, keep_order=True)(x)
nnx.RNN(lstm, return_carry=True)(x, seq_lengths=jnp.array([3, 4]))
nnx.RNN(lstm)(x, initial_carry=(h, h))
nnx.RNN(lstm)(x, initial_carry=lstm.initialize_carry(step.shape, R))
nnx.RNN(gru)(x, initial_carry=h)
nnx.RNN(gru)(x, time_major=True)
nnx.RNN(Counter(8, R))(x)
nnx.RNN(Counter(8, R), return_carry=True)(x)
nnx.RNN(MyCell(8, 10, rngs=R))(x)
nnx.RNN(lstm).cell.hf.kernel
nnx.RNN(lstm)(jnp.ones(8))
nnx.RNN(lstm)(jnp.ones((2, 5, 9)))
nnx.RNN(lstm)(x, initial_carry=h)
nnx.RNN(lstm)(x, initial_carry=(jnp.zeros((3, 10)), jnp.zeros((3, 10))))
nnx.RNN(lstm)(x, initial_carry=(jnp.zeros(10), jnp.zeros(10)))
nnx.RNN(lstm)(x, initial_carry=(jnp.zeros((1, 10)), jnp.zeros((1, 10))))
nnx.RNN(lstm)(x, initial_carry=(h, jnp.zeros((2, 12))))
nnx.RNN(gru)(x, initial_carry=(h, h))
nnx.RNN(gru)(x, initial_carry=jnp.zeros((1, 10)))
nnx.RNN(gru)(x, h)
nnx.RNN(lstm, True)
nnx.RNN(lstm, return_sequences=True)
nnx.RNN()
nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(lstm))(x)
nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(gru))(x)
nnx.Bidirectional(nnx.RNN(nnx.GRUCell(8, 4, rngs=R)), nnx.RNN(nnx.GRUCell(8, 7, rngs=R)))(x)
nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(lstm), return_carry=True)(x)
nnx.Bidirectional(nnx.RNN(gru), nnx.RNN(gru))(x, return_carry=True)
nnx.Bidirectional(nnx.RNN(gru), nnx.RNN(gru), time_major=True)(jnp.ones((5, 2, 8)))
nnx.Bidirectional(nnx.RNN(gru), nnx.RNN(gru), merge_fn=lambda a, b: a + b)(x)
nnx.Bidirectional(nnx.RNN(gru), nnx.RNN(gru))(x, initial_carry=(h, h))
nnx.Bidirectional(nnx.RNN(nnx.GRUCell(8, 4, rngs=R)), nnx.RNN(gru), merge_fn=lambda a, b: a + b)(x)
nnx.Bidirectional(nnx.RNN(nnx.GRUCell(7, 4, rngs=R)), nnx.RNN(gru))(x)
nnx.Bidirectional(nnx.RNN(gru), nnx.RNN(gru))(x, initial_carry=(jnp.zeros(10), jnp.zeros(10)))
nnx.Bidirectional(nnx.RNN(gru))
nnx.RNN(nnx.Linear(8, 10, rngs=R))(x)
nnx.Linear(8, 3, rngs=R)(x)
nnx.Linear(8, 3, rngs=R)(jnp.ones(8))
nnx.Linear(8, 3, rngs=R).kernel
nnx.Linear(8, 3, rngs=R).bias
nnx.Linear(8, 3, use_bias=False, rngs=R).kernel
nnx.Linear(8, 3, rngs=R)(tokens)
nnx.Linear(5, 3, rngs=R)(tokens)
nnx.Linear(8, 3, rngs=R)(jnp.ones((2, 9)))
nnx.Linear(8, 3, rngs=R)(jnp.ones(()))
nnx.Linear(8, 3)
nnx.Linear(8, rngs=R)
nnx.Linear(8.0, 3, rngs=R)
nnx.Linear(0, 3, rngs=R)
nnx.Linear(8, 3, bias=False, rngs=R)
nnx.LinearGeneral(8, (4, 6), rngs=R)(x)
nnx.LinearGeneral((5, 8), 3, axis=(-2, -1), rngs=R)(x)
nnx.LinearGeneral((5, 8), (4, 3), axis=(-2, -1), rngs=R).kernel
nnx.LinearGeneral(7, 4, rngs=R)(x)
nnx.Embed(10, 4, rngs=R)(tokens)
nnx.Embed(10, 4, rngs=R).embedding
nnx.Embed(10, 4, rngs=R)(jnp.array(3))
nnx.Embed(10, 4, rngs=R)(x)
nnx.Dropout(0.5, rngs=R)(x)
nnx.Dropout(0.5, rngs=R)(x, deterministic=True)
nnx.BatchNorm(8, rngs=R)(x)
nnx.BatchNorm(8, rngs=R)(x, use_running_average=True)
nnx.BatchNorm(8, rngs=R).mean
nnx.BatchNorm(7, rngs=R)(x)
nnx.LayerNorm(8, rngs=R)(x)
nnx.LayerNorm(8, rngs=R).scale
nnx.LayerNorm(7, rngs=R)(x)
nnx.RMSNorm(8, rngs=R)(x)
nnx.RMSNorm(9, rngs=R)(x)
nnx.GroupNorm(8, num_groups=4, rngs=R)(x)
nnx.GroupNorm(8, num_groups=3, rngs=R)
nnx.GroupNorm(8, rngs=R)
nnx.Conv(8, 6, kernel_size=(3,), rngs=R)(x)
nnx.Conv(8, 6, kernel_size=3, rngs=R)(x)
nnx.Conv(8, 6, 3, rngs=R)(jnp.ones((5, 8)))
nnx.Conv(8, 6, kernel_size=(3,), padding='VALID', strides=2, rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3,), padding='CAUSAL', rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3,), padding=1, rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3,), padding=[(2, 1)], rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3,), kernel_dilation=2, padding='VALID', rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3,), feature_group_count=2, rngs=R).kernel
nnx.Conv(3, 6, kernel_size=(3, 3), rngs=R)(image)
nnx.Conv(3, 6, kernel_size=(3, 3), strides=(2, 2), rngs=R)(image)
nnx.Conv(3, 6, kernel_size=(3, 3), strides=(2, 2), padding='VALID', rngs=R)(image)
nnx.Conv(3, 6, kernel_size=(5, 3), rngs=R).kernel
nnx.Conv(7, 6, kernel_size=(3,), rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3, 3), rngs=R)(x)
nnx.Conv(8, 6, kernel_size=(3, 3), rngs=R)(step)
nnx.ConvTranspose(8, 6, kernel_size=(3,), rngs=R).kernel
nnx.avg_pool(image, (2, 2), strides=(2, 2))
nnx.max_pool(image, window_shape=(3, 3), strides=(2, 2), padding='SAME')
nnx.max_pool(image, (2, 2))
nnx.MultiHeadAttention(num_heads=4, in_features=8, decode=False, rngs=R)(x)
nnx.MultiHeadAttention(num_heads=4, in_features=8, qkv_features=16, out_features=5, decode=False, rngs=R)(x, jnp.ones((2, 7, 8)))
nnx.MultiHeadAttention(num_heads=4, in_features=8, qkv_features=16, decode=False, rngs=R).query.kernel
nnx.MultiHeadAttention(num_heads=4, in_features=8, decode=False, rngs=R).out.kernel
nnx.MultiHeadAttention(num_heads=3, in_features=8, decode=False, rngs=R)
nnx.MultiHeadAttention(4, 8, decode=False, rngs=R)(jnp.ones((2, 5, 9)))
nnx.Sequential(nnx.Linear(8, 3, rngs=R), nnx.relu, nnx.Linear(3, 2, rngs=R))(x)
nnx.Sequential(nnx.Linear(8, 3, rngs=R), nnx.Linear(4, 2, rngs=R))(x)
nnx.Sequential(lambda v: v[:, -1], nnx.Linear(8, 2, rngs=R))(x)
net(tokens)
net(tokens)[1]
net(x)
net.encoder.rnn.cell.hi.kernel
net.blocks[0].kernel
net.head.layers[0].kernel
net.scale
Encoder(8, 10, rngs=R)(x)
Encoder(7, 10, rngs=R)(x)
Encoder(8, 10)
nnx.softmax(x)
nnx.one_hot(tokens, 7)
nnx.relu(x)
nnx.jit(lambda m, v: m(v))(nnx.Linear(8, 3, rngs=R), x)
nnx.jit(net.encoder.norm)(jnp.ones((2, 32)))
nnx.value_and_grad(lambda m: m(x).mean())(nnx.Linear(8, 3, rngs=R))[0]
nnx.value_and_grad(lambda m: m(x).mean())(nnx.Linear(7, 3, rngs=R))[0]
nnx.merge(*nnx.split(nnx.Linear(8, 3, rngs=R)))(x)
nnx.state(nnx.Linear(8, 3, rngs=R))['kernel']
nnx.state(net, nnx.Param)['encoder']['norm']['scale']
nnx.Param(jnp.ones((3, 4))) @ jnp.ones((4, 5))
jnp.ones((5, 3)) @ nnx.Param(jnp.ones((3, 4))).value
nnx.initializers.lecun_normal()(R.params(), (3, 4))
nnx.initializers.zeros(R.params(), (3,))
nnx.RNN(10)(x)
nnx.RNN(nnx.LSTMCell)(x)
lstm.init(R, (h, h), step)
nnx.RNN(lstm)(x, initial_carry=lstm.initialize_carry(x.shape, R))
nnx.RNN(nnx.OptimizedLSTMCell(8, 10, rngs=R), return_carry=True)(x, seq_lengths=jnp.array([2, 5]))
nnx.RNN(nnx.SimpleCell(8, 10, rngs=R), time_major=True, return_carry=True)(jnp.ones((5, 2, 8)))
nnx.RNN(lstm).apply(x)
nnx.LSTMCell(8, 10, rngs=None)
nnx.LSTMCell(8, 10, bias=False, rngs=R)
nnx.LSTMCell(in_features=8, hidden_features='10', rngs=R)
nnx.Linear(8, 3, rngs=R)(x, x)
nnx.Linear(8, '3', rngs=R)
nnx.Linear(8, -3, rngs=R)
nnx.Embed(10, rngs=R)
nnx.Embed(num_embeddings=10, embedding_dim=4, rngs=R)
nnx.Bidirectional(lstm, lstm)(x)
nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(lstm))(x, initial_carry=h)
nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(lstm), merge_mode='sum')
nnx.MultiHeadAttention(num_heads=2, in_features=8, decode=False, rngs=R)(x, x, x)
nnx.GRUCell(8, 10, rngs=R)(h, step)[0]

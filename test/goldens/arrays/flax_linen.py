import flax
import jax
import jax.numpy as jnp
from flax import linen as nn
from typing import Any, Sequence

key = jax.random.key(0)
x = jnp.ones((2, 5, 8))
step = jnp.ones((2, 8))
h = jnp.zeros((2, 10))
tokens = jnp.zeros((2, 5), dtype=jnp.int32)
image = jnp.ones((2, 9, 7, 3))
lstm = nn.LSTMCell(10)
lstm_v = lstm.init(key, (h, h), step)
rnn = nn.RNN(nn.LSTMCell(10))
rnn_v = rnn.init(key, x)


class Tagger(nn.Module):
    vocabulary: int
    hidden: int = 12
    classes: int = 4

    @nn.compact
    def __call__(self, ids, train: bool = False):
        x = nn.Embed(self.vocabulary, 16)(ids)
        x = nn.RNN(nn.OptimizedLSTMCell(self.hidden))(x)
        x = nn.Dropout(0.5, deterministic=not train)(x)
        x = nn.relu(nn.Dense(20)(x))
        return nn.Dense(self.classes, name='head')(x)


class Both(nn.Module):
    sizes: Sequence[int]

    def setup(self):
        self.forward_rnn = nn.RNN(nn.GRUCell(6))
        self.both = nn.Bidirectional(nn.RNN(nn.GRUCell(2)), nn.RNN(nn.GRUCell(3)))
        self.dense = [nn.Dense(size) for size in self.sizes]
        self.heads = {'a': nn.Dense(2), 'b': nn.Dense(3)}

    def encode(self, x):
        return self.both(self.forward_rnn(x))

    def __call__(self, x):
        x = self.encode(x)
        for layer in self.dense:
            x = layer(x)
        return self.heads['a'](x), self.heads['b'](x)


class Decoder(nn.Module):
    hidden: int

    @nn.compact
    def __call__(self, carry, y):
        scan = nn.scan(nn.LSTMCell, variable_broadcast='params', split_rngs={'params': False}, in_axes=1, out_axes=1)
        carry, out = scan(self.hidden)(carry, y)
        return carry, nn.Dense(3)(out)


class Step(nn.Module):
    hidden: int

    @nn.compact
    def __call__(self, carry, x):
        carry, y = nn.GRUCell(self.hidden)(carry, x)
        return carry, nn.Dense(5)(y)


class Rolled(nn.Module):
    hidden: int

    @nn.compact
    def __call__(self, x):
        rolled = nn.scan(Step, variable_broadcast='params', split_rngs={'params': False}, in_axes=1, out_axes=1)(self.hidden, name='rolled')
        return rolled(jnp.zeros((x.shape[0], self.hidden)), x)


class Affine(nn.Module):
    features: int

    @nn.compact
    def __call__(self, x):
        w = self.param('w', nn.initializers.lecun_normal(), (x.shape[-1], self.features))
        b = self.param('b', nn.initializers.zeros, (self.features,))
        s = self.param('s', lambda rng, n: jnp.ones((n, 1)), 3)
        return x @ w + b


class Wrapped(nn.Module):
    net: nn.Module
    scale: float = 1.0

    def __call__(self, x):
        return self.net(x) * self.scale


class Cell(nn.RNNCellBase):
    features: int

    @nn.compact
    def __call__(self, carry, x):
        carry = nn.tanh(nn.Dense(self.features)(x) + nn.Dense(self.features, use_bias=False)(carry))
        return carry, carry[..., :1]

    def initialize_carry(self, rng, input_shape):
        return jnp.zeros(input_shape[:-1] + (self.features,))

    @property
    def num_feature_axes(self):
        return 1


class Norms(nn.Module):
    @nn.compact
    def __call__(self, x, train):
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.LayerNorm()(x)


tagger = Tagger(50)
tagger_v = tagger.init(key, tokens)
both = Both((7, 9))
both_v = both.init(key, x)
bound_lstm = lstm.bind(lstm_v)
bound_rnn = rnn.bind(rnn_v)
bound_tagger = tagger.bind(tagger_v)
bound_both = both.bind(both_v)
dense_v = {'params': {'kernel': jnp.ones((8, 3)), 'bias': jnp.ones(3)}}
# ---
lstm_v['params']['ii']['kernel']
lstm_v['params']['hf']['kernel']
lstm_v['params']['hf']['bias']
lstm.apply(lstm_v, (h, h), step)
lstm.apply(lstm_v, (h, h), step)[0]
lstm.features
lstm.initialize_carry(key, step.shape)
lstm.initialize_carry(key, (8,))
nn.GRUCell(10).initialize_carry(key, step.shape)
nn.LSTMCell(10).init_with_output(key, (h, h), step)[0]
nn.OptimizedLSTMCell(10).init_with_output(key, (h, h), step)[0]
nn.GRUCell(10).init_with_output(key, h, step)[0]
nn.MGUCell(10).init_with_output(key, h, step)[0]
nn.SimpleCell(10).init_with_output(key, h, step)[0]
nn.GRUCell(10).init(key, h, step)['params']['hn']['bias']
nn.GRUCell(10).init(key, h, step)['params']['ir']['kernel']
nn.MGUCell(10).init(key, h, step)['params']['if']['bias']
nn.MGUCell(10).init(key, h, step)['params']['hf']['kernel']
nn.SimpleCell(10).init(key, h, step)['params']['i']['kernel']
nn.GRUCell(10).init(key, step, h)['params']['hn']['kernel']
nn.LSTMCell(10).init(key, (jnp.zeros((2, 12)), jnp.zeros((2, 12))), step)['params']['hi']['kernel']
nn.LSTMCell(10).init_with_output(key, (jnp.zeros(10), jnp.zeros(10)), step)[0]
nn.LSTMCell(10).init_with_output(key, (jnp.zeros((1, 10)), jnp.zeros((1, 10))), step)[0]
nn.LSTMCell(10).init_with_output(key, (h, h), jnp.ones(8))[0]
nn.LSTMCell(10).init_with_output(key, h, step)[0]
nn.LSTMCell(10).init(key, jnp.zeros((3, 10)), jnp.ones((3, 8)))
nn.LSTMCell(10).init(key, (h, h, h), step)
nn.LSTMCell(10).init(key, (h,), step)
nn.LSTMCell(10).init(key, (jnp.zeros((3, 10)), jnp.zeros((3, 10))), step)
nn.LSTMCell(10).init(key, (h, jnp.zeros((2, 12))), step)
nn.LSTMCell(10).init(key, (h, h), x)
nn.LSTMCell(10).init(key, step)
nn.LSTMCell(10).init(key, x)
nn.GRUCell(10).init(key, (h, h), step)
nn.GRUCell(10).init(key, jnp.zeros((3, 10)), step)
lstm.apply(lstm_v, (h, h), jnp.ones((2, 9)))
lstm.apply(lstm_v, (jnp.zeros((2, 12)), jnp.zeros((2, 12))), step)
lstm.apply(lstm_v, (h, h), jnp.ones((7, 8)))
lstm.apply(lstm_v, (jnp.zeros((7, 10)), jnp.zeros((7, 10))), jnp.ones((7, 8)))
nn.LSTMCell()
nn.LSTMCell(8, 10)
nn.LSTMCell(hidden_size=10)
nn.GRUCell(units=10)
rnn.apply(rnn_v, x)
rnn.apply(rnn_v, jnp.ones((7, 3, 8)))
rnn_v['params']['cell']['ii']['kernel']
rnn.apply(rnn_v, x, return_carry=True)
rnn.apply(rnn_v, x, seq_lengths=jnp.array([2, 3]))
rnn.apply(rnn_v, x, initial_carry=(h, h))
rnn.apply(rnn_v, jnp.ones((2, 5, 9)))
rnn.apply(rnn_v, x, initial_carry=h)
rnn.apply(rnn_v, x, initial_carry=(jnp.zeros(10), jnp.zeros(10)))
rnn.apply(rnn_v, x, initial_carry=(jnp.zeros((2, 12)), jnp.zeros((2, 12))))
rnn.apply(rnn_v, x, initial_carry=(jnp.zeros((3, 10)), jnp.zeros((3, 10))))
rnn.apply(rnn_v, x, (h, h))
nn.RNN(nn.GRUCell(5)).init_with_output(key, jnp.ones((5, 8)))[0]
nn.RNN(nn.GRUCell(5)).init_with_output(key, jnp.ones((2, 3, 5, 8)))[0]
nn.RNN(nn.GRUCell(5), time_major=True).init_with_output(key, jnp.ones((5, 2, 8)))[0]
nn.RNN(nn.GRUCell(5), return_carry=True).init_with_output(key, x)[0]
nn.RNN(nn.LSTMCell(5), return_carry=True, reverse=True, keep_order=True).init_with_output(key, x)[0]
nn.RNN(nn.SimpleCell(5)).init_with_output(key, x)[0]
nn.RNN(Cell(5), return_carry=True).init_with_output(key, x)[0]
nn.RNN(Cell(5)).init(key, x)['params']['cell']['Dense_0']['kernel']
nn.RNN(nn.ConvLSTMCell(6, (3, 3))).init_with_output(key, jnp.ones((2, 4, 9, 7, 3)))[0]
nn.RNN(nn.GRUCell(5)).init(key, jnp.ones(8))
nn.RNN(nn.GRUCell(5)).init(key, x, initial_carry=jnp.zeros(5))
nn.RNN(nn.GRUCell(5)).init(key, x, initial_carry=jnp.zeros((2, 7)))['params']['cell']['hn']['kernel']
nn.RNN(nn.LSTMCell(10), return_sequences=True)
nn.RNN(nn.LSTMCell(10), True).time_major
nn.RNN()
nn.ConvLSTMCell(6, (3, 3)).initialize_carry(key, image.shape)
nn.ConvLSTMCell(6, (3, 3)).init_with_output(key, (jnp.zeros((2, 9, 7, 6)), jnp.zeros((2, 9, 7, 6))), image)[0]
nn.ConvLSTMCell(6, (3, 3)).init(key, (jnp.zeros((2, 9, 7, 6)), jnp.zeros((2, 9, 7, 6))), image)['params']['ih']['kernel']
nn.ConvLSTMCell(6, (3, 3)).init(key, (jnp.zeros((2, 9, 7, 6)), jnp.zeros((2, 9, 7, 6))), image)['params']['hh']['bias']
nn.ConvLSTMCell(6, (3, 3)).init(key, (jnp.zeros((2, 9, 7, 5)), jnp.zeros((2, 9, 7, 6))), image)
nn.Bidirectional(nn.RNN(nn.GRUCell(4)), nn.RNN(nn.GRUCell(7))).init_with_output(key, x)[0]
nn.Bidirectional(nn.RNN(nn.LSTMCell(4)), nn.RNN(nn.LSTMCell(4)), return_carry=True).init_with_output(key, x)[0]
nn.Bidirectional(nn.RNN(nn.LSTMCell(4)), nn.RNN(nn.LSTMCell(4)), merge_fn=lambda a, b: a + b).init_with_output(key, x)[0]
nn.Bidirectional(nn.RNN(nn.LSTMCell(4)), nn.RNN(nn.LSTMCell(5)), merge_fn=lambda a, b: a + b).init(key, x)
nn.Bidirectional(nn.RNN(nn.GRUCell(4)), nn.RNN(nn.GRUCell(7))).init(key, x)['params']['backward_rnn']['cell']['hn']['kernel']
nn.Bidirectional(nn.RNN(nn.GRUCell(10)), nn.RNN(nn.GRUCell(10))).init(key, x, initial_carry=(jnp.zeros(10), jnp.zeros(10)))
nn.Bidirectional(nn.RNN(nn.GRUCell(10)))
nn.Dense(3).init_with_output(key, x)[0]
nn.Dense(3).init(key, x)['params']['kernel']
nn.Dense(3, use_bias=False).init(key, x)['params']['kernel']
nn.Dense(3).apply(nn.Dense(3).init(key, x), jnp.ones((4, 8)))
nn.Dense(3).apply(nn.Dense(3).init(key, x), jnp.ones((4, 7)))
nn.Dense(3).apply({'params': {'kernel': jnp.ones((8, 3)), 'bias': jnp.ones(3)}}, x)
nn.Dense(3).apply({'params': {'kernel': jnp.ones((6, 3)), 'bias': jnp.ones(3)}}, x)
nn.Dense(3).init(key, jnp.ones(()))
nn.Dense(3)(x)
nn.Dense(units=3)
nn.Dense()
nn.DenseGeneral((4, 6)).init_with_output(key, x)[0]
nn.DenseGeneral(3, axis=(-2, -1)).init_with_output(key, x)[0]
nn.DenseGeneral(3, axis=(-2, -1)).init(key, x)['params']['kernel']
nn.Embed(10, 4).init_with_output(key, tokens)[0]
nn.Embed(num_embeddings=10, features=4).init(key, tokens)['params']['embedding']
nn.Embed(10, 4).init(key, x)
nn.Embed(10)
nn.Conv(6, (3,)).init_with_output(key, x)[0]
nn.Conv(6, 3).init(key, x)['params']['kernel']
nn.Conv(6, kernel_size=(3, 3), strides=(2, 2)).init_with_output(key, image)[0]
nn.Conv(6, kernel_size=(3, 3), padding='VALID').init_with_output(key, image)[0]
nn.Conv(6, kernel_size=(3, 3), padding='VALID').init(key, image)['params']['kernel']
nn.Conv(6, (3,)).apply(nn.Conv(6, (3,)).init(key, x), jnp.ones((2, 5, 9)))
nn.BatchNorm(use_running_average=False).init(key, x)['batch_stats']['mean']
nn.BatchNorm(use_running_average=False).init(key, x)['params']['scale']
nn.LayerNorm().init_with_output(key, x)[0]
nn.LayerNorm().init(key, x)['params']['bias']
nn.RMSNorm().init(key, x)['params']['scale']
nn.GroupNorm(num_groups=4).init_with_output(key, x)[0]
nn.Dropout(0.5, deterministic=True).init_with_output(key, x)[0]
nn.MultiHeadDotProductAttention(num_heads=4).init_with_output(key, x)[0]
nn.MultiHeadDotProductAttention(num_heads=4, qkv_features=16, out_features=6).init_with_output(key, x, x)[0]
nn.MultiHeadDotProductAttention(num_heads=4).init(key, x)['params']['query']['kernel']
nn.MultiHeadDotProductAttention(num_heads=4).init(key, x, jnp.ones((2, 7, 6)))['params']['key']['kernel']
nn.SelfAttention(num_heads=2).init_with_output(key, x)[0]
nn.SelfAttention(num_heads=3).init(key, x)
nn.Sequential([nn.Dense(3), nn.relu, nn.Dense(2)]).init_with_output(key, x)[0]
nn.Sequential([nn.Dense(3), nn.relu, nn.Dense(2)]).init(key, x)['params']['layers_2']['kernel']
tagger_v['params']['Embed_0']['embedding']
tagger_v['params']['OptimizedLSTMCell_0']['ii']['kernel']
tagger_v['params']['Dense_0']['kernel']
tagger_v['params']['head']['kernel']
tagger.apply(tagger_v, tokens)
tagger.apply(tagger_v, tokens, train=True, rngs={'dropout': key})
tagger.apply({'params': tagger_v['params']}, jnp.zeros((3, 7), dtype=jnp.int32))
tagger.apply(tagger_v, tokens, mutable=['batch_stats'])[0]
tagger.init_with_output(key, tokens)[0]
Tagger(50, 24).apply(tagger_v, tokens)
Tagger(vocabulary=50, hidden=24).init(key, tokens)['params']['Dense_0']['kernel']
Tagger()
Tagger(50, units=3)
Tagger(50, 1, 2, 3)
tagger.hidden
both.apply(both_v, x)
both.apply(both_v, x, method=both.encode)
both.apply(both_v, x, method='encode')
both.apply(both_v, x, method=Both.encode)
both_v['params']['forward_rnn']['cell']['hn']['kernel']
both_v['params']['both']['backward_rnn']['cell']['hn']['kernel']
both_v['params']['dense_1']['kernel']
both_v['params']['heads_b']['kernel']
both.apply(both_v, jnp.ones((2, 5, 9)))
Decoder(10).init_with_output(key, (h, h), x)[0]
Decoder(10).init(key, (h, h), x)['params']['ScanLSTMCell_0']['ii']['kernel']
Decoder(10).init(key, (h, h), x)['params']['Dense_0']['kernel']
Decoder(10).init(key, (jnp.zeros(10), jnp.zeros(10)), x)
Decoder(10).init(key, h, x)
Rolled(10).init_with_output(key, x)[0]
Rolled(10).init(key, x)['params']['rolled']['GRUCell_0']['ir']['kernel']
Affine(4).init_with_output(key, x)[0]
Affine(4).init(key, x)['params']['w']
Affine(4).init(key, x)['params']['s']
Affine(4).apply({'params': Affine(4).init(key, x)['params']}, step)
Wrapped(nn.Dense(3)).init_with_output(key, x)[0]
Wrapped(nn.Dense(3)).init(key, x)['params']['net']['kernel']
Wrapped(net=Tagger(9)).init(key, tokens)['params']['net']['head']['kernel']
Wrapped()
Norms().init_with_output(key, x, True)[0]
Norms().init(key, x, False)['batch_stats']['BatchNorm_0']['mean']
Norms().apply(Norms().init(key, x, True), x, True, mutable=['batch_stats'])[0]
jax.jit(tagger.apply)(tagger_v, tokens)
jax.value_and_grad(lambda p: tagger.apply({'params': p}, tokens).mean())(tagger_v['params'])[0]
nn.softmax(x)
nn.one_hot(tokens, 7)
nn.avg_pool(image, (2, 2), strides=(2, 2))
nn.max_pool(image, (3, 3), strides=(2, 2), padding='SAME')
nn.initializers.zeros(key, (3, 4))
nn.LSTMCell(10.0).init(key, (h, h), step)
nn.LSTMCell(features='10').init(key, (h, h), step)
nn.LSTMCell(-1)
nn.LSTMCell(0).initialize_carry(key, (2, 8))
nn.RNN(10).init(key, x)
nn.RNN(nn.LSTMCell).init(key, x)
nn.RNN(nn.Dense(3)).init(key, x)
nn.Dense(3.5).init(key, x)
nn.Dense('3').init(key, x)
nn.Dense(0).init_with_output(key, x)[0]
nn.Dense(-3).init(key, x)
rnn(x)
lstm((h, h), step)
tagger(tokens)
both(x)
nn.LSTMCell(10).init(key, (h, h))
rnn.apply(x)
rnn.init(x)
rnn.init(key)
rnn.apply(rnn_v['params'], x)
rnn.apply({'params': rnn_v}, x)
nn.Dense(3).apply({'params': {}}, x)
nn.Dense(3).apply({}, x)
nn.Dense(3).init(key, (2, 8))
nn.Embed('10', 4).init(key, tokens)
nn.Bidirectional(nn.LSTMCell(4), nn.LSTMCell(4)).init(key, x)
nn.Bidirectional(nn.RNN(nn.GRUCell(4)), nn.RNN(nn.GRUCell(4))).init(key, x, initial_carry=jnp.zeros((2, 4)))
nn.RNN(nn.LSTMCell(10)).init(key, x, initial_carry=lstm.initialize_carry(key, x.shape))
nn.RNN(nn.LSTMCell(10)).init(key, x, initial_carry=lstm.initialize_carry(key, (2, 8)))['params']['cell']['hi']['bias']
nn.RNN(nn.LSTMCell(10), reverse='yes').init_with_output(key, x)[0]
nn.RNN(cell=nn.LSTMCell(10), time_major=True).init_with_output(key, x, seq_lengths=jnp.array([3, 3, 3, 3, 3]))[0]
nn.RNN(nn.LSTMCell(10)).init_with_output(key, x, seq_lengths=5)[0]
nn.RNN(nn.GRUCell(10), return_carry=True).init_with_output(key, jnp.ones((3, 8)))[0]
nn.MultiHeadDotProductAttention(num_heads=4, out_features=7).init(key, x)['params']['out']['bias']
nn.MultiHeadDotProductAttention(4, qkv_features=10).init(key, x)
nn.LSTMCell(10, 8)
nn.LSTMCell(10, bias=False)
nn.GRUCell(10, hidden=3)
nn.Dropout(0.5).init_with_output(key, x, deterministic=True)[0]
nn.Dropout(0.5).init(key, x)
nn.Conv(6).init(key, x)
nn.Dense(3, 'relu').init_with_output(key, x)[0]
nn.Dense(3, activation='relu')
nn.Embed(vocab_size=10, features=3)
nn.SimpleCell(10, residual=True).init_with_output(key, h, step)[0]
nn.OptimizedLSTMCell(7).init(key, (jnp.zeros((2, 7)), jnp.zeros((2, 7))), step)['params']['ig']['kernel']
bound_lstm((h, h), step)[1]
bound_lstm.features
bound_lstm.initialize_carry(key, (2, 8))[0]
bound_lstm.variables['params']['ii']['kernel']
bound_lstm.unbind()[1]['params']['ii']['kernel']
bound_rnn(x)
bound_rnn(jnp.ones((2, 5, 9)))
bound_rnn.cell((h, h), step)[1]
rnn.cell((h, h), step)[1]
bound_tagger(tokens)
bound_tagger.__call__(tokens)
bound_tagger.vocabulary
bound_tagger.init(key, tokens)['params']['head']['kernel']
tagger.bind(tagger_v)(tokens)
tagger(tokens)
bound_both(x)[0]
bound_both.encode(x)
bound_both.forward_rnn(x)
bound_both.forward_rnn.cell(jnp.zeros((2, 6)), step)[1]
bound_both.both(jnp.ones((2, 5, 6)))
bound_both.dense[0](jnp.ones((3, 5)))
bound_both.dense[0](jnp.ones((3, 4)))
bound_both.heads['a'](jnp.ones((3, 9)))
nn.Dense(3).bind(dense_v)(x)
nn.Dense(3).bind(dense_v)(h)

import haiku as hk
import jax
import jax.numpy as jnp

K = jax.random.PRNGKey(0)
x = jnp.ones((2, 8))
one = jnp.ones(8)
seq = jnp.ones((7, 2, 8))
image = jnp.ones((2, 28, 28, 3))
ids = jnp.zeros((2, 7), dtype=int)


def run(f, *args):
    net = hk.without_apply_rng(hk.transform(f))
    params = net.init(K, *args)
    return net.apply(params, *args)


def made(f, *args):
    return hk.transform(f).init(K, *args)


class Encoder(hk.Module):
    def __init__(self, hidden, name=None):
        super().__init__(name=name)
        self.hidden = hidden
        self.embed = hk.Embed(100, 16)

    def __call__(self, tokens):
        core = hk.LSTM(self.hidden)
        state = core.initial_state(tokens.shape[0])
        xs = jnp.swapaxes(self.embed(tokens), 0, 1)
        out, state = hk.dynamic_unroll(core, xs, state)
        return self.project(jnp.swapaxes(out, 0, 1)), state

    def project(self, out):
        return hk.BatchApply(hk.Linear(4))(out)


class Scaled(hk.Module):
    def __call__(self, a):
        w = hk.get_parameter('w', [a.shape[-1], 6], init=hk.initializers.RandomNormal())
        b = hk.get_parameter('b', (6,), init=jnp.zeros)
        return a @ w + b


def encoder(tokens):
    return Encoder(10)(tokens)


def twice(a):
    mlp = hk.nets.MLP([16, 4])
    return mlp(a) + mlp(a)


def counted(a):
    n = hk.get_state('n', (), init=jnp.zeros)
    hk.set_state('n', n + 1)
    return hk.Linear(3)(a)


def deep(a):
    core = hk.DeepRNN([hk.LSTM(10), jax.nn.relu, hk.GRU(5)])
    return hk.dynamic_unroll(core, a, core.initial_state(a.shape[1]))


def skipping(a):
    core = hk.deep_rnn_with_skip_connections([hk.LSTM(10), hk.GRU(5)])
    return hk.dynamic_unroll(core, a, core.initial_state(a.shape[1]))


def resetting(a):
    core = hk.ResetCore(hk.LSTM(10))
    return core((a, jnp.zeros(a.shape[0], dtype=bool)), core.initial_state(a.shape[0]))


def images(a):
    core = hk.Conv2DLSTM(input_shape=(28, 28), output_channels=4, kernel_shape=3)
    return core(a, core.initial_state(a.shape[0]))


@hk.transform
def decorated(a):
    return hk.Linear(3)(a)


init, apply = hk.transform(lambda a: hk.Linear(5)(a))
net = hk.without_apply_rng(hk.transform(encoder))
params = net.init(K, ids)
stateful = hk.transform_with_state(counted)
sparams, state = stateful.init(K, x)
# ---
run(lambda a: hk.Linear(3)(a), x)
run(lambda a: hk.Linear(3)(a), seq)
run(lambda a: hk.Linear(3)(a), one)
run(lambda a: hk.Linear(3, with_bias=False)(a), x)
run(lambda a: hk.Linear(3)(a), jnp.ones(()))
made(lambda a: hk.Linear(3)(a), x)['linear']['w']
made(lambda a: (hk.Linear(3)(a), hk.Linear(4)(a)), x)['linear_1']['b']
made(lambda a: hk.Linear(3, name='head')(a), x)['head']['w']
made(twice, x)['mlp/~/linear_0']['w']
made(twice, x)['mlp/~/linear_1']['b']
made(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(2)), x)['lstm/linear']['w']
made(lambda a: hk.GRU(10)(a, jnp.zeros((2, 10))), x)['gru']['w_i']
made(lambda a: hk.VanillaRNN(10)(a, jnp.zeros((2, 10))), x)['vanilla_rnn/linear_1']['w']
made(lambda a: hk.VanillaRNN(10, double_bias=False)(a, jnp.zeros((2, 10))), x)['vanilla_rnn/linear']['b']
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(2)), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(None)), one)
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(3)), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(None)), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(2)), seq)
run(lambda a: hk.LSTM(10)(a, (jnp.zeros((2, 10)), jnp.zeros((2, 10)))), x)
run(lambda a: hk.LSTM(10)(a, jnp.zeros((2, 10))), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTMState(jnp.zeros((2, 10)), jnp.zeros((2, 10)))), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTMState(jnp.zeros((2, 10)), jnp.zeros((2, 9)))), x)
run(lambda a: hk.LSTM(10)(a, hk.LSTM(10).initial_state(2))[1].hidden, x)
run(lambda a: hk.LSTM(10)(a), x)
run(lambda a: hk.GRU(10)(a, hk.GRU(10).initial_state(2)), x)
run(lambda a: hk.GRU(10)(a, hk.GRU(10).initial_state(None)), one)
run(lambda a: hk.GRU(10)(a, hk.GRU(10).initial_state(None)), x)
run(lambda a: hk.GRU(10)(a, jnp.zeros((2, 9))), x)
run(lambda a: hk.GRU(10)(a, jnp.zeros((3, 10))), x)
run(lambda a: hk.GRU(10)(a, hk.GRU(10).initial_state(2)), seq)
run(lambda a: hk.VanillaRNN(10)(a, hk.VanillaRNN(10).initial_state(2)), x)
run(lambda a: hk.VanillaRNN(10)(a, jnp.zeros((3, 10))), x)
run(lambda a: hk.IdentityCore()(a, ()), x)
run(lambda a: hk.dynamic_unroll(hk.LSTM(10), a, hk.LSTM(10).initial_state(2)), seq)
run(lambda a: hk.dynamic_unroll(hk.LSTM(10), a, hk.LSTM(10).initial_state(7)), seq)
run(lambda a: hk.dynamic_unroll(hk.LSTM(10), a, hk.LSTM(10).initial_state(7), time_major=False), seq)
run(lambda a: hk.dynamic_unroll(hk.LSTM(10), a, hk.LSTM(9).initial_state(2)), seq)
run(lambda a: hk.dynamic_unroll(hk.GRU(10), a, hk.GRU(10).initial_state(2), return_all_states=True), seq)
run(lambda a: hk.static_unroll(hk.GRU(10), a, hk.GRU(10).initial_state(2)), seq)
run(lambda a: hk.static_unroll(hk.GRU(10), a, jnp.zeros((1, 10))), seq)
run(lambda a: hk.static_unroll(hk.GRU(10), a, jnp.zeros(10)), seq)
run(lambda a: hk.dynamic_unroll(hk.GRU(10), a, jnp.zeros((1, 10))), seq)
run(lambda a: hk.static_unroll(hk.GRU(10), a, jnp.zeros((3, 10))), seq)
run(lambda a: hk.static_unroll(hk.GRU(10), a, jnp.zeros((1, 10)), time_major=False), seq)
run(lambda a: hk.static_unroll(hk.VanillaRNN(10), a, jnp.zeros((1, 10))), seq)
run(lambda a: hk.static_unroll(hk.VanillaRNN(10), a, jnp.zeros((1, 1))), seq)
run(lambda a: hk.static_unroll(hk.LSTM(10), a, hk.LSTMState(jnp.zeros((2, 10)), jnp.zeros((1, 10)))), seq)
run(lambda a: hk.static_unroll(hk.LSTM(10), a, hk.LSTM(10).initial_state(7)), seq)
run(lambda a: hk.static_unroll(lambda t, s: (s, jnp.concatenate([s, t])), a, jnp.zeros((2, 8))), seq)
run(lambda a: hk.static_unroll(lambda t, s: (t, jnp.concatenate([s, t])), a, jnp.zeros((2, 8))), seq)
run(lambda a: hk.static_unroll(lambda t, s: (t, s + t.sum()), a, 0.0), seq)
run(lambda a: hk.static_unroll(lambda t, s: (t, (s[1], s[0])), a, (jnp.zeros(3), jnp.zeros(4))), seq[:2])
run(lambda a: hk.static_unroll(lambda t, s: (t, (s[1], s[0])), a, (jnp.zeros(3), jnp.zeros(4))), seq[:1])
run(lambda a: hk.static_unroll(hk.GRU(10), a, hk.GRU(10).initial_state(2)), jnp.ones(8))
run(lambda a: hk.static_unroll(hk.DeepRNN([hk.GRU(10), hk.GRU(4)]), a, (jnp.zeros((1, 10)), jnp.zeros((2, 4)))), seq)
run(lambda a: hk.dynamic_unroll(hk.GRU(10), a, hk.GRU(10).initial_state(None)), jnp.ones((7, 8)))
run(deep, seq)
run(deep, seq.swapaxes(0, 1))
run(skipping, seq)
run(resetting, x)
run(images, image)
made(images, image)['conv2_dlstm/input_to_hidden']['w']
made(images, image)['conv2_dlstm/hidden_to_hidden']['w']
run(encoder, ids)
params['encoder/lstm/linear']['w']
params['encoder/~/embed']['embeddings']
params['encoder/~project/linear']['w']
net.apply(params, ids)
net.apply(params, jnp.zeros((3, 9), dtype=int))
made(lambda a: Encoder(10, name='enc')(a), ids)['enc/lstm/linear']['b']
run(lambda a: Scaled()(a), x)
made(lambda a: Scaled()(a), x)['scaled']['w']
made(lambda a: hk.get_parameter('w', (3,), init=jnp.ones) * a[0, 0], x)['~']['w']
run(twice, x)
run(lambda a: hk.Embed(100, 16)(a), ids)
made(lambda a: hk.Embed(vocab_size=100, embed_dim=16)(a), ids)['embed']['embeddings']
run(lambda a: hk.Sequential([hk.Linear(5), jax.nn.relu, hk.Linear(2)])(a), x)
run(lambda a: hk.Flatten()(a), image)
run(lambda a: hk.Flatten(preserve_dims=2)(a), image)
run(lambda a: hk.Reshape((4, 2))(a), x)
run(lambda a: hk.Reshape((4, -1))(a), x)
run(lambda a: hk.Reshape((4, 3))(a), x)
run(lambda a: hk.BatchApply(hk.Linear(3))(a), seq)
run(lambda a: hk.BatchApply(lambda b: b.sum(0), 2)(a), seq)
run(lambda a: hk.Conv2D(6, 3)(a), image)
run(lambda a: hk.Conv2D(6, 3, stride=2)(a), image)
run(lambda a: hk.Conv2D(6, 3, padding='VALID')(a), image)
run(lambda a: hk.Conv2D(output_channels=6, kernel_shape=(3, 5), padding='VALID')(a), image)
run(lambda a: hk.Conv2D(6, 3)(a), x)
run(lambda a: hk.Conv1D(6, 3)(a), seq)
made(lambda a: hk.Conv1D(6, 3)(a), seq)['conv1_d']['w']
run(lambda a: hk.Conv1D(6, 3, data_format='NCW')(a), seq)
made(lambda a: hk.Conv1D(6, 3, data_format='NCW')(a), seq)['conv1_d']['b']
run(lambda a: hk.Conv2DTranspose(6, 3, stride=2)(a), image)
made(lambda a: hk.Conv2DTranspose(6, 3, stride=2)(a), image)['conv2_d_transpose']['w']
run(lambda a: hk.LayerNorm(-1, True, True)(a), x)
made(lambda a: hk.LayerNorm(axis=-1, create_scale=True, create_offset=False)(a), x)['layer_norm']['scale']
run(lambda a: hk.LayerNorm(axis=-1)(a), x)
run(lambda a: hk.RMSNorm(-1)(a), x)
made(lambda a: hk.RMSNorm(-1)(a), x)['rms_norm']['scale']
made(lambda a: hk.InstanceNorm(True, True)(a), image)['instance_norm']['scale']
made(lambda a: hk.GroupNorm(3)(a), image)['group_norm']['scale']
hk.transform_with_state(lambda a: hk.BatchNorm(True, True, 0.9)(a, True)).init(K, image)[0]['batch_norm']['scale']
run(lambda a: hk.MaxPool(2, 2, 'SAME')(a), image)
run(lambda a: hk.max_pool(a, 2, 2, 'VALID'), image)
run(lambda a: hk.avg_pool(a, (3, 3, 1), (2, 2, 1), 'SAME'), image)
run(lambda a: hk.MultiHeadAttention(2, 4, w_init_scale=1.0)(a, a, a), seq)
run(lambda a: hk.MultiHeadAttention(2, 4, w_init=hk.initializers.VarianceScaling(), model_size=16)(a, a, a), seq)
made(lambda a: hk.MultiHeadAttention(2, 4, w_init_scale=1.0, value_size=3)(a, a, a), seq)['multi_head_attention/value']['w']
made(lambda a: hk.MultiHeadAttention(2, 4, w_init_scale=1.0, value_size=3)(a, a, a), seq)['multi_head_attention/linear']['w']
run(lambda a: hk.one_hot(a, 5), ids)
run(lambda a: hk.vmap(hk.Linear(3), split_rng=False)(a), x)
run(lambda a: hk.scan(lambda c, t: (c + t, c), jnp.zeros((2, 8)), a), seq)
run(lambda a: hk.Bias()(a), x)
hk.transform(lambda a: hk.dropout(hk.next_rng_key(), 0.5, a)).apply({}, K, x)
hk.transform(lambda a: hk.Linear(3)(a)).apply(params, x)
hk.transform(lambda a: hk.Linear(3)(a)).init(x)
decorated.apply(decorated.init(K, x), None, x)
decorated.apply(decorated.init(K, x), K, jnp.ones((2, 9)))
apply(init(K, x), K, x)
stateful.apply(sparams, state, None, x)
state['~']['n']
hk.Linear(3)
hk.LSTM(10)
Scaled()
hk.LSTMState(x, x).cell
jax.jit(net.apply)(params, ids)
jax.vmap(net.apply, in_axes=(None, 0))(params, jnp.zeros((4, 2, 7), dtype=int))
jax.grad(lambda p: net.apply(p, ids)[0].sum())(params)['encoder/lstm/linear']['w']
jax.tree.map(lambda p: p * 2, params)['encoder/lstm/linear']['b']

# One program after another, each named in the comment before it; record.py runs them.
# --- linen-step-carry
import jax
import jax.numpy as jnp
import flax.linen as nn

class StepModel(nn.Module):
    hidden: int = 32

    @nn.compact
    def __call__(self, carry, x):
        carry, y = nn.LSTMCell(features=self.hidden)(carry, x)
        return carry, nn.Dense(1)(y)

model = StepModel()
x = jnp.ones((8, 6))
state = (jnp.zeros((8, 32)), jnp.zeros((8, 32)))
variables = model.init(jax.random.key(1), state, x)
for step in range(3):
    state, y = model.apply(variables, state, x)
c, h = state
# --- linen-step-carry-refused
import jax
import jax.numpy as jnp
import flax.linen as nn

class StepModel(nn.Module):
    hidden: int = 32

    @nn.compact
    def __call__(self, carry, x):
        carry, y = nn.LSTMCell(features=self.hidden)(carry, x)
        return carry, nn.Dense(1)(y)

model = StepModel()
x = jnp.ones((8, 6))
variables = model.init(jax.random.key(1), jnp.zeros((8, 32)), x)
# --- linen-scan-method
import functools
import jax
import jax.numpy as jnp
import flax.linen as nn

class Scanned(nn.Module):
    @functools.partial(nn.scan, variable_broadcast='params', in_axes=0, out_axes=0, split_rngs={'params': False})
    @nn.compact
    def __call__(self, carry, x):
        ins, resets = x
        carry = jnp.where(resets[:, None], jnp.zeros_like(carry), carry)
        carry, y = nn.GRUCell(features=16)(carry, ins)
        return carry, y

class Agent(nn.Module):
    actions: int

    @nn.compact
    def __call__(self, hidden, x):
        obs, dones = x
        embedding = nn.relu(nn.Dense(12)(obs))
        hidden, embedding = Scanned()(hidden, (embedding, dones))
        return hidden, nn.Dense(self.actions)(embedding)

agent = Agent(6)
inputs = (jnp.zeros((3, 4, 17)), jnp.zeros((3, 4), dtype=bool))
start = jnp.zeros((4, 16))
variables = agent.init(jax.random.key(0), start, inputs)
hidden, logits = agent.apply(variables, start, inputs)
kernel = variables['params']['Scanned_0']['GRUCell_0']['in']['kernel']
# --- linen-setup-encoder-decoder
import jax
import jax.numpy as jnp
from flax import linen as nn

class Encoder(nn.Module):
    hidden: int

    def setup(self):
        self.embed = nn.Embed(40, 8)
        self.rnn = nn.RNN(nn.LSTMCell(self.hidden), return_carry=True)

    def __call__(self, ids):
        return self.rnn(self.embed(ids))

class Seq2Seq(nn.Module):
    hidden: int
    vocabulary: int

    def setup(self):
        self.encoder = Encoder(self.hidden)
        self.decoder = nn.RNN(nn.LSTMCell(self.hidden))
        self.head = nn.Dense(self.vocabulary)

    def __call__(self, ids, targets):
        carry, _ = self.encoder(ids)
        return self.head(self.decoder(targets, initial_carry=carry))

model = Seq2Seq(24, 40)
ids = jnp.zeros((2, 7), dtype=jnp.int32)
targets = jnp.ones((2, 5, 40))
params = model.init(jax.random.key(0), ids, targets)
logits = model.apply(params, ids, targets)
kernel = params['params']['encoder']['rnn']['cell']['ii']['kernel']
# --- linen-decoder-carry-size-refused
import jax
import jax.numpy as jnp
from flax import linen as nn

class Pair(nn.Module):
    @nn.compact
    def __call__(self, x, y):
        carry, _ = nn.RNN(nn.LSTMCell(24), return_carry=True)(x)
        c, h = carry
        c = nn.Dense(12)(c)
        return nn.RNN(nn.LSTMCell(24))(y, initial_carry=(c, h))

params = Pair().init(jax.random.key(0), jnp.ones((2, 7, 3)), jnp.ones((2, 5, 3)))
# --- linen-train-state
import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state

class Classifier(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.RNN(nn.GRUCell(20))(x)
        return nn.Dense(3)(x[:, -1])

model = Classifier()
x = jnp.ones((4, 9, 5))
params = model.init(jax.random.key(0), x)['params']
state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=optax.adam(1e-3))
logits = state.apply_fn({'params': state.params}, x)

@jax.jit
def loss_of(params, x):
    return (model.apply({'params': params}, x) ** 2).mean()

loss = loss_of(state.params, x)
other = state.apply_fn({'params': state.params}, jnp.ones((4, 30, 5)))
# --- linen-apply-other-features-refused
import jax
import jax.numpy as jnp
from flax import linen as nn

class Classifier(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(3)(nn.Dense(7)(x))

model = Classifier()
params = model.init(jax.random.key(0), jnp.ones((4, 5)))
y = model.apply(params, jnp.ones((4, 6)))
# --- nnx-language-model
import jax.numpy as jnp
from flax import nnx

class Model(nnx.Module):
    def __init__(self, vocabulary: int, hidden: int, *, rngs: nnx.Rngs):
        self.embed = nnx.Embed(vocabulary, 16, rngs=rngs)
        self.layers = nnx.List([
            nnx.RNN(nnx.GRUCell(16 if i == 0 else hidden, hidden, rngs=rngs)) for i in range(2)
        ])
        self.head = nnx.Linear(hidden, vocabulary, rngs=rngs)

    def __call__(self, ids):
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x)
        return self.head(x)

model = Model(30, 24, rngs=nnx.Rngs(0))
ids = jnp.zeros((2, 9), dtype=jnp.int32)
logits = model(ids)
kernel = model.layers[1].cell.dense_h.kernel.value
# --- nnx-head-size-refused
import jax.numpy as jnp
from flax import nnx

class Model(nnx.Module):
    def __init__(self, rngs):
        self.rnn = nnx.Bidirectional(
            nnx.RNN(nnx.LSTMCell(5, 12, rngs=rngs)), nnx.RNN(nnx.LSTMCell(5, 12, rngs=rngs)))
        self.head = nnx.Linear(12, 3, rngs=rngs)

    def __call__(self, x):
        y = self.rnn(x)
        return self.head(y[:, -1])

scores = Model(nnx.Rngs(0))(jnp.ones((2, 9, 5)))
# --- nnx-one-step-loop
import jax
import jax.numpy as jnp
from flax import nnx

cell = nnx.LSTMCell(5, 12, rngs=nnx.Rngs(0))
x = jnp.ones((2, 9, 5))
carry = cell.initialize_carry((2, 5), nnx.Rngs(1))
outputs = []
for t in range(x.shape[1]):
    carry, y = cell(carry, x[:, t])
    outputs.append(y)
ys = jnp.stack(outputs, axis=1)
c, h = carry

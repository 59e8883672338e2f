# Programs as people write them; each is run by itself. The name stands behind the dashes.
# --- shakespeare
import sonnet as snt
import tensorflow as tf


class TextModel(snt.Module):
    def __init__(self, num_hidden, depth, vocabulary, name=None):
        super().__init__(name=name)
        with self.name_scope:
            self._embed = snt.Embed(vocabulary, 32)
            self._cores = [snt.LSTM(num_hidden) for _ in range(depth)]
            self._core = snt.DeepRNN(self._cores)
            self._output = snt.Linear(vocabulary)

    @snt.Module.with_name_scope
    def __call__(self, tokens):
        embedded = self._embed(tokens)
        initial = self._core.initial_state(tokens.shape[1])
        outputs, state = snt.dynamic_unroll(self._core, embedded, initial)
        return self._output(outputs), state


model = TextModel(64, 2, 100)
tokens = tf.zeros((12, 4), tf.int32)
logits, final = model(tokens)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tokens, logits=logits))
# --- one step at a time
import sonnet as snt
import tensorflow as tf

core = snt.LSTM(hidden_size=20)
state = core.initial_state(batch_size=3)
inputs = tf.ones((5, 3, 8))
for x in tf.unstack(inputs):
    output, state = core(x, state)
hidden = state.hidden
memory = state.cell
# --- unrolled
import sonnet as snt
import tensorflow as tf

lstm = snt.UnrolledLSTM(16)
sequence = tf.zeros((7, 2, 5))
outputs, final = lstm(sequence, lstm.initial_state(2))
last = outputs[-1]
head = snt.Sequential([snt.Linear(8), tf.nn.relu, snt.Linear(3)])
scores = head(last)
# --- gru with skip connections
import sonnet as snt
import tensorflow as tf

core = snt.deep_rnn_with_skip_connections([snt.GRU(10), snt.GRU(6)])
x = tf.zeros((4, 9))
out, state = core(x, core.initial_state(4))
first = state[0]
# --- vanilla and projection
import sonnet as snt
import tensorflow as tf

rnn = snt.VanillaRNN(12)
lstm = snt.LSTM(12, projection_size=5)
x = tf.zeros((4, 9))
a, after = rnn(x, rnn.initial_state(4))
b, state = lstm(x, lstm.initial_state(4))
cell = state.cell
# --- layers around
import sonnet as snt
import tensorflow as tf

conv = snt.Conv1D(16, 3)
norm = snt.LayerNorm(axis=-1, create_scale=True, create_offset=True)
flat = snt.Flatten()
mlp = snt.nets.MLP([32, 10])
x = tf.zeros((2, 9, 4))
y = norm(conv(x))
z = mlp(flat(y))
# --- batch-major sequence
import sonnet as snt
import tensorflow as tf

core = snt.GRU(10)
batch = tf.zeros((4, 7, 8))
outputs, state = snt.dynamic_unroll(core, batch, core.initial_state(4))
# --- tuple as state
import sonnet as snt
import tensorflow as tf

core = snt.LSTM(10)
x = tf.zeros((4, 8))
h = tf.zeros((4, 10))
output, state = core(x, (h, h))
# --- sequence into a core
import sonnet as snt
import tensorflow as tf

core = snt.LSTM(10)
sequence = tf.zeros((7, 4, 8))
output, state = core(sequence, core.initial_state(4))
# --- other features at the second call
import sonnet as snt
import tensorflow as tf

dense = snt.Linear(10)
first = dense(tf.zeros((4, 8)))
second = dense(tf.zeros((4, 9)))
# --- state of another core
import sonnet as snt
import tensorflow as tf

encoder = snt.GRU(16)
decoder = snt.GRU(10)
x = tf.zeros((4, 8))
out, state = encoder(x, encoder.initial_state(4))
out, state = decoder(x, state)
# --- state left out
import sonnet as snt
import tensorflow as tf

core = snt.GRU(10)
outputs, state = core(tf.zeros((4, 8)))

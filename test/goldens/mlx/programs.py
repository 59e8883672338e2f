# --- lstm
import mlx.core as mx
import mlx.nn as nn
x = mx.random.normal((4, 7, 8))
lstm = nn.LSTM(8, 10)
h, c = lstm(x)
last = h[:, -1, :]
# --- lstm-unbatched
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(8, 10)(mx.zeros((7, 8)))
# --- lstm-more-axes
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(8, 10)(mx.zeros((2, 4, 7, 8)))
# --- lstm-without-bias
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(input_size=8, hidden_size=10, bias=False)(mx.zeros((4, 7, 8)))
# --- lstm-integers
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(8, 10)(mx.zeros((4, 7, 8), dtype=mx.int32))
# --- lstm-vector
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((8,)))
# --- lstm-features
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 9)))
# --- lstm-states
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), mx.zeros((4, 10)), cell=mx.zeros((4, 10)))
# --- lstm-cell-state-alone
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), cell=mx.zeros((1,)))
# --- lstm-hidden-features
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), mx.zeros((4, 9)))
# --- lstm-cell-features
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), mx.zeros((4, 10)), mx.zeros((4, 9)))
# --- lstm-hidden-batch
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), mx.zeros((3, 10)))
# --- lstm-pair
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), (mx.zeros((4, 10)), mx.zeros((4, 10))))
# --- lstm-num-layers
import mlx.nn as nn
lstm = nn.LSTM(8, 10, num_layers=2)
# --- lstm-unpacked-as-torch
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(mx.zeros((4, 7, 8)))
# --- gru
import mlx.core as mx
import mlx.nn as nn
gru = nn.GRU(8, 10)
h = gru(mx.zeros((4, 7, 8)))
h2 = gru(mx.zeros((4, 7, 8)), h[:, -1])
# --- gru-without-bias
import mlx.core as mx
import mlx.nn as nn
h = nn.GRU(8, 10, bias=False)(mx.zeros((7, 8)))
# --- gru-hidden
import mlx.core as mx
import mlx.nn as nn
gru = nn.GRU(8, 10)
h = gru(mx.zeros((4, 7, 8)), mx.zeros((4, 11)))
# --- rnn
import mlx.core as mx
import mlx.nn as nn
rnn = nn.RNN(8, 10)
h = rnn(mx.zeros((4, 7, 8)))
# --- rnn-without-bias
import mlx.core as mx
import mlx.nn as nn
h = nn.RNN(8, 10, bias=False)(mx.zeros((4, 7, 8)))
# --- rnn-nonlinearity
import mlx.nn as nn
rnn = nn.RNN(8, 10, nonlinearity='relu')
# --- linear
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
head = nn.Linear(10, 3)
h, _ = lstm(mx.random.normal(shape=(4, 7, 8)))
y = head(h)
z = head(h[:, -1])
# --- linear-without-bias
import mlx.core as mx
import mlx.nn as nn
head = nn.Linear(10, 3, bias=False)
y = head(mx.zeros((10,)))
# --- linear-of-integers
import mlx.core as mx
import mlx.nn as nn
y = nn.Linear(10, 3)(mx.zeros((4, 10), mx.int32))
# --- linear-features
import mlx.core as mx
import mlx.nn as nn
head = nn.Linear(10, 3)
y = head(mx.zeros((4, 9)))
# --- linear-tuple
import mlx.core as mx
import mlx.nn as nn
lstm, head = nn.LSTM(8, 10), nn.Linear(10, 3)
y = head(lstm(mx.zeros((4, 7, 8))))
# --- module
import mlx.core as mx
import mlx.nn as nn
class Net(nn.Module):
    def __init__(self, features, hidden):
        super().__init__()
        self.lstm = nn.LSTM(features, hidden)
        self.head = nn.Linear(hidden, 2)
    def __call__(self, x):
        h, _ = self.lstm(x)
        return self.head(h[:, -1])
net = Net(8, 16)
y = net(mx.zeros((4, 7, 8)))
# --- arrays
import mlx.core as mx
a = mx.zeros(3)
b = mx.zeros([2, 3], mx.int32)
c = mx.ones(shape=(2, 3))
d = mx.random.normal()
e = mx.random.normal((2, 3), scale=2.0)
f = c @ c.T
g = c + 1
i = mx.zeros((4, 1)) * c[0]
# --- zeros-one-by-one
import mlx.core as mx
a = mx.zeros(2, 3)
# --- normal-of-a-number
import mlx.core as mx
a = mx.random.normal(3)
# --- product
import mlx.core as mx
a = mx.zeros((4, 8)) @ mx.zeros((9, 5))
# --- sum
import mlx.core as mx
a = mx.zeros((4, 8)) + mx.zeros((9,))
# --- linear-of-stacked
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(8, 10)(mx.zeros((4, 7, 8)))
h2, c2 = nn.LSTM(10, 5)(h)
y = nn.Linear(5, 1)(h2[:, -1, :])
# --- hidden-state-of-one-vector
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)), mx.zeros((10,)))
# --- hidden-states-of-all-steps
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)))
h, c = lstm(mx.zeros((4, 7, 8)), h, c)
# --- last-states
import mlx.core as mx
import mlx.nn as nn
lstm = nn.LSTM(8, 10)
h, c = lstm(mx.zeros((4, 7, 8)))
h2, c2 = lstm(mx.zeros((4, 1, 8)), h[:, -1], c[:, -1])
# --- states-with-layers-in-front
import mlx.core as mx
import mlx.nn as nn
h, c = nn.LSTM(8, 10)(mx.zeros((4, 7, 8)), mx.zeros((1, 4, 10)), mx.zeros((1, 4, 10)))
r = nn.RNN(8, 10)(mx.zeros((4, 7, 8)), mx.zeros((2, 4, 10)))
g = nn.GRU(8, 10)(mx.zeros((4, 7, 8)), mx.zeros((3, 1, 10)))
# --- gru-hidden-of-one
import mlx.core as mx
import mlx.nn as nn
g = nn.GRU(8, 10)(mx.zeros((4, 7, 8)), mx.zeros((10,)))
# --- rnn-hidden-of-one
import mlx.core as mx
import mlx.nn as nn
r = nn.RNN(8, 10)(mx.zeros((4, 7, 8)), mx.zeros((1, 10)))
# --- stacked-language-model
import mlx.core as mx
import mlx.nn as nn
class LanguageModel(nn.Module):
    def __init__(self, vocabulary, width, hidden, layers=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.layers = [nn.LSTM(width if i == 0 else hidden, hidden) for i in range(layers)]
        self.norm = nn.LayerNorm(hidden)
        self.head = nn.Linear(hidden, vocabulary)
    def __call__(self, tokens, states=None):
        x = self.embedding(tokens)
        states = states or [(None, None)] * len(self.layers)
        for layer, (h, c) in zip(self.layers, states):
            x, c = layer(x, h, c)
        return self.head(self.norm(x))
model = LanguageModel(50, 8, 16)
tokens = mx.zeros((4, 7), dtype=mx.int32)
scores = model(tokens)
loss = nn.losses.cross_entropy(scores, tokens, reduction="mean")
each = nn.losses.cross_entropy(scores, tokens)
next_token = mx.random.categorical(scores[:, -1] * (1 / 0.8))
# --- weights-of-layers
import mlx.core as mx
import mlx.nn as nn
a = nn.Bilinear(4, 8, 6)
b = nn.Embedding(20, 6)
c = nn.LayerNorm(4)
d = nn.LayerNorm(4, bias=False)
e = nn.RMSNorm(4)
f = nn.GroupNorm(2, 4)
g = nn.InstanceNorm(4, affine=True)
h = nn.Conv1d(4, 6, 3, groups=2)
i = nn.Conv2d(4, 6, (3, 2), bias=False)
j = nn.Conv3d(4, 6, 3)
k = nn.ConvTranspose1d(4, 6, 3)
l = nn.ConvTranspose2d(4, 6, 3)
m = nn.PReLU(4)
# --- weights-of-batch-normalisation
import mlx.core as mx
import mlx.nn as nn
a = nn.BatchNorm(4)
# --- weights-of-attention
import mlx.core as mx
import mlx.nn as nn
a = nn.MultiHeadAttention(8, 2, key_input_dims=6, value_dims=4, value_output_dims=10, bias=True)
# --- bidirectional-by-hand
import mlx.core as mx
import mlx.nn as nn
class Bidirectional(nn.Module):
    def __init__(self, features, hidden):
        super().__init__()
        self.forward_lstm = nn.LSTM(features, hidden)
        self.backward_lstm = nn.LSTM(features, hidden)
    def __call__(self, x):
        f, _ = self.forward_lstm(x)
        b, _ = self.backward_lstm(x[:, ::-1, :])
        return mx.concatenate([f, b[:, ::-1, :]], axis=-1)
y = Bidirectional(8, 10)(mx.zeros((4, 7, 8)))
# --- regression-target
import mlx.core as mx
import mlx.nn as nn
lstm, head = nn.LSTM(8, 10), nn.Linear(10, 1)
h, _ = lstm(mx.zeros((4, 7, 8)))
loss = nn.losses.mse_loss(head(h[:, -1]), mx.zeros((4,)), reduction="mean")
# --- class-target-with-an-axis
import mlx.core as mx
import mlx.nn as nn
scores = nn.Linear(10, 5)(mx.zeros((4, 10)))
loss = nn.losses.cross_entropy(scores, mx.zeros((4, 1), mx.int32))
# --- training-step
import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(8, 16)
        self.head = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 3))
    def __call__(self, x):
        return self.head(self.gru(x)[:, -1])
def loss_fn(model, x, y):
    return nn.losses.cross_entropy(model(x), y, reduction="mean")
net = Net()
mx.eval(net.parameters())
optimizer = optim.Adam(learning_rate=1e-3)
step = nn.value_and_grad(net, loss_fn)
for _ in range(2):
    loss, grads = step(net, mx.random.normal((4, 7, 8)), mx.array([0, 1, 2, 0]))
    optimizer.update(net, grads)
    mx.eval(net.parameters(), optimizer.state)
first = grads["head"]["layers"][0]["weight"]
net.eval()
predicted = mx.argmax(net(mx.zeros((5, 7, 8))), axis=1)
# --- channels-first-as-in-torch
import mlx.core as mx
import mlx.nn as nn
conv = nn.Conv1d(8, 16, 3, padding=1)
y = conv(mx.zeros((4, 8, 20)))
# --- convolution-before-recurrence
import mlx.core as mx
import mlx.nn as nn
x = mx.zeros((4, 20, 8))
y = nn.MaxPool1d(2)(nn.relu(nn.Conv1d(8, 16, 5, padding=2)(x)))
h = nn.GRU(16, 10)(y)
# --- masks-do-not-index
import mlx.core as mx
x = mx.zeros((4, 20))
y = x[x > 0]
# --- masks-assign
import mlx.core as mx
x = mx.zeros((4, 20))
x[x > 0] = 1.0
x[:, 0] = mx.zeros((4,))
# --- places-outside
import mlx.core as mx
x = mx.zeros((4, 20))
y = x[7]

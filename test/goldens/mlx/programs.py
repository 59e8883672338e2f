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

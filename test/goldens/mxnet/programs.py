# Programs as people write them; each is run by itself. The name stands behind the dashes.
# --- language model
import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn, rnn


class RNNModel(gluon.Block):
    def __init__(self, mode, vocab_size, num_embed, num_hidden, num_layers, dropout=0.5, **kwargs):
        super(RNNModel, self).__init__(**kwargs)
        with self.name_scope():
            self.drop = nn.Dropout(dropout)
            self.encoder = nn.Embedding(vocab_size, num_embed, weight_initializer=mx.init.Uniform(0.1))
            if mode == 'lstm':
                self.rnn = rnn.LSTM(num_hidden, num_layers, dropout=dropout, input_size=num_embed)
            else:
                self.rnn = rnn.GRU(num_hidden, num_layers, dropout=dropout, input_size=num_embed)
            self.decoder = nn.Dense(vocab_size, in_units=num_hidden)
            self.num_hidden = num_hidden

    def forward(self, inputs, hidden):
        emb = self.drop(self.encoder(inputs))
        output, hidden = self.rnn(emb, hidden)
        output = self.drop(output)
        decoded = self.decoder(output.reshape((-1, self.num_hidden)))
        return decoded, hidden

    def begin_state(self, *args, **kwargs):
        return self.rnn.begin_state(*args, **kwargs)


model = RNNModel('lstm', 1000, 100, 128, 2)
model.initialize(mx.init.Xavier(), ctx=mx.cpu())
trainer = gluon.Trainer(model.collect_params(), 'sgd', {'learning_rate': 1, 'momentum': 0, 'wd': 0})
loss = gluon.loss.SoftmaxCrossEntropyLoss()
data = nd.zeros((35, 20))
target = nd.zeros((35 * 20,))
hidden = model.begin_state(func=mx.nd.zeros, batch_size=20, ctx=mx.cpu())
with autograd.record():
    output, hidden = model(data, hidden)
    L = loss(output, target)
L.backward()
trainer.step(20)
h, c = hidden
# --- hybrid classifier
import mxnet as mx
from mxnet import nd
from mxnet.gluon import HybridBlock, nn, rnn


class Classifier(HybridBlock):
    def __init__(self, vocabulary, classes, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.embedding = nn.Embedding(vocabulary, 50)
            self.encoder = rnn.LSTM(64, layout='NTC', bidirectional=True)
            self.output = nn.Dense(classes, flatten=False)

    def hybrid_forward(self, F, x):
        hidden = self.encoder(self.embedding(x))
        pooled = F.mean(hidden, axis=1)
        return self.output(F.concat(pooled, F.max(hidden, axis=1), dim=1))


net = Classifier(2000, 3)
net.initialize()
net.hybridize()
tokens = nd.zeros((8, 40))
scores = net(tokens)
# --- parameters of one's own
import mxnet as mx
from mxnet import nd
from mxnet.gluon import nn


class Attention(nn.HybridBlock):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.query = self.params.get('query', shape=(units, 1))
            self.project = nn.Dense(units, flatten=False, use_bias=False)

    def hybrid_forward(self, F, x, query):
        scores = F.dot(F.tanh(self.project(x)), query)
        weights = F.softmax(scores, axis=1)
        return F.sum(F.broadcast_mul(x, weights), axis=1)


attend = Attention(16)
attend.initialize()
x = nd.ones((4, 7, 10))
context = attend(x)
# --- sequential
from mxnet import nd
from mxnet.gluon import nn, rnn

net = nn.Sequential()
net.add(nn.Embedding(100, 16), rnn.LSTM(32, layout='NTC'))
net.add(nn.Dense(5, activation='relu'))
net.initialize()
x = nd.zeros((4, 9))
y = net(x)
first = net[0](x)
# --- cells by hand
from mxnet import nd
from mxnet.gluon import rnn

cell = rnn.LSTMCell(20)
cell.initialize()
sequence = nd.zeros((6, 3, 8))
state = cell.begin_state(batch_size=3)
outputs = []
for x in sequence:
    out, state = cell(x, state)
    outputs.append(out)
all_outputs = nd.stack(*outputs)
h, c = state
merged, last = cell.unroll(6, sequence, layout='TNC', merge_outputs=True)
# --- cell of one's own
from mxnet import nd
from mxnet.gluon import rnn


class GatedCell(rnn.HybridRecurrentCell):
    def __init__(self, hidden_size, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self._hidden_size = hidden_size
        self.i2h_weight = self.params.get('i2h_weight', shape=(2 * hidden_size, 8))
        self.h2h_weight = self.params.get('h2h_weight', shape=(2 * hidden_size, hidden_size))
        self.bias = self.params.get('bias', shape=(2 * hidden_size,), init='zeros')

    def state_info(self, batch_size=0):
        return [{'shape': (batch_size, self._hidden_size), '__layout__': 'NC'}]

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, bias):
        gates = F.FullyConnected(inputs, i2h_weight, bias, num_hidden=2 * self._hidden_size)
        gates = gates + F.FullyConnected(states[0], h2h_weight, bias, num_hidden=2 * self._hidden_size)
        gate, candidate = F.split(gates, num_outputs=2, axis=1)
        gate = F.sigmoid(gate)
        output = gate * states[0] + (1 - gate) * F.tanh(candidate)
        return output, [output]


cell = GatedCell(12)
cell.initialize()
x = nd.zeros((3, 5, 8))
out, states = cell.unroll(5, x, merge_outputs=True)
(h,) = states
# --- stack of cells
from mxnet import nd
from mxnet.gluon import rnn

stack = rnn.SequentialRNNCell()
with stack.name_scope():
    for i in range(2):
        stack.add(rnn.LSTMCell(20, input_size=8 if i == 0 else 20))
        stack.add(rnn.DropoutCell(0.3))
    stack.add(rnn.BidirectionalCell(rnn.GRUCell(6, input_size=20), rnn.GRUCell(6, input_size=20)))
stack.initialize()
x = nd.zeros((3, 5, 8))
outputs, states = stack.unroll(5, x, layout='NTC', merge_outputs=True)
first = states[0]
# --- numpy interface
import math
from mxnet import np, npx, autograd, gluon
from mxnet.gluon import nn, rnn

npx.set_np()


class RNNModel(nn.Block):
    def __init__(self, rnn_layer, vocab_size, **kwargs):
        super(RNNModel, self).__init__(**kwargs)
        self.rnn = rnn_layer
        self.vocab_size = vocab_size
        self.dense = nn.Dense(vocab_size)

    def forward(self, inputs, state):
        X = npx.one_hot(inputs.T, self.vocab_size)
        Y, state = self.rnn(X, state)
        output = self.dense(Y.reshape(-1, Y.shape[-1]))
        return output, state

    def begin_state(self, *args, **kwargs):
        return self.rnn.begin_state(*args, **kwargs)


model = RNNModel(rnn.RNN(256), 28)
model.initialize()
state = model.begin_state(batch_size=32)
X = np.zeros((32, 35))
loss = gluon.loss.SoftmaxCrossEntropyLoss()
with autograd.record():
    Y, state = model(X, state)
    l = loss(Y, np.zeros((35 * 32,))).mean()
l.backward()
perplexity = math.exp(float(l))
# --- from scratch
from mxnet import nd

num_inputs, num_hidden, num_outputs = 28, 64, 28


def get_params():
    def _three():
        return (nd.random.normal(scale=0.01, shape=(num_inputs, num_hidden)),
                nd.random.normal(scale=0.01, shape=(num_hidden, num_hidden)),
                nd.zeros(num_hidden))

    W_xi, W_hi, b_i = _three()
    W_hq = nd.random.normal(scale=0.01, shape=(num_hidden, num_outputs))
    b_q = nd.zeros(num_outputs)
    params = [W_xi, W_hi, b_i, W_hq, b_q]
    for param in params:
        param.attach_grad()
    return params


def rnn(inputs, state, params):
    W_xh, W_hh, b_h, W_hq, b_q = params
    H, = state
    outputs = []
    for X in inputs:
        H = nd.tanh(nd.dot(X, W_xh) + nd.dot(H, W_hh) + b_h)
        outputs.append(nd.dot(H, W_hq) + b_q)
    return outputs, (H,)


params = get_params()
X = nd.zeros((5, 2, 28))
outputs, new_state = rnn([X[i] for i in range(5)], (nd.zeros((2, num_hidden)),), params)
first = outputs[0]
H = new_state[0]
# --- batch first by mistake
from mxnet import nd
from mxnet.gluon import nn, rnn

lstm = rnn.LSTM(64, input_size=50)
lstm.initialize()
x = nd.zeros((32, 20, 50))
state = lstm.begin_state(batch_size=32)
out, state = lstm(x, state)
# --- dense made for other features
from mxnet import nd
from mxnet.gluon import nn, rnn

lstm = rnn.LSTM(64, bidirectional=True, layout='NTC')
head = nn.Dense(10, in_units=64)
lstm.initialize()
head.initialize()
out = lstm(nd.zeros((32, 20, 50)))
scores = head(out[:, -1])
# --- other features at the second call
from mxnet import nd
from mxnet.gluon import rnn

gru = rnn.GRU(16)
gru.initialize()
first = gru(nd.zeros((5, 2, 8)))
second = gru(nd.zeros((5, 2, 9)))
# --- state of a cell for a layer
from mxnet import nd
from mxnet.gluon import rnn

gru = rnn.GRU(16, num_layers=2)
gru.initialize()
h = nd.zeros((4, 16))
out, state = gru(nd.zeros((5, 4, 8)), h)
# --- decoder with states of the encoder
from mxnet import nd
from mxnet.gluon import rnn

encoder = rnn.LSTM(32, bidirectional=True)
decoder = rnn.LSTM(32)
encoder.initialize()
decoder.initialize()
source = nd.zeros((12, 4, 16))
memory, state = encoder(source, encoder.begin_state(batch_size=4))
out, state = decoder(nd.zeros((9, 4, 16)), state)
# --- tuple of outputs and states
from mxnet import nd
from mxnet.gluon import nn, rnn

lstm = rnn.LSTM(32)
head = nn.Dense(5)
lstm.initialize()
head.initialize()
x = nd.zeros((7, 3, 8))
out = lstm(x, lstm.begin_state(batch_size=3))
scores = head(out)
# --- one output unpacked
from mxnet import nd
from mxnet.gluon import rnn

lstm = rnn.LSTM(32)
lstm.initialize()
x = nd.zeros((7, 3, 8))
out, state = lstm(x)
# --- unknown keyword
from mxnet.gluon import rnn

lstm = rnn.LSTM(hidden_size=32, batch_first=True)
# --- residual of another size
from mxnet import nd
from mxnet.gluon import rnn

cell = rnn.ResidualCell(rnn.LSTMCell(20))
cell.initialize()
out, states = cell.unroll(5, nd.zeros((3, 5, 8)), merge_outputs=True)
# --- inner states of another batch
from mxnet import nd
from mxnet.gluon import rnn

cell = rnn.GRUCell(10)
cell.initialize()
out, state = cell(nd.zeros((4, 8)), cell.begin_state(batch_size=2))
# --- conv before lstm
from mxnet import nd
from mxnet.gluon import nn, rnn

net = nn.HybridSequential()
net.add(nn.Conv1D(32, kernel_size=5, padding=2, activation='relu'))
net.add(nn.MaxPool1D(2))
net.add(nn.HybridLambda(lambda F, x: F.transpose(x, axes=(2, 0, 1))))
net.add(rnn.GRU(24, num_layers=2))
net.add(nn.HybridLambda(lambda F, x: F.SequenceLast(x)))
net.add(nn.BatchNorm(), nn.Dropout(0.2), nn.Dense(3))
net.initialize()
x = nd.zeros((4, 6, 40))
y = net(x)
# --- projected
from mxnet import nd
from mxnet.gluon import rnn

lstm = rnn.LSTM(40, num_layers=2, projection_size=12, layout='NTC')
lstm.initialize()
x = nd.zeros((3, 5, 8))
out, (h, c) = lstm(x, lstm.begin_state(batch_size=3))

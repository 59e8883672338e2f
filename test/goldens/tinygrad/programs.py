# --- cell
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 8))
h, c = cell(Tensor.rand(4, 8), (h, c))
# --- cell-without-bias
from tinygrad import Tensor, nn
cell = nn.LSTMCell(input_size=8, hidden_size=10, bias=False)
h, c = cell(Tensor.rand(4, 8))
# --- cell-over-steps
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
x = Tensor.rand(4, 7, 8)
hc = None
outputs = []
for t in range(x.shape[1]):
    hc = cell(x[:, t], hc)
    outputs.append(hc[0])
out = Tensor.stack(*outputs, dim=1)
# --- cell-features
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 9))
# --- cell-sequence
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 7, 8))
# --- cell-one-state
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 8), (Tensor.zeros(4, 10),))
# --- cell-state-features
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 8), (Tensor.zeros(4, 8), Tensor.zeros(4, 8)))
# --- cell-state-batch
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 8), (Tensor.zeros(3, 10), Tensor.zeros(3, 10)))
# --- cell-state-of-one
from tinygrad import Tensor, nn
cell = nn.LSTMCell(8, 10)
h, c = cell(Tensor.rand(4, 8), (Tensor.zeros(1, 10), Tensor.zeros(1, 10)))
# --- stacked-cells
from tinygrad import Tensor, nn

class Stack:
    def __init__(self, inputs, hidden, layers):
        self.cells = [nn.LSTMCell(inputs if i == 0 else hidden, hidden) for i in range(layers)]

    def __call__(self, x, states):
        new = []
        for cell, state in zip(self.cells, states):
            h, c = cell(x, state)
            new.append((h, c))
            x = h
        return x, new

stack = Stack(5, 6, 3)
states = [(Tensor.zeros(4, 6), Tensor.zeros(4, 6)) for _ in range(3)]
y, states = stack(Tensor.rand(4, 5), states)
parameters = nn.state.get_parameters(stack)
first = nn.state.get_state_dict(stack)['cells.0.weight_ih']
last = nn.state.get_state_dict(stack)['cells.2.bias_hh']
# --- stacked-cells-of-one-size
from tinygrad import Tensor, nn

class Stack:
    def __init__(self, inputs, hidden, layers):
        self.cells = [nn.LSTMCell(inputs, hidden) for _ in range(layers)]

    def __call__(self, x):
        for cell in self.cells:
            x, _ = cell(x)
        return x

y = Stack(5, 6, 2)(Tensor.rand(4, 5))
# --- classifier
from tinygrad import Tensor, nn

class Classifier:
    def __init__(self, words, width, hidden, classes):
        self.embedding = nn.Embedding(words, width)
        self.cell = nn.LSTMCell(width, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.head = nn.Linear(hidden, classes)

    def __call__(self, ids):
        x = self.embedding(ids)
        hc = None
        for t in range(ids.shape[1]):
            hc = self.cell(x[:, t], hc)
        return self.head(self.norm(hc[0]).relu())

model = Classifier(100, 16, 32, 5)
ids = Tensor.randint(8, 12, low=0, high=100)
logits = model(ids)
loss = logits.sparse_categorical_crossentropy(Tensor.randint(8, low=0, high=5))
labels = logits.argmax(axis=-1)
# --- classifier-of-steps
from tinygrad import Tensor, nn

class Classifier:
    def __init__(self):
        self.cell = nn.LSTMCell(16, 32)
        self.head = nn.Linear(64, 5)

    def __call__(self, x):
        h, c = self.cell(x)
        return self.head(h)

logits = Classifier()(Tensor.rand(8, 16))
# --- convolutions
from tinygrad import Tensor, nn

class Net:
    def __init__(self):
        self.layers = [
            nn.Conv2d(1, 32, 5), Tensor.relu,
            nn.Conv2d(32, 32, 5), Tensor.relu,
            nn.BatchNorm(32), Tensor.max_pool2d,
            nn.Conv2d(32, 64, 3), Tensor.relu,
            nn.BatchNorm(64), Tensor.max_pool2d,
            lambda x: x.flatten(1), nn.Linear(1600, 10),
        ]

    def __call__(self, x):
        return x.sequential(self.layers)

y = Net()(Tensor.rand(4, 1, 28, 28))
z = Tensor.rand(4, 1, 28, 28).max_pool2d((2, 2)).flatten(1)
# --- convolutions-that-fit
from tinygrad import Tensor, nn

class Net:
    def __init__(self):
        self.layers = [
            nn.Conv2d(1, 32, 5), Tensor.relu,
            nn.Conv2d(32, 32, 5), Tensor.relu,
            nn.BatchNorm(32), Tensor.max_pool2d,
            nn.Conv2d(32, 64, 3), Tensor.relu,
            nn.BatchNorm(64), Tensor.max_pool2d,
            lambda x: x.flatten(1), nn.Linear(1024, 10),
        ]

    def __call__(self, x):
        return x.sequential(self.layers)

y = Net()(Tensor.rand(4, 1, 28, 28))
z = Tensor.rand(4, 1, 28, 28).max_pool2d((2, 2)).flatten(1)
# --- convolutions-into-linear
from tinygrad import Tensor, nn
conv = nn.Conv2d(1, 8, 3)
head = nn.Linear(8 * 14 * 14, 10)
y = head(conv(Tensor.rand(4, 1, 28, 28)).relu().max_pool2d().flatten(1))
# --- attention
from tinygrad import Tensor, nn

class Attention:
    def __init__(self, dim, heads):
        self.heads, self.width = heads, dim // heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.out = nn.Linear(dim, dim)

    def __call__(self, x):
        q, k, v = [part.reshape(x.shape[0], -1, self.heads, self.width).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)]
        scores = (q @ k.transpose(-2, -1) / self.width ** 0.5).softmax(-1)
        return self.out((scores @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], -1))

y = Attention(32, 4)(Tensor.rand(2, 9, 32))
# --- temporal-convolution
from tinygrad import Tensor, nn
x = Tensor.rand(4, 3, 50)
conv = nn.Conv1d(3, 16, 5, stride=2, padding=2)
norm = nn.GroupNorm(4, 16)
y = norm(conv(x)).gelu()
pooled = y.mean(axis=2)
up = nn.ConvTranspose1d(16, 3, 4, stride=2, padding=1)(y)
# --- batch-of-vectors-reshaped
from tinygrad import Tensor, nn
x = Tensor.rand(32, 784)
y = x.reshape(-1, 28, 28).mean(1)
z = x.reshape(32, 28, 27)
# --- joined
from tinygrad import Tensor
a, b = Tensor.zeros(4, 3), Tensor.zeros(4, 5)
both = a.cat(b, dim=1)
wrong = Tensor.cat(a, b)

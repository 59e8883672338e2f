import torch
from torch import nn


class Highway(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.h, self.t = nn.Linear(size, size), nn.Linear(size, size)

    def forward(self, x):
        t = torch.sigmoid(self.t(x))
        return t * torch.relu(self.h(x)) + (1 - t) * x


class RNNEncoder(nn.Module):
    def __init__(self, size, hidden, layers, bidirectional):
        super().__init__()
        self.rnn = nn.GRU(size, hidden, layers, bidirectional=bidirectional, batch_first=True)
        self.out_size = hidden * 2 if bidirectional else hidden

    def forward(self, x):
        out, h = self.rnn(x)
        return out, h[-1]

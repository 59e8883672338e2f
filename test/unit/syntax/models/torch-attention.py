import math
import torch
from torch import nn
import torch.nn.functional as F


class Decoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cells = nn.ModuleList([nn.LSTMCell(cfg['in'] if i == 0 else cfg['h'], cfg['h']) for i in range(cfg.get('n', 2))])
        self.out = nn.Sequential(nn.Linear(cfg['h'], 4 * cfg['h']), nn.ReLU(), nn.Linear(4 * cfg['h'], cfg['out']))

    def step(self, x, states):
        new = []
        for cell, (h, c) in zip(self.cells, states):
            x, c = cell(x, (h, c))
            new.append((x, c))
        return x, new

    def forward(self, memory, steps):
        b, t, d = memory.shape
        states = [(memory.new_zeros(b, d), memory.new_zeros(b, d)) for _ in self.cells]
        x = memory[:, 0]
        ys = []
        while (k := len(ys)) < steps:
            q, states = self.step(x, states)
            scores = torch.bmm(memory, q.unsqueeze(2)).squeeze(-1) / math.sqrt(d)
            x = (F.softmax(scores, dim=1)[:, None, :] @ memory).squeeze(1)
            ys += [self.out(x)]
        return torch.stack(ys, 1)

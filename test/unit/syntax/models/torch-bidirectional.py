from __future__ import annotations

import torch
import torch.nn as nn
from torch import Tensor


class Classifier(nn.Module):
    directions: int = 2

    def __init__(self, vocab: int, dim=100, hidden=256, layers=2, classes=5, dropout=0.5):
        super().__init__()
        self.embedding = nn.Embedding(vocab, dim, padding_idx=0)
        self.rnn = nn.LSTM(dim, hidden, num_layers=layers, bidirectional=True, batch_first=True,
                           dropout=dropout if layers > 1 else 0)
        self.fc = nn.Linear(hidden * self.directions, classes)

    def forward(self, text: Tensor, lengths: Tensor | None = None) -> Tensor:
        embedded = self.embedding(text)
        if lengths is not None:
            embedded = nn.utils.rnn.pack_padded_sequence(embedded, lengths, batch_first=True)
        _, (h, c) = self.rnn(embedded)
        h = torch.cat((h[-2, :, :], h[-1]), dim=1)
        return self.fc(h)


device = "cuda" if torch.cuda.is_available() else "cpu"
net = Classifier(10_000).to(device)

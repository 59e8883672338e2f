"""Translating with attention: a bidirectional GRU reads, a GRU cell writes.

Try this: one size in Decoder does not fit what it is given. The Problems panel
says which, and where both sizes come from. Put the cursor on nn.GRUCell and open
the gate calculator to see what a GRU does with its input.
"""

import torch
from torch import nn

SOURCE_WORDS, TARGET_WORDS = 8_000, 6_000
EMBEDDED, HIDDEN = 128, 256


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(SOURCE_WORDS, EMBEDDED)
        self.gru = nn.GRU(EMBEDDED, HIDDEN, bidirectional=True, batch_first=True)
        self.bridge = nn.Linear(2 * HIDDEN, HIDDEN)

    def forward(self, source):
        states, last = self.gru(self.embedding(source))
        both_ways = torch.cat([last[0], last[1]], dim=-1)
        return states, torch.tanh(self.bridge(both_ways))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(2 * HIDDEN, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)

    def forward(self, hidden, states):
        mixed = torch.tanh(self.query(hidden).unsqueeze(1) + self.key(states))
        weights = torch.softmax(self.score(mixed).squeeze(-1), dim=-1)
        return torch.bmm(weights.unsqueeze(1), states).squeeze(1)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(TARGET_WORDS, EMBEDDED)
        self.attention = Attention()
        self.cell = nn.GRUCell(EMBEDDED + HIDDEN, HIDDEN)
        self.word = nn.Linear(HIDDEN, TARGET_WORDS)

    def forward(self, previous, hidden, states):
        context = self.attention(hidden, states)
        step = torch.cat([self.embedding(previous), context], dim=-1)
        hidden = self.cell(step, hidden)
        return self.word(hidden), hidden


encoder, decoder = Encoder(), Decoder()
source = torch.randint(0, SOURCE_WORDS, (32, 20))
states, hidden = encoder(source)
start = torch.zeros(32, dtype=torch.long)
scores, hidden = decoder(start, hidden, states)
print(scores.shape)

"""Whether a film review is kind: a bidirectional LSTM of two layers over word vectors.

Try this: rest the pointer on nn.LSTM for the weights of both layers and
directions (why is the second layer's input 256 wide?), on `hidden` for its
shape, and on `last` for what the classifier gets.
"""

import torch
from torch import nn


class ReviewClassifier(nn.Module):
    def __init__(self, vocabulary, embedding_size=100, hidden_size=128, num_layers=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding_size, padding_idx=0)
        self.lstm = nn.LSTM(
            embedding_size,
            hidden_size,
            num_layers=num_layers,
            bidirectional=True,
            batch_first=True,
            dropout=0.3,
        )
        self.classifier = nn.Linear(2 * hidden_size, 1)

    def forward(self, words):
        vectors = self.embedding(words)
        output, (hidden, cell) = self.lstm(vectors)
        last = torch.cat([hidden[-2], hidden[-1]], dim=1)
        return self.classifier(last).squeeze(1)


model = ReviewClassifier(vocabulary=20_000)
reviews = torch.randint(1, 20_000, (16, 80))
kind = torch.sigmoid(model(reviews))
print(kind.shape)

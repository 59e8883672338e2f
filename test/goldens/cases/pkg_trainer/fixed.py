import torch
from torch import nn
from config import cfg
from layers import Highway, RNNEncoder


class Classifier(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        m = cfg.model
        self.embed = nn.Embedding(cfg.data.vocab, m.embed)
        self.encoder = RNNEncoder(m.embed, m.hidden, m.layers, m.bidirectional)
        self.highway = nn.ModuleList(Highway(self.encoder.out_size) for _ in range(2))
        self.out = nn.Linear(self.encoder.out_size, cfg.data.classes)

    def forward(self, ids):
        seq, _ = self.encoder(self.embed(ids))
        last = seq.mean(dim=1)
        for layer in self.highway:
            last = layer(last)
        return self.out(last)


net = Classifier(cfg)
logits = net(torch.randint(0, cfg.data.vocab, (8, cfg.data.max_len)))

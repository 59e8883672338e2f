import torch.nn as nn


class Encoder(nn.Module):
    def __init__(self, opt):
        super().__init__()
        self.opt = opt
        self.embedding = nn.Embedding(opt["vocab"], opt["emb"])
        self.rnn = getattr(nn, opt["cell"])(opt["emb"], opt["hidden"], opt["layers"], bidirectional=opt["bi"], batch_first=True)

    def forward(self, x):
        return self.rnn(self.embedding(x))

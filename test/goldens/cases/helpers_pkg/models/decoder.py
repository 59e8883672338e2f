import torch
import torch.nn as nn


class Decoder(nn.Module):
    def __init__(self, opt):
        super().__init__()
        self.embedding = nn.Embedding(opt["vocab"], opt["emb"])
        self.rnn = nn.GRU(opt["emb"] + opt["hidden"], opt["hidden"], batch_first=True)
        self.proj = nn.Linear(opt["hidden"], opt["vocab"])

    def attend(self, query, keys):
        scores = torch.bmm(keys, query.transpose(1, 2))
        return (torch.softmax(scores, dim=1) * keys).sum(1, keepdim=True)

    def forward(self, y, memory, state):
        outs = []
        for t in range(y.size(1)):
            ctx = self.attend(state[-1:].transpose(0, 1), memory)
            inp = torch.cat([self.embedding(y[:, t:t + 1]), ctx], dim=-1)
            o, state = self.rnn(inp, state)
            outs.append(self.proj(o))
        return torch.cat(outs, 1)

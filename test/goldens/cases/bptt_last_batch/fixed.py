from dataclasses import dataclass
import torch
from torch import nn
from torch.utils.data import Dataset, DataLoader


@dataclass
class Hyper:
    seq_len: int = 16
    batch: int = 32
    hidden: int = 128
    layers: int = 2
    vocab: int = 90


class Chars(Dataset):
    def __init__(self, hp: Hyper, n=148):
        self.hp = hp
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        ids = torch.randint(0, self.hp.vocab, (self.hp.seq_len + 1,))
        return ids[:-1], ids[1:]


class CharRNN(nn.Module):
    def __init__(self, hp: Hyper):
        super().__init__()
        self.hp = hp
        self.embed = nn.Embedding(hp.vocab, 64)
        self.lstm = nn.LSTM(64, hp.hidden, hp.layers, batch_first=True)
        self.decode = nn.Linear(hp.hidden, hp.vocab)

    def zero_state(self, batch):
        return tuple(torch.zeros(self.hp.layers, batch, self.hp.hidden) for _ in range(2))

    def forward(self, x, state):
        out, state = self.lstm(self.embed(x), state)
        return self.decode(out), state


def train(hp=Hyper()):
    loader = DataLoader(Chars(hp), batch_size=hp.batch, drop_last=True)
    net = CharRNN(hp)
    opt = torch.optim.Adam(net.parameters())
    state = net.zero_state(hp.batch)
    for x, y in loader:
        state = tuple(s.detach() for s in state)
        logits, state = net(x, state)
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    return net


if __name__ == "__main__":
    train()

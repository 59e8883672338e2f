import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable


class FakeConfig:
    def to_dict(self):
        return {"hidden_size": 768, "layers": 12}


class FakeBert(nn.Module):
    def __init__(self, vocab=30522):
        super().__init__()
        self.config = FakeConfig()
        self.emb = nn.Embedding(vocab, self.config.to_dict()["hidden_size"])

    def forward(self, ids):
        h = self.emb(ids)
        return h, h[:, 0]


class LSTMClassifier(nn.Module):
    def __init__(self, batch_size, output_size, hidden_size, bert):
        super(LSTMClassifier, self).__init__()
        self.bert = bert
        self.batch_size = batch_size
        self.output_size = output_size
        self.hidden_size = hidden_size
        embedding_dim = bert.config.to_dict()["hidden_size"]
        self.lstm = nn.LSTM(embedding_dim, hidden_size)
        self.label = nn.Linear(hidden_size, output_size)

    def forward(self, input_sentence, batch_size=None):
        with torch.no_grad():
            embedded = self.bert(input_sentence)[0]
        input = embedded.permute(1, 0, 2)
        if batch_size is None:
            h_0 = Variable(torch.zeros(1, self.batch_size, self.hidden_size))
            c_0 = Variable(torch.zeros(1, self.batch_size, self.hidden_size))
        else:
            h_0 = Variable(torch.zeros(1, batch_size, self.hidden_size))
            c_0 = Variable(torch.zeros(1, batch_size, self.hidden_size))
        output, (final_hidden_state, final_cell_state) = self.lstm(input, (h_0, c_0))
        return self.label(final_hidden_state[-1])


BATCH_SIZE = 32
model = LSTMClassifier(BATCH_SIZE, 5, 64, FakeBert())
optimizer = torch.optim.Adam(model.parameters())
criterion = nn.CrossEntropyLoss()

ids = torch.randint(0, 30522, (100, 12))
labels = torch.randint(0, 5, (100,))
for start in range(0, len(ids), BATCH_SIZE):
    text = ids[start:start + BATCH_SIZE]
    target = labels[start:start + BATCH_SIZE]
    optimizer.zero_grad()
    predictions = model(text, text.shape[0])
    loss = criterion(predictions, target)
    loss.backward()
    optimizer.step()

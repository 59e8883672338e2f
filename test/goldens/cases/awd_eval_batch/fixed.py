import math
import torch
import torch.nn as nn


class RNNModel(nn.Module):
    """Container module with an encoder, a recurrent module, and a decoder."""

    def __init__(self, rnn_type, ntoken, ninp, nhid, nlayers, tie_weights=False):
        super(RNNModel, self).__init__()
        self.encoder = nn.Embedding(ntoken, ninp)
        if rnn_type == 'LSTM':
            self.rnns = [nn.LSTM(ninp if l == 0 else nhid, nhid if l != nlayers - 1 else (ninp if tie_weights else nhid), 1, dropout=0) for l in range(nlayers)]
        if rnn_type == 'GRU':
            self.rnns = [nn.GRU(ninp if l == 0 else nhid, nhid if l != nlayers - 1 else ninp, 1, dropout=0) for l in range(nlayers)]
        self.rnns = nn.ModuleList(self.rnns)
        self.decoder = nn.Linear(nhid, ntoken)
        if tie_weights:
            self.decoder.weight = self.encoder.weight
        self.rnn_type, self.ninp, self.nhid, self.nlayers, self.tie_weights = rnn_type, ninp, nhid, nlayers, tie_weights

    def forward(self, input, hidden, return_h=False):
        emb = self.encoder(input)
        raw_output = emb
        new_hidden = []
        for l, rnn in enumerate(self.rnns):
            raw_output, new_h = rnn(raw_output, hidden[l])
            new_hidden.append(new_h)
        output = raw_output
        result = output.view(output.size(0) * output.size(1), output.size(2))
        return self.decoder(result), new_hidden

    def init_hidden(self, bsz):
        weight = next(self.parameters()).data
        if self.rnn_type == 'LSTM':
            return [(weight.new(1, bsz, self.nhid if l != self.nlayers - 1 else (self.ninp if self.tie_weights else self.nhid)).zero_(),
                     weight.new(1, bsz, self.nhid if l != self.nlayers - 1 else (self.ninp if self.tie_weights else self.nhid)).zero_())
                    for l in range(self.nlayers)]
        return [weight.new(1, bsz, self.nhid).zero_() for l in range(self.nlayers)]


def batchify(data, bsz):
    nbatch = data.size(0) // bsz
    data = data.narrow(0, 0, nbatch * bsz)
    return data.view(bsz, -1).t().contiguous()


def get_batch(source, i, bptt):
    seq_len = min(bptt, len(source) - 1 - i)
    data = source[i:i + seq_len]
    target = source[i + 1:i + 1 + seq_len].view(-1)
    return data, target


eval_batch_size, batch_size, bptt, ntokens = 10, 20, 35, 200
train_data = batchify(torch.randint(0, ntokens, (4000,)), batch_size)
val_data = batchify(torch.randint(0, ntokens, (1000,)), eval_batch_size)
model = RNNModel('LSTM', ntokens, 40, 115, 3, tie_weights=False)
criterion = nn.CrossEntropyLoss()


def evaluate(data_source, bsz):
    model.eval()
    total_loss = 0
    hidden = model.init_hidden(bsz)
    for i in range(0, data_source.size(0) - 1, bptt):
        data, targets = get_batch(data_source, i, bptt)
        output, hidden = model(data, hidden)
        total_loss += len(data) * criterion(output, targets).data
    return total_loss.item() / len(data_source)


print(evaluate(val_data, eval_batch_size))

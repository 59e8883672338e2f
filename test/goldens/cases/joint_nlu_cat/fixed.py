import argparse
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument('--embedding_size', type=int, default=64)
parser.add_argument('--hidden_size', type=int, default=64)
parser.add_argument('--batch_size', type=int, default=16)
parser.add_argument('--max_length', type=int, default=50)
config = parser.parse_args([])


class Encoder(nn.Module):
    def __init__(self, input_size, embedding_size, hidden_size, batch_size=16, n_layers=1):
        super(Encoder, self).__init__()
        self.n_layers, self.hidden_size, self.batch_size = n_layers, hidden_size, batch_size
        self.embedding = nn.Embedding(input_size, embedding_size)
        self.lstm = nn.LSTM(embedding_size, hidden_size, n_layers, batch_first=True, bidirectional=True)

    def init_hidden(self, n):
        return (torch.zeros(self.n_layers * 2, n, self.hidden_size), torch.zeros(self.n_layers * 2, n, self.hidden_size))

    def forward(self, input, input_masking):
        self.hidden = self.init_hidden(input.size(0))
        embedded = self.embedding(input)
        output, self.hidden = self.lstm(embedded, self.hidden)
        real_context = []
        for i, o in enumerate(output):
            real_length = input_masking[i].data.tolist().count(0)
            real_context.append(o[real_length - 1])
        return output, torch.cat(real_context).view(input.size(0), -1).unsqueeze(1)


class Decoder(nn.Module):
    def __init__(self, slot_size, intent_size, embedding_size, hidden_size, n_layers=1):
        super(Decoder, self).__init__()
        self.n_layers, self.hidden_size = n_layers, hidden_size
        self.embedding = nn.Embedding(slot_size, embedding_size)
        self.lstm = nn.LSTM(embedding_size + hidden_size * 2, hidden_size, n_layers, batch_first=True)  # ok
        self.attn = nn.Linear(hidden_size, hidden_size)
        self.slot_out = nn.Linear(hidden_size * 2, slot_size)
        self.intent_out = nn.Linear(hidden_size * 2, intent_size)

    def forward(self, input, context, encoder_outputs):
        embedded = self.embedding(input)
        hidden = (torch.zeros(self.n_layers, input.size(0), self.hidden_size),) * 2
        decode = []
        aligns = encoder_outputs.transpose(0, 1)
        for i in range(encoder_outputs.size(1)):
            aligned = aligns[i].unsqueeze(1)
            _, hidden = self.lstm(torch.cat((embedded, context, aligned), 2), hidden)
            concated = torch.cat((hidden[0], context.transpose(0, 1)), 2)
            score = self.slot_out(concated.squeeze(0))
            decode.append(F.log_softmax(score, 1))
            _, input = torch.max(score, 1)
            embedded = self.embedding(input.unsqueeze(1))
        return torch.cat(decode, 1).view(input.size(0) * encoder_outputs.size(1), -1)


enc = Encoder(300, config.embedding_size, config.hidden_size)
dec = Decoder(20, 7, config.embedding_size, config.hidden_size * 2)
x = torch.randint(0, 300, (config.batch_size, config.max_length))
mask = torch.zeros(config.batch_size, config.max_length)
output, hidden_c = enc(x, mask)
start_decode = torch.zeros(config.batch_size, 1, dtype=torch.long)
tag_score = dec(start_decode, hidden_c, output)

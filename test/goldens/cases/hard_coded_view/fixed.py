import torch
import torch.nn as nn


class WORD_REP(nn.Module):
    def __init__(self, char_size, char_embedding_dim, char_hidden_dim, cnn_filter_num, word_embedding_dim, word_hidden_dim, word_lstm_layers, vocab_size, dropout_ratio):
        super(WORD_REP, self).__init__()
        self.char_embeds = nn.Embedding(char_size, char_embedding_dim)
        self.word_embeds = nn.Embedding(vocab_size, word_embedding_dim)
        self.cnn = nn.Conv2d(1, cnn_filter_num, (3, char_embedding_dim), padding=(2, 0))
        self.word_lstm_cnn = nn.LSTM(word_embedding_dim + cnn_filter_num, word_hidden_dim // 2, num_layers=word_lstm_layers, bidirectional=True)
        self.dropout = nn.Dropout(p=dropout_ratio)

    def cnn_lstm(self, word_seq, cnn_features):
        self.word_seq_length, self.batch_size = word_seq.size()
        char_emb = self.char_embeds(cnn_features.view(-1, cnn_features.size(2))).unsqueeze(1)
        char_out = self.cnn(char_emb)
        pooled = nn.functional.max_pool2d(char_out, kernel_size=(char_out.size(2), 1))
        d_char_out = self.dropout(pooled).view(word_seq.size(0), self.batch_size, -1)
        word_emb = self.word_embeds(word_seq)
        d_word_emb = self.dropout(word_emb)
        word_input = torch.cat((d_word_emb, d_char_out), dim=2)
        lstm_out, _ = self.word_lstm_cnn(word_input)
        return self.dropout(lstm_out)

    def forward(self, word_seq, cnn_features):
        return self.cnn_lstm(word_seq, cnn_features)


rep = WORD_REP(80, 30, 300, 60, 100, 200, 1, 1000, 0.5)
words = torch.randint(0, 1000, (15, 10))
chars = torch.randint(0, 80, (10, 15, 20))
features = rep(words, chars)

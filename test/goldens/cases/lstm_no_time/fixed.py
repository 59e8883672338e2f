import numpy as np
import torch

torch.manual_seed(1)
rnn = torch.nn.RNN(2, 3, 1, batch_first=True)
x = torch.tensor([[[1, 1], [2, 2], [3, 3]], [[2, 2], [3, 3], [4, 4]], [[4, 4], [5, 5], [6, 6]]])
out, hidden = rnn(x.float())

ih = rnn.weight_ih_l0.detach().numpy()
hh = rnn.weight_hh_l0.detach().numpy()
bias_ih = rnn.bias_ih_l0.detach().numpy()
bias_hh = rnn.bias_hh_l0.detach().numpy()

h = np.zeros(3)
for step in x[0].numpy():
    h = np.tanh(ih @ step + hh @ h + bias_ih + bias_hh)
print(h, out[0, -1])

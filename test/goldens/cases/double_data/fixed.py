import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import TensorDataset, DataLoader

series = np.sin(np.linspace(0, 60, 800))


def sliding_windows(data, seq_length):
    x, y = [], []
    for i in range(len(data) - seq_length - 1):
        x.append(data[i:i + seq_length])
        y.append(data[i + seq_length])
    return np.array(x), np.array(y)


x, y = sliding_windows(series, 12)
x_train = torch.from_numpy(x[:600]).float().unsqueeze(-1)
y_train = torch.from_numpy(y[:600]).float().view(-1, 1)
loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)


class LSTM(nn.Module):
    def __init__(self, num_classes, input_size, hidden_size, num_layers):
        super(LSTM, self).__init__()
        self.num_layers, self.hidden_size = num_layers, hidden_size
        self.lstm = nn.LSTM(input_size=input_size, hidden_size=hidden_size, num_layers=num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        ula, (h_out, _) = self.lstm(x)
        h_out = h_out[-1].view(-1, self.hidden_size)
        return self.fc(h_out)


lstm = LSTM(1, 1, 16, 1)
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(lstm.parameters(), lr=0.01)
for epoch in range(1):
    for xb, yb in loader:
        outputs = lstm(xb)
        optimizer.zero_grad()
        loss = criterion(outputs, yb)
        loss.backward()
        optimizer.step()

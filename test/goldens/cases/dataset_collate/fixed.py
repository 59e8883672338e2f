import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset, DataLoader, random_split


class SensorDataset(Dataset):
    def __init__(self, n=120, channels=9, length=128):
        self.x = np.random.randn(n, channels, length).astype(np.float32)
        self.y = np.random.randint(0, 6, n)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, idx):
        return torch.tensor(self.x[idx]).t(), torch.tensor(self.y[idx])


class HARModel(nn.Module):
    def __init__(self, n_input=9, n_hidden=32, n_layers=2, n_classes=6, drop_prob=0.5):
        super().__init__()
        self.lstm1 = nn.LSTM(n_input, n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.lstm2 = nn.LSTM(n_hidden, n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.fc = nn.Linear(n_hidden, n_classes)
        self.dropout = nn.Dropout(drop_prob)

    def forward(self, x):
        x, hidden = self.lstm1(x)
        x, hidden = self.lstm2(x, hidden)
        x = self.dropout(x).contiguous()[:, -1]
        return self.fc(x)


ds = SensorDataset()
train_ds, val_ds = random_split(ds, [100, 20])
loader = DataLoader(train_ds, batch_size=16, shuffle=True, drop_last=True)
net = HARModel()
opt = torch.optim.AdamW(net.parameters(), lr=1e-3)
criterion = nn.CrossEntropyLoss()
for epoch in range(1):
    for inputs, targets in loader:
        opt.zero_grad()
        output = net(inputs)
        loss = criterion(output, targets.long())
        loss.backward()
        opt.step()

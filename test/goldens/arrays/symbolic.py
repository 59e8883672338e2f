import numpy as np
import torch
import torch.nn.functional as F

a = np.zeros((n, k))
b = np.zeros((n, 8, k))
t = torch.zeros(n, 8, k)
u = torch.zeros(n, k)
# ---
np.zeros((n, k))
np.zeros(n * k + 1)
np.ones((n + 1, 2 * k))
np.zeros((n // 2, k))
np.arange(n)
np.arange(1, n)
np.arange(0, n, 2)
np.linspace(0, 1, n)
np.eye(n, k)
np.random.rand(n, k)
np.random.normal(size=(n, k, 3))
np.zeros(a.shape)
np.zeros(b.shape[1:])
np.zeros((len(a), b.shape[-1] * 2))
np.zeros_like(b)
a.T
b.T
b.transpose(2, 0, 1)
a[0]
a[-1]
a[:, 0]
a[1:]
a[:-1]
a[:, ::2]
a[:, -2:]
a[:, :2]
a[:, :k]
a[:, :k // 2]
a[1:n]
a[n]
a[:, k]
a[n - 1]
a[:, k - 1]
a[None]
a[..., None]
b[:, -1]
b[:, -1, :]
b[:, 1:3]
b[..., :1]
b[np.arange(n), 0]
b[:, [0, 1]]
b[:, 8]
a + a
a + np.zeros(k)
a + np.zeros(n)
a + np.zeros((n, 1))
a + np.zeros(k + 1)
a + np.zeros((n + 2, k))
a * 2
b + np.zeros((8, k))
b + a
a @ np.zeros((k, 5))
a @ np.zeros((k + 1, 5))
a @ a.T
a.T @ a
a @ a
b @ np.zeros((k, 2))
b @ np.zeros((2 * k, 2))
np.dot(a, np.zeros(k))
np.einsum('nk,km->nm', a, np.zeros((k, 4)))
np.einsum('ntk,nk->nt', b, a)
np.einsum('ntk,tk->nt', b, a)
a.reshape(-1)
a.reshape(n * k)
a.reshape(k, n)
a.reshape(k, n + 1)
a.reshape(1, n, k)
a.reshape(n, -1)
a.reshape(-1, k)
a.reshape(-1, 2 * k)
b.reshape(n, -1)
b.reshape(n, 8 * k)
b.reshape(-1, k)
b.reshape(n, 4, 2, k)
b.reshape(n * 8, k)
b.reshape(n, 9, k)
b.reshape(2, n, 4, k)
b.reshape(n, 2, -1)
b.ravel()
b.flatten()
np.expand_dims(a, 1)
np.squeeze(a[:, None])
np.squeeze(b)
np.tile(a, (2, 3))
np.tile(a, n)
np.repeat(a, 2, axis=0)
np.repeat(a, n, axis=1)
np.broadcast_to(np.zeros(k), (n, k))
np.broadcast_to(a, (3, n, k))
np.pad(a, ((1, 2), (0, 0)))
np.concatenate([a, a])
np.concatenate([a, a], axis=1)
np.concatenate([a, np.zeros((n, 3))], axis=1)
np.concatenate([a, np.zeros((3, k))], axis=0)
np.concatenate([a, np.zeros((n + 1, k))], axis=1)
np.concatenate([a, b], axis=0)
np.stack([a, a], axis=1)
np.vstack([a, np.zeros(k)])
np.hstack([a, a])
np.split(np.zeros((n, 4 * k)), 4, axis=1)
np.split(np.zeros((n, 4 * k)), [k, 2 * k], axis=1)
np.split(np.zeros((n, 4 * k + 1)), 4, axis=1)
np.array_split(np.zeros((2 * n, 3)), 2)
a.sum()
a.sum(axis=0)
a.sum(axis=1, keepdims=True)
b.mean(axis=(0, 1))
b.mean(axis=3)
a - a.mean(axis=0)
a - a.mean(axis=1)
a - a.mean(axis=1, keepdims=True)
np.argmax(b, axis=-1)
np.sort(a, axis=0)
np.where(a > 0, a, 0)
np.take(a, [0, 1], axis=1)
np.outer(np.zeros(n), np.zeros(k))
np.diff(a, axis=0)
np.append(a, np.zeros((1, k)), axis=0)
np.lib.stride_tricks.sliding_window_view(np.zeros(n + 3), 3)
torch.zeros(n, k)
torch.zeros((n, 2 * k))
torch.randn(t.size(0), t.size(2))
torch.arange(n)
torch.randint(0, 5, (n, k))
t.view(n, -1)
t.view(-1, k)
t.view(n * 8, k)
t.view(n, 8, -1, 1)
t.view(k, 8, n)
t.view(n, 2, 4, k)
t.view(n, 7, k)
t.view(t.size(0), t.size(1) * t.size(2))
t.flatten(1)
t.flatten(0, 1)
t.permute(1, 0, 2)
t.transpose(1, 2)
t.unsqueeze(1)
t.squeeze(1)
t.unsqueeze(1).expand(-1, 4, -1, -1)
u.unsqueeze(1).repeat(1, 8, 1)
u.unsqueeze(1).expand(n, 8, k)
u.unsqueeze(1).expand(n, 8, k + 1)
u.repeat(2, 1)
u.repeat(n, 2)
t.chunk(2, dim=1)
torch.zeros(n, 2 * k).chunk(2, dim=1)
torch.zeros(n, 2 * k).chunk(2, dim=-1)[0]
torch.zeros(n, 4 * k).chunk(4, 1)
torch.zeros(n, 4 * k).split(k, dim=1)[0]
torch.zeros(n, 3 * k).split([k, 2 * k], dim=1)
torch.zeros(n, 3 * k).split([k, k], dim=1)
torch.cat([t, t], dim=-1)
torch.cat([t, u.unsqueeze(1)], dim=1)
torch.cat([t, u], dim=1)
torch.cat([u, torch.zeros(n, 3)], 1)
torch.stack([u, u, u], dim=1)
torch.stack([t[:, i] for i in range(8)], dim=1)
torch.bmm(t, t.transpose(1, 2))
torch.bmm(t, t)
torch.bmm(t, torch.zeros(n, k, 5))
torch.matmul(t, torch.zeros(k, 5))
torch.mm(u, u.t())
torch.mm(u, u)
torch.einsum('btk,bk->bt', t, u)
F.softmax(torch.bmm(t, u.unsqueeze(2)).squeeze(2), dim=1)
F.pad(t, (0, 0, 1, 2))
F.one_hot(torch.zeros(n, dtype=torch.long), k)
F.linear(u, torch.zeros(5, k))
t.max(dim=1)[0]
t.max(dim=1).values
t.mean(dim=1)
t.sum(-1, keepdim=True)
t.topk(2, dim=1)[0]
t.topk(9, dim=1)[0]
t.argmax(-1)
t[:, -1]
t[:, :, :k]
t[torch.arange(n), 3]
t[:, 8]
u + torch.zeros(k)
t * u.unsqueeze(1)
t * u
t + torch.zeros(n, 1, k)
t + torch.zeros(n, 2, k)
t.unfold(1, 3, 1)
t.numpy()
t.reshape(n, -1).shape

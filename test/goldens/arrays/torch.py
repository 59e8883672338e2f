import numpy as np
import torch
import torch.nn.functional as F

x = torch.zeros(4, 8, 3)
m = torch.ones(8, 3)
w = torch.rand(3, 5)
v = torch.arange(3)
u = torch.linspace(0, 1, 8)
s = torch.tensor(2.0)
i = torch.tensor([0, 2, 1])
c = torch.zeros(4, 1, 3)
b = torch.rand(4, 3, 5)
n = 6
# --- creation
torch.zeros(5)
torch.zeros(2, 3)
torch.zeros((2, 3))
torch.zeros([2, 3], dtype=torch.long)
torch.zeros(size=(2, 3))
torch.zeros(2, -3)
torch.zeros(2.0, 3)
torch.zeros(x.shape)
torch.zeros(x.size())
torch.zeros(*x.shape[1:])
torch.zeros(x.size(0), n)
torch.zeros(2, 3, device='cpu', requires_grad=True)
torch.ones(n)
torch.empty(1, 2)
torch.rand(2, 3)
torch.randn(2, 3, n)
torch.full((2, 2), 7.0)
torch.full((2, 2), fill_value=7)
torch.zeros_like(x)
torch.rand_like(x)
torch.full_like(x, 2)
torch.randint(5, (2, 3))
torch.randint(0, 5, (2, 3))
torch.randint(0, 5, size=(2, 3))
torch.randint(low=0, high=5, size=(4,))
torch.randint(5, (2, 3), dtype=torch.long)
torch.randperm(5)
torch.normal(0.0, 1.0, size=(2, 3))
torch.normal(0.0, 1.0, (2, 3))
torch.tensor(5)
torch.tensor([1, 2, 3])
torch.tensor([[1, 2], [3, 4], [5, 6]])
torch.tensor([[1.0]], dtype=torch.float32)
torch.tensor(np.zeros((2, 3)))
torch.as_tensor([1, 2])
torch.from_numpy(np.zeros((2, 3)))
torch.from_numpy(np.zeros((2, 3))).float()
torch.arange(10)
torch.arange(2, 10)
torch.arange(2, 10, 3)
torch.arange(0, 1, 0.25)
torch.arange(10, 2)
torch.arange(end=4)
torch.linspace(0, 1, 11)
torch.linspace(0, 1, steps=11)
torch.eye(4)
torch.eye(4, 5)
torch.Tensor(2, 3)
torch.Tensor([2, 3])
torch.FloatTensor(4)
torch.LongTensor([[1, 2]])
torch.eye(10)[i]
torch.diag(torch.ones(3))
torch.diag(torch.ones(3, 4))
torch.multinomial(torch.rand(4, 5), 2)
torch.bernoulli(x)
# --- attributes
x.shape
x.size()
x.size(0)
x.size(-1)
x.size(3)
x.size(dim=1)
x.dim()
x.ndim
x.numel()
x.T
m.T
m.t()
x.t()
v.t()
m.mT
x.mT
v.mT
x.data
torch.zeros(x.numel())
torch.zeros(x.dim())
torch.zeros(len(x))
torch.zeros(x.shape[-1])
# --- indexing
x[0]
x[-1]
x[4]
x[-5]
x[0, 1]
x[0, 1, 2]
x[0, 1, 2, 0]
x[:, 8]
x[:, -1]
x[:, -1, :]
x[:, 1:3]
x[:, 1:100]
x[:, ::2]
x[:, ::-1]
x[..., 0]
x[..., None]
x[None]
x[:, None]
x[[0, 1]]
x[[0, 1], [2, 3]]
x[:, [0, 1, 2], 0]
x[0, :, [1, 2]]
x[i]
x[:, i]
x[i, i]
x[i, :, i]
x[i[:, None], i]
x[torch.tensor(1)]
x[x > 0].dim()
x[x[:, 0, 0] > 0].shape[1:]
x[torch.arange(4), -1]
x[torch.arange(4), i]
x[(0, 1)]
x[0.5]
x['a']
x[torch.tensor([0.5])]
v[0][0]
s[0]
s[None]
x[n]
x[:, :n]
# --- operators
x + 1
1 - x
x * 2.5
x / v
x + m
x + u
x + u[:, None]
x * c
x - torch.zeros(4, 7, 1)
x ** 2
-x
x > 0
x == m
x == u
x @ w
x @ m
m @ w
w @ m
v.float() @ w
m @ v.float()
m @ u
x @ b
x @ b[:3]
x @ x.transpose(1, 2)
s @ v
~(x > 0)
(x > 0) & (x < 1)
abs(x)
x + [1, 2, 3]
# --- functions
torch.exp(x)
x.exp()
torch.tanh(x @ w)
torch.sigmoid(x)
x.sigmoid()
torch.relu(x)
torch.add(x, m)
torch.mul(x, u)
x.mul(2)
x.add_(1)
torch.maximum(x, c)
torch.where(x > 0, x, torch.zeros_like(x))
torch.where(x > 0, x, 0.0)
torch.where(x > 0, x, u)
torch.clamp(x, min=0)
x.clamp(0, 1)
x.masked_fill(x == 0, -1e9)
x.masked_fill(u == 0, -1e9)
x.masked_fill(m == 0, float('-inf'))
torch.pow(x, 2)
x.abs()
torch.sqrt(2.0)
torch.dropout(x, 0.5, True)
torch.matmul(x, w)
torch.matmul(m, m)
x.matmul(w)
torch.mm(m, w)
torch.mm(x, w)
torch.mm(m, m)
m.mm(w)
torch.bmm(x, b)
torch.bmm(x, w)
torch.bmm(x, x)
torch.bmm(x, b[:2])
x.bmm(x.permute(0, 2, 1))
torch.mv(m, torch.ones(3))
torch.mv(m, torch.ones(8))
torch.dot(u, u)
torch.dot(u, v.float())
torch.dot(m, m)
torch.outer(u, u)
torch.ger(u, torch.ones(3))
torch.einsum('bti,ij->btj', x, w)
torch.einsum('bti,bij->btj', [x, b])
torch.einsum('bti,bij->btj', x, b)
torch.einsum('ij,kj->ik', m, w)
torch.einsum('...i,ij->...j', x, w)
torch.tensordot(x, w, dims=1)
torch.tensordot(x, m, dims=2)
torch.tensordot(x, m, dims=([1, 2], [0, 1]))
torch.addmm(torch.zeros(8, 5), m, w)
torch.baddbmm(torch.zeros(4, 8, 5), x, b)
torch.equal(x, x)
torch.gather(m, 1, torch.zeros(8, 2, dtype=torch.long))
torch.gather(x, 1, torch.zeros(4, 1, 3, dtype=torch.long))
torch.gather(x, 1, torch.zeros(4, 1, dtype=torch.long))
torch.gather(x, 1, torch.zeros(5, 1, 3, dtype=torch.long))
x.gather(2, x.argmax(dim=-1, keepdim=True))
torch.index_select(x, 1, i)
x.index_select(0, i)
torch.masked_select(x, x > 0).dim()
torch.nonzero(x)[:, 0].dim()
x.scatter(1, torch.zeros(4, 1, 3, dtype=torch.long), 1.0)
torch.zeros(3, 4).scatter_(1, v.unsqueeze(1), 1)
torch.take(x, i)
# --- shapes
x.view(4, 24)
x.view((4, 24))
x.view(-1)
x.view(-1, 3)
x.view(4, -1, 2)
x.view(4, -1, 5)
x.view(4, 25)
x.view(-1, -1)
x.view(x.size(0), -1)
x.view(x.size(0), x.size(1) * x.size(2))
x.view(2, 2, *x.shape[1:])
x.view(*x.shape[:2], 3, 1)
x.view(x.shape[:2] + (3, 1))
x.view(-2, 3)
x.view_as(torch.zeros(8, 4, 3))
x.reshape(32, 3)
x.reshape((32, -1))
x.reshape([32, 3])
torch.reshape(x, (32, 3))
torch.reshape(x, [-1])
x.flatten()
x.flatten(1)
x.flatten(0, 1)
x.flatten(start_dim=1)
torch.flatten(x, 1)
torch.flatten(x, start_dim=0, end_dim=1)
torch.flatten(x, 3)
x.unflatten(1, (2, 4))
x.unflatten(1, (2, -1))
x.unflatten(1, (3, -1))
x.permute(1, 0, 2)
x.permute((2, 0, 1))
x.permute(0, 2)
x.permute(0, 1, 3)
torch.permute(x, (1, 0, 2))
x.transpose(0, 1)
x.transpose(-1, -2)
x.transpose(1, 3)
torch.transpose(x, 0, 1)
torch.transpose(x, dim0=0, dim1=2)
x.swapaxes(0, 1)
x.movedim(0, -1)
torch.squeeze(c)
c.squeeze()
c.squeeze(1)
c.squeeze(0)
c.squeeze(-1)
c.squeeze(dim=1)
c.squeeze(3)
x.unsqueeze(0)
x.unsqueeze(-1)
x.unsqueeze(dim=1)
x.unsqueeze(4)
torch.unsqueeze(x, 1)
c.expand(4, 8, 3)
c.expand(-1, 8, -1)
c.expand(4, 8, 4)
c.expand(2, 4, 8, 3)
c.expand(-1, -1)
c.expand_as(x)
m.expand_as(x)
u.unsqueeze(1).expand(-1, 5)
torch.broadcast_to(m, (4, 8, 3))
x.repeat(2, 1, 1)
x.repeat(1, 2)
x.repeat(2, 1, 1, 1)
x.repeat((1, 1, 2))
v.repeat(3)
v.repeat(3, 1)
torch.tile(x, (2,))
x.tile(2, 1)
x.repeat_interleave(2, dim=1)
torch.repeat_interleave(x, 2)
torch.repeat_interleave(m, 2, dim=0)
torch.flip(x, [1])
x.flip(0)
torch.roll(x, 1, 0)
x.contiguous().view(-1)
x.transpose(0, 1).contiguous().view(8, -1)
x.narrow(1, 0, 5)
x.select(1, 2)
x.unfold(1, 3, 1)
x.unfold(1, 3, 2)
x.unfold(1, 9, 1)
torch.tril(torch.ones(5, 5))
torch.triu(torch.ones(5, 5), diagonal=1)
x.diagonal()
# --- conversions
x.float()
x.long()
x.to('cpu')
x.to(torch.float64)
x.to(device='cpu', dtype=torch.float)
x.cpu().detach().clone()
x.numpy()
x.detach().cpu().numpy()
x.type(torch.LongTensor)
x.type_as(m)
x.bool()
s.item()
x.tolist()
x.new_zeros(2, 3)
x.new_zeros((2, 3))
x.new_ones(5)
x.new_full((2, 2), 3.0)
x.new_tensor([1, 2])
# --- joins
torch.cat([x, x])
torch.cat((x, c), 1)
torch.cat((x, c), dim=1)
torch.cat((x, c), dim=0)
torch.cat((x, m), dim=0)
torch.cat([x, x], -1)
torch.cat([x, x], 3)
torch.cat([x, x], axis=2)
torch.cat([torch.zeros(0), x])
torch.cat(x)
torch.cat([u, m], 1)
torch.concat([x, x], dim=1)
torch.stack([m, m])
torch.stack([m, m], dim=1)
torch.stack([m, m], -1)
torch.stack((m, x))
torch.stack([m, m], 3)
torch.stack([x[k] for k in range(4)], 1)
torch.hstack((m, m))
torch.vstack((u, u))
torch.stack((u, v))
# --- splits
x.chunk(2, dim=1)
x.chunk(3, 1)
x.chunk(4, dim=-1)
torch.chunk(x, 4)
torch.chunk(x, 2, 3)
x.split(3, dim=1)
x.split([1, 2, 5], dim=1)
x.split([1, 2, 4], dim=1)
torch.split(x, 2)
torch.split(x, [1, 3], 0)
torch.unbind(x)
x.unbind(1)
torch.tensor_split(x, 3, dim=1)
# --- reductions
x.sum()
x.sum(0)
x.sum(dim=1)
x.sum(axis=1)
x.sum(-1, keepdim=True)
x.sum(1, True)
x.sum((0, 1))
x.sum(dim=[0, 1])
x.sum(3)
torch.sum(x, dim=1)
torch.sum(x)
x.mean()
x.mean(1)
x.mean(dim=(1, 2))
torch.mean(x, 1, keepdim=True)
torch.mean(x, dim=1)
x.std(dim=0)
x.std()
x.var(1, unbiased=False)
x.var(1, keepdim=True)
x.max()
x.max(dim=1)[0]
x.max(1)[1]
x.max(1).values
x.max(1, keepdim=True).indices
torch.max(x, 1)[0]
torch.max(x, dim=2)[1]
torch.max(x, c)
torch.max(x)
torch.min(x, 1)[0]
x.amax(dim=1)
x.amax(1, True)
x.argmax()
x.argmax(1)
x.argmax(dim=-1, keepdim=True)
torch.argmax(x, dim=1)
x.any()
x.all(dim=1)
x.prod(1)
x.median(1)[0]
x.median()
x.mode(1)[0]
x.cumsum(1)
x.cumsum(dim=3)
torch.cumsum(x, dim=0)
x.norm()
x.norm(dim=1)
x.norm(p=2, dim=1, keepdim=True)
torch.norm(x, dim=-1)
x.logsumexp(1)
torch.logsumexp(x, dim=1, keepdim=True)
x.softmax(dim=-1)
torch.softmax(x, dim=1)
torch.softmax(x, 3)
torch.log_softmax(x, 1)
x.log_softmax(-1)
x.sort(dim=1)[0]
torch.sort(x, 1, descending=True)[1]
x.argsort(1)
x.topk(2)[0]
x.topk(2, dim=1)[1]
torch.topk(x, 2, 1).values
x.topk(4)[0]
torch.linalg.norm(x, dim=1)
# --- functional
F.softmax(x, dim=1)
F.softmax(x, 3)
F.log_softmax(x, -1)
F.relu(x)
F.gelu(x)
F.leaky_relu(x, 0.2)
F.dropout(x, 0.5, training=True)
F.dropout(x, p=0.5)
F.normalize(x, dim=1)
F.glu(torch.zeros(4, 6))
F.glu(torch.zeros(4, 5))
F.glu(torch.zeros(4, 6), dim=0)
F.one_hot(v, num_classes=5)
F.one_hot(v, 5)
F.pad(x, (1, 2))
F.pad(x, (0, 0, 1, 2))
F.pad(x, (0, 0, -1, 0))
F.pad(x, (1, 1, 1, 1, 1, 1, 1, 1))
F.pad(x, [0, 0, 1, 2], 'constant', 0)
F.linear(x, torch.zeros(7, 3))
F.linear(x, torch.zeros(3, 7))
F.linear(x, torch.zeros(7, 3), torch.zeros(7))
F.embedding(v, torch.zeros(10, 6))
F.cosine_similarity(x, c)
F.cosine_similarity(x, x, dim=-1)
F.scaled_dot_product_attention(x, x, x)
F.scaled_dot_product_attention(x, x, b.transpose(1, 2))
F.layer_norm(x, (3,))
F.mse_loss(x, x)
F.cross_entropy(torch.zeros(4, 5), torch.zeros(4, dtype=torch.long))
F.cross_entropy(torch.zeros(4, 5), torch.zeros(3, dtype=torch.long))
F.scaled_dot_product_attention(x, torch.zeros(4, 5, 3), torch.zeros(4, 5, 7))
F.scaled_dot_product_attention(x, torch.zeros(4, 5, 2), torch.zeros(4, 5, 7))
# --- dtypes
v @ w
v.float() @ w
v @ v
torch.mm(torch.ones(2, 3, dtype=torch.long), w)
torch.arange(6).view(2, 3) @ w
torch.randint(0, 2, (8, 3)) @ w
torch.tensor([1, 2, 3]) @ w
torch.tensor([1.0, 2, 3]) @ w
x.long() @ w
(x > 0) @ w
(x > 0).float() @ w
v.mean()
v.mean(0)
v.float().mean()
v.mean(dtype=torch.float)
v.std()
v.sum()
v.softmax(0)
torch.softmax(i, dim=0)
F.softmax(v, dim=0)
torch.softmax(v.float(), 0)
v + w.sum(1)
v / 2
(v / 2).mean()
(v * 2.5).mean()
(v > 0).sum() / 3
(x.argmax(-1) == x.argmax(-1)).float().mean()
(x.argmax(-1) == 0).sum().item()
torch.stack(x)
torch.stack(list(x), 1)
torch.cat(list(x), 1)
torch.cat([x[k] for k in range(3)])
torch.cat(x.split(2), 1)
torch.cat(x.chunk(2, -1), dim=0)
torch.cat([x, x.new_zeros(4, 2, 3)], dim=1)
x[torch.randperm(4)]
x[torch.randperm(4)[:2]]
x.view(4, 2, 4, 3).transpose(1, 2).contiguous().view(4, 4, -1)
x.permute(2, 0, 1).reshape(3, -1).t()
torch.zeros(torch.tensor([2, 3]).prod())
torch.zeros(torch.tensor([2, 3])[1])
torch.zeros(x.size(0) * 2, x.size(1) // 2)
torch.zeros(len(x), 2)
[a for a in x.chunk(2, 1)][1]
[row for row in x][0]
x.max(dim=1, keepdim=True)[0].squeeze(1)
x.max(1).values.max(1).values
x.min(), x.max()
torch.sort(u)[1][:3]
u.topk(3).indices
m.index_select(1, torch.tensor([0, 2]))
x.mean(1).unsqueeze(1).repeat(1, 8, 1)
x[:, -1].unsqueeze(0)
x[-1, :, :]
x[:, :-1] - x[:, 1:]
x.unbind(dim=1)[0]
x.sum(dim=(1, 2), keepdim=True)
x.flip(dims=[1])
x.expand(2, -1, -1, -1)
x.view(x.shape[0], -1).shape
x.shape[1:]
tuple(x.shape)
list(x.shape)
x.shape + (2,)
x.size()[1:]
x.size()[-1] * 2
x.shape[0] == 4
torch.Size([2, 3])
torch.zeros(torch.Size([2, 3]))
np.array(x)
np.zeros(3) * v.numpy()
np.mean(x.numpy(), axis=1)
torch.tensor(x.numpy()).sum(0)
torch.as_tensor(np.ones((2, 3)), dtype=torch.float32)
torch.from_numpy(np.array([[1, 2]])).long()
torch.from_numpy(x.numpy())[0]
torch.tensor([[1, 2], [3]])
torch.tensor([x[0, 0, 0], 2.0])
torch.cat([np.zeros((2, 3)), m])
torch.relu(np.zeros(3))
torch.matmul(np.zeros((2, 8)), m)
m + np.zeros(3)
x.astype(int)
x.reshape(4, 8, 3, order='C')
x.cat(x)
x.nonexistent
# --- spellings
x.amax()
x.amin()
x.amax(dim=(0, 1))
x.sum(dim=())
torch.sum(x, dim=[])
torch.tensor_split(x, sections=2, dim=1)
torch.tensor_split(x, indices=(1, 3))
x.view(dtype=torch.int32).dim()
x.split(split_size=2)
x.split_with_sizes([1, 3])
torch.split(tensor=x, split_size_or_sections=2, dim=0)
torch.cat(tensors=(x, x), dim=0)
torch.stack(tensors=[m, m])
torch.zeros_like(input=x)
torch.sum(input=x, dim=0)
torch.bmm(input=x, mat2=b)
torch.matmul(x, other=w)
torch.squeeze(input=c, dim=1)
torch.unsqueeze(input=x, dim=0)
torch.transpose(input=x, dim0=0, dim1=1)
torch.topk(input=u, k=3)
torch.chunk(input=x, chunks=2)
torch.full(size=(2, 3), fill_value=1.0)
torch.rand(size=(2, 3))
torch.randn(2, 3, generator=torch.Generator())
torch.empty(3, dtype=torch.long).random_(5)
torch.eye(n=3)
torch.arange(0, 10, step=3)
torch.linspace(start=0, end=1, steps=4)
torch.tensor(data=[1, 2])
torch.where(condition=x > 0, input=x, other=c)
torch.clamp(x, 0, 1)
torch.clamp(input=x, min=0.0)
torch.norm(x, 2, -1)
torch.norm(x, p=2, dim=1, keepdim=True)
torch.std(x, dim=0, unbiased=False)
torch.var(x, 1, False)
torch.argmax(x, -1, True)
torch.flatten(input=x, start_dim=1)
torch.gather(input=m, dim=1, index=torch.zeros(8, 1, dtype=torch.long))
x[x.new_ones(4, dtype=torch.bool)].dim()
m[(u > 0.5).byte()].dim()
m[(u > 0.5).to(torch.uint8)].dim()
x.to('cpu', torch.float64)
x.float().mean(dim=1, keepdim=True)
x.permute(dims=(0, 2, 1))
x.expand(size=(4, 8, 3))
x.repeat(repeats=(2, 1, 1))
x.reshape(shape=(32, 3))
x.transpose(dim0=0, dim1=1)
x.unsqueeze(-2)
x.std(1, True)
x.std(1, True, True)
x.max(dim=-1, keepdim=True).values
x.new_full(size=(2,), fill_value=0)
x.masked_fill(mask=x > 0, value=0)
x.scatter_add(0, torch.zeros(1, 8, 3, dtype=torch.long), x)
x.index_fill(1, i, 0.0)
x.lerp(x, 0.5)
x.where(x > 0, c)
x.type(torch.float16)
x.addmm if False else x
x.T.shape
x.element_size() * 1

torch.unique(m)[0].ndim
torch.unique(m, return_inverse=True)[1]
torch.unique(m, dim=0).ndim
torch.unique(x, return_inverse=True, dim=2)[0].ndim
x.unique(return_inverse=True, return_counts=True, dim=1)[1].ndim
torch.unique(x, dim=3)
c.broadcast_to(4, 8, 3)
c.broadcast_to((4, 8, 3))
torch.FloatTensor(np.prod((2, 3)))
torch.FloatTensor(np.prod((2, 3))).reshape(3, 2)
# --- numeric
torch.addcmul(x, x, c)
torch.addcmul(x, x, c, value=0.5)
torch.addcmul(c, x, x)
torch.addcdiv(x, x, m)
x.addcmul(m, c)
torch.addcmul(x, w, m)
torch.addcmul(x, tensor1=c, tensor2=m)
torch.diff(x)
torch.diff(x, dim=1)
torch.diff(x, n=2, dim=1)
torch.diff(u, n=9)
torch.diff(u, n=20)
torch.diff(x, dim=3)
x.diff(dim=-2)
torch.quantile(x, 0.5)
torch.quantile(x, 0.5, dim=1)
torch.quantile(x, torch.tensor([0.1, 0.9]), dim=1)
torch.quantile(x, torch.tensor([0.1, 0.9]), dim=1, keepdim=True)
torch.quantile(x, torch.tensor([0.1, 0.9]))
torch.nanquantile(x, 0.5, -1)
x.quantile(0.25, dim=0)
torch.aminmax(x).min
torch.aminmax(x, dim=1, keepdim=True).min
torch.aminmax(x, dim=1).max
x.aminmax(dim=-1)[0]
torch.std_mean(x)
torch.std_mean(x, dim=1)
torch.var_mean(x, 1, keepdim=True)
torch.std_mean(x, False)
torch.histc(x, bins=12)
torch.histc(x)
torch.trace(m)
m.trace()
torch.diag_embed(v.float())
torch.diag_embed(m)
torch.diag_embed(m, offset=1)
torch.diag_embed(m, offset=-2)
torch.diag_embed(m, dim1=0, dim2=2).dim()
torch.argwhere(x).dim()
torch.argwhere(x).size(1)
torch.inner(x, m)
torch.inner(u, u)
torch.inner(x, w)
torch.vdot(u, u)
torch.hsplit(x, 4)
torch.vsplit(x, 2)
torch.dsplit(x, 3)
torch.hsplit(u, 2)
torch.hsplit(x, (2, 5))
x.hsplit(2)
torch.hsplit(x, 3)
torch.unique(i).dim()
len(torch.unique(i, return_counts=True))
torch.unique(m, return_inverse=True)[1]
torch.unique(m, return_inverse=True, return_counts=True)[2].dim()
i.unique().dim()
torch.unique_consecutive(i).dim()
torch.unique(m, dim=0).dim()
x.where(x > 0, 0.0)
x.where(x > 0, m)
x.where(w > 0, x)
torch.bucketize(x, u)
torch.bucketize(0.5, u)
torch.searchsorted(u, torch.tensor([0.1, 0.2]))
torch.searchsorted(u, 0.3)
torch.isin(x, u)
torch.isin(i, 2)
torch.meshgrid(u, v)
torch.meshgrid(v, i)
torch.meshgrid(u, v.float(), indexing='ij')
torch.meshgrid(u, v.float(), indexing='xy')
torch.meshgrid([u, u, v.float()])
torch.meshgrid(u)
torch.meshgrid(s, u)
torch.cartesian_prod(u, v.float())
torch.cartesian_prod(u)
torch.atleast_1d(s)
torch.atleast_2d(s)
torch.atleast_3d(s)
torch.atleast_2d(u)
torch.atleast_3d(u)
torch.atleast_3d(m)
torch.atleast_2d(u, m)
torch.atleast_2d([u, m])
torch.atleast_1d(x)
torch.cdist(x, torch.zeros(4, 5, 3))
torch.cdist(m, torch.zeros(5, 3))
torch.cdist(x, m)
torch.cdist(x, m, p=1)
F.pairwise_distance(m, m)
F.pairwise_distance(m, m, keepdim=True)
F.pairwise_distance(x, m)
F.pairwise_distance(x, c)
torch.tril_indices(3, 4).size(0)
torch.hann_window(n)
torch.hamming_window(8, periodic=False)
torch.asinh(x)
torch.arctan(x)
torch.erfc(m)
torch.erfinv(m)
torch.deg2rad(x)
torch.sgn(x)
torch.fix(m)
x.erfc()
torch.signbit(x)
torch.isposinf(m)
torch.copysign(x, m)
torch.copysign(x, 1.0)
torch.xlogy(x, m)
torch.logaddexp2(x, c)
torch.arctan2(x, w)
torch.gcd(v, i)
torch.bitwise_left_shift(v, 2)
torch.rand(4, 6).multinomial(2)
torch.rand(6).multinomial(3)

import numpy as np
from tinygrad import Tensor, dtypes, nn
x = Tensor.empty(2, 3, 4)
n = Tensor.empty(4, 8)
m = Tensor.empty(8, 5)
v = Tensor.empty(5)
w = Tensor.empty(4)
i = Tensor.empty(2, 3, dtype=dtypes.int32)
b = Tensor.empty(2, 3) > 0
one = Tensor(3)
t = Tensor([1, 2, 3])
r = Tensor.empty(1, 3, 1)
im = Tensor.empty(2, 3, 8, 8)
seq = Tensor.empty(2, 4, 9)
lstm = nn.LSTMCell(8, 6)
h = Tensor.empty(4, 6)
lin = nn.Linear(8, 5)
# ---
Tensor(3)
Tensor(2.5)
Tensor([1, 2, 3])
Tensor([[1.0, 2.0], [3.0, 4.0]])
Tensor([[1, 2], [3]])
Tensor((1, 2, 3), dtype=dtypes.float32)
Tensor(np.zeros((3, 4), dtype=np.float32))
Tensor([])
Tensor(True)
Tensor.zeros(3)
Tensor.zeros(2, 3)
Tensor.zeros((2, 3))
Tensor.zeros([2, 3])
Tensor.zeros(2, 3, dtype=dtypes.int)
Tensor.zeros()
Tensor.zeros(2, 0)
Tensor.ones(2, 3)
Tensor.empty(4, 5)
Tensor.rand(2, 3)
Tensor.randn(2, 3)
Tensor.randn((2, 3))
Tensor.uniform(2, 3, low=-1.0, high=1.0)
Tensor.normal(2, 3, mean=0.0, std=2.0)
Tensor.scaled_uniform(2, 3)
Tensor.glorot_uniform(2, 3)
Tensor.kaiming_uniform(4, 3)
Tensor.kaiming_normal(4, 3)
Tensor.randint(2, 3, low=0, high=5)
Tensor.randint(7, high=9)
Tensor.randperm(7)
Tensor.full((2, 3), 7)
Tensor.full((2, 3), 7, dtype=dtypes.float)
Tensor.full(4, 0.5)
Tensor.arange(5)
Tensor.arange(2, 9, 3)
Tensor.arange(5, 2)
Tensor.arange(0.0, 1.0, 0.25)
Tensor.linspace(0, 1, 7)
Tensor.linspace(0, 1, steps=7)
Tensor.eye(3)
Tensor.eye(3, 4)
Tensor.zeros_like(x)
x.zeros_like()
x.ones_like()
x.full_like(2.0)
x.rand_like()
x.randn_like()
x.shape
x.shape[1]
x.shape[-1]
x.ndim
x.numel()
x.size()
x.size(1)
x.size(-1)
x.dtype
x.device
len(x)
x.T
n.T
w.T
one.T
x.reshape(6, 4)
x.reshape((6, 4))
x.reshape(2, -1)
x.reshape(-1)
x.reshape(5, 5)
x.reshape(7, -1)
x.reshape(-1, -1)
x.view(6, 4)
x.view(5, 5)
x.flatten()
x.flatten(1)
x.flatten(0, 1)
x.flatten(start_dim=1, end_dim=2)
x.flatten(5)
x.unflatten(2, (2, 2))
x.unflatten(2, (3, 2))
x.squeeze()
r.squeeze()
r.squeeze(0)
r.squeeze(1)
r.squeeze(dim=-1)
r.squeeze(5)
x.unsqueeze(0)
x.unsqueeze(-1)
x.unsqueeze(dim=1)
x.unsqueeze(5)
x.permute(0, 2, 1)
x.permute((0, 2, 1))
x.permute(1, 0)
x.permute(0, 0, 1)
x.permute(0, 1, 3)
x.transpose()
x.transpose(1, 2)
x.transpose(-1, -2)
x.transpose(0, 3)
w.transpose()
x.expand(2, 3, 4)
r.expand(2, 3, 4)
r.expand(2, -1, 4)
r.expand((2, 3, 4))
r.expand(5, 2, 3, 4)
x.expand(2, 3, 5)
x.expand(3, 4)
x.repeat(2, 1, 1)
x.repeat((2, 1, 1))
x.repeat(2)
x.repeat(2, 1, 1, 1)
x.repeat_interleave(2, dim=1)
x.repeat_interleave(2)
x.flip(0)
x.flip((0, 1))
x.roll(1, 0)
x.roll(1)
x.pad(((0, 0), (1, 1), (0, 0)))
x.pad((1, 1))
x.pad((1, 1, 2, 0))
x.pad((1, 1), value=3.0)
x.cat(x)
x.cat(x, dim=1)
Tensor.cat(x, x)
Tensor.cat(x, x, dim=2)
Tensor.cat(x, x, x, dim=-1)
Tensor.cat(*[x, x], dim=0)
Tensor.cat(x, Tensor.empty(2, 5, 4), dim=1)
Tensor.cat(x, Tensor.empty(2, 5, 4), dim=0)
Tensor.cat(x, n)
Tensor.cat(x, x, dim=3)
x.stack(x)
x.stack(x, dim=-1)
Tensor.stack(x, x)
Tensor.stack(x, x, x, dim=1)
Tensor.stack(*[x, x])
Tensor.stack([x, x])
Tensor.stack(x, Tensor.empty(2, 3, 5))
Tensor.stack(x, x, dim=4)
x.split(2, dim=1)
x.split(1)
x.split([1, 2], dim=1)
x.split([1, 1], dim=1)
x.chunk(2, dim=2)
x.chunk(4, dim=-1)
x.chunk(3, dim=2)
x.chunk(2)
x.chunk(2, dim=3)
x.chunk(0)
x.sum()
x.sum(1)
x.sum(axis=-1, keepdim=True)
x.sum((0, 2))
x.sum(3)
x.mean()
x.mean(axis=1)
x.mean(1, True)
x.max(axis=2)
x.max()
x.min(0)
x.prod(1)
x.std(axis=1)
x.var(-1, keepdim=True)
x.std_mean(axis=1)
x.argmax()
x.argmax(-1)
x.argmax(axis=1, keepdim=True)
x.argmin(4)
b.any()
b.all(axis=1)
x.softmax()
x.softmax(axis=1)
x.softmax(3)
x.log_softmax(-1)
x.logsumexp(axis=1)
x.cumsum(1)
x.cumsum(axis=0)
x.cumprod(1)
x.cumsum(3)
x.sort()
x.sort(dim=1)
x.argsort(1)
x.topk(2)
x.topk(2, dim=1)
x.topk(5)
x.normalize()
x.relu()
x.sigmoid().tanh()
x.gelu()
x.leaky_relu(0.1)
x.clip(0, 1)
x.clamp(min_=0)
x.exp().log().sqrt().abs().neg()
x.square()
x.pow(2)
x.dropout(0.5)
x.cast(dtypes.half)
x.float()
x.half().int().bool()
x.contiguous()
x.detach()
x.realize()
x.clone()
x.to('CPU')
x.numpy
x.isnan()
x.tril()
x.triu(1)
x + x
x + 1
1 - x
x * r
x + n
x + w
x + v
x - Tensor.empty(3, 4)
x / Tensor.empty(2, 1, 4)
x ** 2
2 ** x
-x
x > 0
x == x
x != n
x == n
x >= v
x & x
i % 2
i // 2
i << 1
~b
x.add(n)
x.mul(w)
x.sub(v)
x.div(2)
x.maximum(0)
x.minimum(v)
b.where(1, Tensor.empty(2, 3))
b.where(x, 0)
(x > 0).where(x, 0.0)
x.masked_fill(x > 0, 0)
x.masked_fill(b, 0)
x.lerp(x, 0.5)
x @ n
x.matmul(n)
x.dot(n)
n @ m
n.dot(m)
x @ m
n @ n
n @ v
m @ v
w @ n
w.dot(w)
w @ v
one @ w
w.matmul(n)
Tensor.empty(6, 2, 3) @ Tensor.empty(6, 3, 5)
Tensor.empty(6, 2, 3) @ Tensor.empty(5, 3, 5)
Tensor.empty(6, 1, 2, 3) @ Tensor.empty(5, 3, 5)
x @ Tensor.empty(2, 4, 5)
Tensor.einsum('btf,fo->bto', x, n)
Tensor.einsum('bij,bjk->bik', x, Tensor.empty(2, 4, 5))
Tensor.einsum('ij->ji', n)
Tensor.einsum('ij,jk', n, m)
Tensor.einsum('ij,jk->ik', n, n)
Tensor.einsum('ij,jk->ik', n)
x.linear(n)
x.linear(n, Tensor.empty(8))
x.linear(m)
x.gather(1, i)
n.gather(1, Tensor.empty(4, 2, dtype=dtypes.int32))
n.gather(0, Tensor.empty(2, dtype=dtypes.int32))
i.one_hot(7)
i.one_hot(num_classes=7)
x.layernorm()
x.layernorm(axis=1)
x.sequential([Tensor.relu, lambda y: y.sum(-1)])
im.max_pool2d()
im.max_pool2d(2)
im.max_pool2d((2, 2), stride=1)
im.avg_pool2d(kernel_size=(3, 3), padding=1)
im.avg_pool2d(9)
x[0]
x[0, 1]
x[:, 1]
x[:, -1, :]
x[..., 0]
x[None]
x[:, None]
x[1:, ::2]
x[::-1]
x[3]
x[0, 3]
x[0, 0, 0, 0]
x[-3]
x[:, 5:]
x[i]
x[t]
x[[0, 1]]
x[:, [0, 2]]
x[Tensor([0, 1]), Tensor([1, 2])]
x[Tensor([0, 1]), :, Tensor([1, 2])]
x[Tensor([0, 1]), Tensor([1, 2, 0])]
x[0.5]
x['a']
x[x]
n.cross_entropy(Tensor.empty(4, dtype=dtypes.int32))
n.cross_entropy(Tensor.empty(4, 8))
n.sparse_categorical_crossentropy(Tensor.empty(4, dtype=dtypes.int32))
x.sparse_categorical_crossentropy(i)
n.binary_crossentropy(Tensor.empty(4, 8))
n.binary_crossentropy_logits(Tensor.empty(4, 8))
n.nll_loss(Tensor.empty(4, dtype=dtypes.int32))
lin.weight
lin.bias
nn.Linear(8, 5, bias=False).bias
lin(Tensor.empty(4, 8))
lin(Tensor.empty(8))
lin(Tensor.empty(2, 3, 8))
lin(x)
lin(one)
lin(Tensor.empty(4, 8, dtype=dtypes.int32))
lin()
nn.Linear(8)
nn.Linear(8, 5, False)(n)
nn.Linear(8, -1)
nn.Embedding(20, 6)(i)
nn.Embedding(20, 6)(t)
nn.Embedding(20, 6)(one)
nn.Embedding(20, 6)(x)
nn.Embedding(20, 6).weight
lstm.weight_ih
lstm.weight_hh
lstm.bias_ih
lstm.bias_hh
nn.LSTMCell(8, 6, bias=False).bias_ih
lstm(n)
lstm(n)[0]
lstm(n, None)
lstm(n, (h, h))
lstm(n, [h, h])
lstm(n, hc=(h, h))
lstm(n, (h, h, h))
lstm(n, (h,))
lstm(n, (Tensor.empty(1, 6), Tensor.empty(1, 6)))
lstm(n, (Tensor.empty(4, 5), Tensor.empty(4, 5)))
lstm(n, (h, Tensor.empty(4, 5)))
lstm(n, (Tensor.empty(3, 6), Tensor.empty(3, 6)))
lstm(n, (h, Tensor.empty(3, 6)))
lstm(m)
lstm(Tensor.empty(1, 3, 8))
lstm(Tensor.empty(2, 3, 8))
lstm(Tensor.empty(3, 3, 8))
lstm(Tensor.empty(4, 4, 8))
lstm(Tensor.empty(4, 8, dtype=dtypes.int32))
lstm()
nn.LSTMCell(8)
nn.LSTMCell(8, 0)
nn.LSTMCell(0, 6)
nn.Conv1d(4, 6, 3)(seq)
nn.Conv1d(4, 6, 3).weight
nn.Conv1d(4, 6, 3).bias
nn.Conv1d(4, 6, 3, stride=2, padding=1)(seq)
nn.Conv1d(4, 6, 3, dilation=2)(seq)
nn.Conv1d(4, 6, 3, groups=2)(seq)
nn.Conv1d(4, 6, 3, padding='same')(seq)
nn.Conv1d(4, 6, 3, groups=2).weight
nn.Conv1d(5, 6, 3)(seq)
nn.Conv1d(4, 6, 10)(seq)
nn.Conv1d(4, 6, 3)(n)
nn.Conv2d(3, 6, 3)(im)
nn.Conv2d(3, 6, (3, 5))(im)
nn.Conv2d(3, 6, (3, 5)).weight
nn.Conv2d(3, 6, 3, stride=2, padding=1)(im)
nn.Conv2d(3, 6, 3, padding=(1, 2))(im)
nn.Conv2d(3, 6, 3, padding=(1, 1, 0, 0))(im)
nn.Conv2d(3, 6, 3, bias=False).bias
nn.Conv2d(4, 6, 3)(im)
nn.Conv2d(3, 6, 9)(im)
nn.Conv2d(3, 6, 3)(seq)
nn.Conv2d(3, 6, 3)(x)
nn.Conv2d(3, 6, (3,))(Tensor.empty(2, 3, 9))
nn.ConvTranspose1d(4, 6, 3)(seq)
nn.ConvTranspose1d(4, 6, 3, stride=2)(seq)
nn.ConvTranspose1d(4, 6, 3, stride=2, padding=1, output_padding=1)(seq)
nn.ConvTranspose1d(5, 6, 3)(seq)
nn.ConvTranspose2d(3, 6, 3, stride=2)(im)
nn.ConvTranspose2d(3, 6, 3).weight
nn.BatchNorm(3)(im)
nn.BatchNorm2d(3)(im)
nn.BatchNorm(4)(im)
nn.BatchNorm(4)(seq)
nn.BatchNorm(8)(n)
nn.BatchNorm(5)(n)
nn.BatchNorm(3).running_mean
nn.BatchNorm(3).weight
nn.BatchNorm(3, affine=False).weight
nn.BatchNorm(3, track_running_stats=False)(seq)
nn.GroupNorm(3, 3)(im)
nn.GroupNorm(2, 4)(seq)
nn.GroupNorm(2, 3)(im)
nn.GroupNorm(2, 6)(seq)
nn.GroupNorm(2, 4).weight
nn.InstanceNorm(3)(im)
nn.InstanceNorm(4)(im)
nn.LayerNorm(8)(n)
nn.LayerNorm(8).weight
nn.LayerNorm((3, 4))(x)
nn.LayerNorm((3, 4)).bias
nn.LayerNorm(5)(n)
nn.LayerNorm((2, 4))(x)
nn.LayerNorm((2, 3, 4))(n)
nn.LayerNorm(8, elementwise_affine=False).weight
nn.LayerNorm2d(3)(im)
nn.LayerNorm2d(4)(im)
nn.LayerNorm2d(3)(x)
nn.RMSNorm(4)(x)
nn.RMSNorm(4).weight
nn.RMSNorm(5)(x)
nn.state.get_parameters(lin)
nn.state.get_parameters(lstm)
nn.state.get_parameters([lin, lstm])
nn.state.get_state_dict(lin)['weight']
nn.state.get_state_dict(lstm)['weight_ih']
nn.state.get_state_dict(lin)['nothing']
nn.optim.Adam(nn.state.get_parameters(lin), lr=0.01)
x[[0, 5]]
x[Tensor([0, 5])]
x[-1:]
x[0:1, None, ..., 2]
x[0, :, t]
x[:, t, 0]
x[t, 0]
x[0][1]
x[:, :, None, :]
x[:, i[0]]
Tensor.cat(x)
Tensor.cat(*[x] * 3, dim=-1)
Tensor.stack(*[lin(n) for _ in range(3)], dim=1)
x.sum(())
x.max((1, 2))
x.mean(-1).mean(-1)
x.sum(axis=[0, 1])
x.expand(-1, -1, 4)
x.expand(-1, 3, -1)
x.repeat([1, 2, 1])
x.view(x.shape[0], -1)
x.flatten(-2)
x.transpose(1, -1)
x.reshape([6, 4])
x.reshape(())
one.reshape(1, 1)
one.unsqueeze(0)
one.squeeze()
one.flatten()
one.sum()
one.expand(3)
Tensor.arange(10).reshape(2, 5).unsqueeze(1)
Tensor.arange(4) @ n
i.float() @ Tensor.ones(3, 2)
n @ Tensor.ones(8, 5, dtype=dtypes.int32)
Tensor.einsum('ij,jk->ik', [n, m])
Tensor.einsum('bij->bi', x)
Tensor.einsum('...j,jk->...k', x, n)
lin.weight.shape[0]
lin.weight.T
lin.weight.numel()
lin.weight + 1
x.shape[0] * x.shape[1]
x.sort()[0]
x.topk(2)[1]
x.chunk(2, dim=2)[0]
x.split(2, 1)[1]
x.replace(x)
x.logical_not()
x.pad((0, 0, 1, 0))
x.pad((1, 0), mode='reflect')
x.pad(((0, 0), (0, 0), (2, 2)), value=1)
x.pad((-1, -1))
nn.Conv2d(3, 6, kernel_size=(3, 3), stride=(2, 1))(im)
nn.Conv2d(3, 6, 1)(im)
nn.Conv2d(3, 6, 3, groups=3)(im)
nn.Conv2d(3, 7, 3, groups=3)
nn.Conv2d(3, 6, 3, dilation=3)(im)
nn.Conv2d(3, 6, 3, padding='SAME')(im)
nn.Conv1d(4, 6, 3, padding=(1, 2))(seq)
nn.Conv1d(4, 6, kernel_size=3, stride=4)(seq)
nn.Conv1d(4, 6, 3)(Tensor.empty(4, 9))
nn.ConvTranspose2d(3, 6, 4, stride=2, padding=1)(im)
nn.ConvTranspose2d(3, 6, (2, 3), stride=(2, 1))(im)
nn.ConvTranspose2d(3, 6, 3, padding=(1, 1, 0, 0))(im)
nn.ConvTranspose2d(3, 6, 3, groups=3).weight
im.max_pool2d(kernel_size=(2, 2), stride=2, padding=1)
im.max_pool2d(3, stride=2, ceil_mode=True)
im.max_pool2d(3, dilation=2)
im.max_pool2d(2, return_indices=True)
im.max_pool2d(kernel_size=9)
seq.max_pool2d((2,))
im.avg_pool2d((8, 8))
im.avg_pool2d(3, padding=(1, 1, 0, 0))
im.mean((2, 3))
nn.Embedding(20, 6)(b)
nn.Embedding(20, 6)(Tensor([[1, 2]]))
nn.Embedding(20, 6)(Tensor.arange(7))
nn.Embedding(20, 6)(n.argmax(1))
nn.Embedding(20, 6)(i.cast(dtypes.int64))
nn.Embedding(20, 6)(Tensor([[25, 1]]))
nn.LayerNorm([3, 4])(x)
nn.LayerNorm(1)(x)
nn.LayerNorm(4)(i)
nn.GroupNorm(3, 4)(seq)
nn.BatchNorm(3, affine=False)(im)
nn.RMSNorm(4, elementwise_affine=False)(x)
nn.RMSNorm(4)(i)
lstm(Tensor.empty(1, 8), (h, h))
lstm(Tensor.empty(1, 8), (Tensor.empty(1, 6), h))
lstm(n, (h, Tensor.empty(4, 1)))
lstm(n, (h, Tensor.empty(4, 6), 3))
lstm(n, lstm(n))
lstm(lstm(n)[0])
nn.LSTMCell(6, 6)(lstm(n)[0], lstm(n))
nn.LSTMCell(8, 6, False)(n)[1]
nn.LSTMCell(8, 6)(Tensor.empty(2, 1, 8))
nn.state.get_parameters(nn.BatchNorm(3))
nn.state.get_state_dict(nn.BatchNorm(3))['running_mean']
nn.state.get_state_dict({'a': lin, 'b': [lstm]})['b.0.bias_hh']
nn.state.get_state_dict([lin, lin])['1.weight']
len(nn.state.get_parameters([lin, lstm]))
len(nn.state.get_state_dict(lstm))
x.sequential([nn.Linear(4, 7), Tensor.relu, nn.Linear(7, 2)])
x.sequential([nn.Linear(4, 7), nn.Linear(6, 2)])
Tensor.relu(x)
Tensor.max(x, 1)
Tensor.reshape(x, 6, 4)
Tensor.matmul(x, n)
Tensor.matmul(x, m)
Tensor.where(x > 0, x, 0)
Tensor.ones(1).item()
Tensor([3])[0].item() + 1
n.binary_crossentropy_logits(Tensor.empty(4, 8)).mean()
# --- not told: what it refuses by types, by names that are not there, or behind a size of 1, and what no table has
Tensor(x)
Tensor([x, x])
Tensor('text')
Tensor.zeros((2, 3), 4)
Tensor.ones(2, 3, requires_grad=False)
len(one)
x.flip(5)
x.pad((1, 1, 2))
x.pad(((1, 1),))
x.rearrange('b t -> t b')
x.diag()
x.dropout(p=1.5)
x.where(x, 0)
x @ np.zeros((4, 8))
x.linear(n, v)
x.one_hot(7)
x.scaled_dot_product_attention(Tensor.empty(2, 5, 3), Tensor.empty(2, 5, 6))
im.conv2d(Tensor.empty(6, 4, 3, 3))
x[x > 0]
x.cross_entropy(Tensor.empty(2, 4))
n.cross_entropy(Tensor.empty(5, dtype=dtypes.int32))
n.sparse_categorical_crossentropy(Tensor.empty(5, dtype=dtypes.int32))
n.binary_crossentropy_logits(Tensor.empty(4))
x.backward()
x.nothing
lin(3)
lin.in_features
nn.Linear(0, 5)
nn.Embedding(20, 6).vocab_sz
lstm(n, (None, None))
lstm.input_size
nn.Conv1d(4, 6, (3,))(seq)
nn.Conv2d(3, 6, 3, padding='valid')
nn.BatchNorm(1)(im)
x == None
x != None
x * np.float32(2)
nn.BatchNorm(4)(w)
nn.BatchNorm(3)(Tensor.empty(4, 1, 5))
lstm(n, (Tensor.empty(4, 1), h))
nn.LSTMCell(8, 1)(Tensor.empty(1, 3, 8))
nn.LSTMCell(8, 6)(Tensor.empty(2, 3, 4, 8))
nn.LSTMCell(8, 6)(Tensor.empty(2, 4, 8), (Tensor.empty(4, 6), Tensor.empty(4, 6)))
Tensor.randn(2, 3).item()
n.cross_entropy(i[0])
# --- not told: results that are not followed
Tensor(None)
x.reshape(2, None, 4)
x.reshape(None, 12)
x.pad((None, (1, 1), None))
x.shrink(((0, 2), (1, 2), (0, 4)))
x.shrink((None, (1, 3), None))
x.rearrange('b t f -> b (t f)')
x.rearrange('b t f -> t b f')
x.meshgrid(x)
Tensor.empty(3).meshgrid(Tensor.empty(4))
v.diag()
n.diagonal()
x.linear(w)
x.scaled_dot_product_attention(x, x)
x.scaled_dot_product_attention(Tensor.empty(2, 5, 4), Tensor.empty(2, 5, 6))
im.conv2d(Tensor.empty(6, 3, 3, 3))
im.conv2d(Tensor.empty(6, 3, 3, 3), stride=2, padding=1)
im.interpolate((4, 4))
n.cross_entropy(Tensor.empty(4, dtype=dtypes.int32), reduction='none')
n.sparse_categorical_crossentropy(Tensor.empty(4, dtype=dtypes.int32), reduction='none')
lstm(n, h)
lstm(n, Tensor.empty(2, 4, 6))
lstm(n, (Tensor.empty(6), Tensor.empty(6)))
lstm(Tensor.empty(8))
nn.RMSNorm(1)(x)
x.assign(x)
nn.GroupNorm(2, 6)(Tensor.empty(2, 1, 8))
nn.GroupNorm(1, 1)(Tensor.empty(2, 5, 8))
nn.GroupNorm(2, 4, affine=False)(Tensor.empty(2, 6, 9))
nn.InstanceNorm(3, affine=False)(im)
nn.BatchNorm(3, affine=False, track_running_stats=False)(seq)
nn.BatchNorm(1)(Tensor.empty(4, 1, 5))
nn.RMSNorm(4)(Tensor.empty(2, 3, 1))
nn.LSTMCell(8, 1)(Tensor.empty(1, 4, 8))

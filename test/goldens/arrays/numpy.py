import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

x = np.zeros((4, 8, 3))
m = np.ones((8, 3))
w = np.random.rand(3, 5)
v = np.arange(3)
u = np.linspace(0, 1, 8)
s = np.array(2.0)
i = np.array([0, 2, 1])
c = np.zeros((4, 1, 3))
rng = np.random.default_rng(0)
old = np.random.RandomState(1)
n = 6
# --- creation
np.zeros(5)
np.zeros((2, 3), dtype=int)
np.zeros([2, 3])
np.zeros(2, 3)
np.zeros((2, -3))
np.zeros((2.0, 3))
np.zeros(shape=(2, n))
np.ones(shape=n)
np.empty((1, 2, 3))
np.full((2, 2), 7)
np.full(3, 7.0)
np.zeros_like(x)
np.ones_like(x, dtype=int)
np.full_like(m, 3)
np.array(5)
np.array([1, 2, 3])
np.array([[1, 2, 3], [4, 5, 6]])
np.array([[1.0], [2.0]], dtype=np.float32)
np.array([v, v])
np.array([m, m, m])
np.array((1, 2))
np.array([])
np.array(x)
np.asarray([[1], [2], [3]])
np.asarray(m, dtype='float32')
np.arange(10)
np.arange(2, 10)
np.arange(2, 10, 3)
np.arange(10, 2, -3)
np.arange(0, 1, 0.1)
np.arange(stop=4, start=0)
np.linspace(0, 1)
np.linspace(0, 1, 11)
np.linspace(0, 1, num=7)
np.logspace(0, 1, 5)
np.eye(4)
np.eye(4, 5)
np.identity(3)
np.diag(v)
np.diag(np.ones((3, 4)))
np.diagonal(x)
np.eye(10)[i]
np.random.rand()
np.random.rand(2, 3)
np.random.rand((2, 3))
np.random.randn(8, 8)
np.random.random((2, 3))
np.random.random(4)
np.random.random()
np.random.randint(5)
np.random.randint(0, 5, 7)
np.random.randint(0, 5, (2, 3))
np.random.randint(0, 5, size=(2, 3))
np.random.randint(5, size=3)
np.random.normal(0, 1, (2, 3))
np.random.normal(size=4)
np.random.normal(loc=0.0, scale=0.1, size=(2, n))
np.random.normal()
np.random.uniform(-1, 1, (4, 5))
np.random.uniform(low=-1, high=1, size=(4, 5))
np.random.standard_normal((2, 2))
np.random.choice(10, 5)
np.random.choice(10, size=(2, 3))
np.random.choice(v)
np.random.permutation(10)
np.random.permutation(m)
rng.normal(size=(2, 3))
rng.standard_normal((4, 2))
rng.random(3)
rng.random((3, 1))
rng.integers(0, 10, size=(2, 2))
rng.integers(0, 10, (5,))
rng.uniform(size=5)
rng.choice(4, 2)
rng.permutation(4)
old.randn(2, 3)
old.rand(4)
old.randint(0, 3, (2, 2))
# --- attributes
x.shape
x.T
m.T
v.T
m.mT
v.mT
x.ndim
x.size
np.array(x.shape)
np.zeros(x.shape)
np.zeros(x.shape[1:])
np.zeros((x.shape[0], n))
np.zeros(len(x))
np.zeros(x.size)
np.zeros(x.ndim)
np.zeros(np.shape(m))
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
x[:, 5:2]
x[:, ::2]
x[:, ::-1]
x[::3, 1::3]
x[:, -3:]
x[:, :-1]
x[:-1, 1:]
x[..., 0]
x[..., -1:]
x[0, ...]
x[..., None]
x[None]
x[:, None]
x[:, np.newaxis, :, 0]
x[None, ..., None]
x[..., 0, ...]
x[[0, 1]]
x[[0, 1], [2, 3]]
x[[0, 1], [2, 3, 4]]
x[:, [0, 1, 2]]
x[:, [0, 1, 2], 0]
x[0, :, [1, 2]]
x[0, [1, 2]]
x[i]
x[:, i]
x[i, i]
x[i, :, i]
x[i[:, None], i]
x[np.array([[0, 1], [2, 3]])]
x[x > 0].ndim
x[x[:, 0, 0] > 0].shape[1:]
x[np.arange(4), -1]
x[tuple([0, 1])]
x[(0, 1)]
x[0.0]
x['a']
x[np.array([0.5])]
x[:, 'a']
x[1:2][0]
m[0][1]
v[0][0]
v[1:][0]
s[0]
s[...]
s[None]
u[3:]
u[-3:]
x[0:n - 4]
x[:n]
x[n]
x[:, n]
# --- operators
x + 1
1 - x
x * 2.5
x / v
x + m
x + u
x + u[:, None]
x * c
x - np.zeros((4, 8, 1))
x - np.zeros((4, 7, 1))
x ** 2
-x
+x
x > 0
x == m
x @ w
x @ m
m @ w
w @ m
m.T @ m
m @ m.T
v @ v
m @ v
v @ m
v @ w
u @ m
m @ u
x @ x.transpose(0, 2, 1)
x @ np.zeros((3, 3, 2))
x @ np.zeros((4, 3, 2))
s @ v
v * s
x // 2
x % 3
[1, 2, 3] + x
x + [1, 2, 3]
x + [1, 2]
(x > 0) & (x < 1)
~(x > 0)
abs(x)
2 ** v
np.ones((8, 8)) @ np.ones((8, 1)) + np.ones((8, 1))
# --- elementwise
np.exp(x)
np.tanh(x @ w)
np.sqrt(2.0)
np.maximum(0, x)
np.maximum(x, c)
np.minimum(x, u)
np.add(x, m)
np.multiply(x, u)
np.where(x > 0, x, 0)
np.where(x > 0, x, u)
np.where(x > 0, 1, m)
np.clip(x, 0, 1)
x.clip(0, 1)
x.clip(min=0)
np.power(x, 2)
np.abs(-m)
np.round(x, 2)
x.round(2)
np.isnan(x)
np.logical_and(x > 0, m > 0)
np.exp([1, 2, 3])
np.dot(x, w)
np.dot(m, w)
np.dot(w, m)
np.dot(v, v)
np.dot(2, x)
np.dot(x, x)
np.dot(x, np.zeros((7, 3, 2)))
m.dot(w)
m.dot(m)
np.matmul(x, w)
np.matmul(x, m)
np.outer(u, v)
np.outer(m, v)
np.inner(x, m)
np.inner(x, w)
np.inner(v, v)
np.tensordot(x, m, axes=2)
np.tensordot(x, w, axes=1)
np.tensordot(x, w, 1)
np.tensordot(x, m, axes=([1, 2], [0, 1]))
np.tensordot(x, m, axes=(2, 1))
np.tensordot(x, m, axes=1)
np.einsum('bti,ij->btj', x, w)
np.einsum('bti,ij->bj', x, w)
np.einsum('ij->ji', m)
np.einsum('ij,ij', m, m)
np.einsum('bti,ti->bt', x, m)
np.einsum('bti,it->bt', x, m)
np.einsum('...i,ij->...j', x, w)
np.einsum('bti,ij->btk', x, w)
np.einsum('bt,ij->btj', x, w)
np.einsum('ii', np.eye(3))
# --- shapes
x.reshape(4, 24)
x.reshape((4, 24))
x.reshape(-1)
x.reshape(-1, 3)
x.reshape(4, -1, 2)
x.reshape(4, -1, 5)
x.reshape(4, 25)
x.reshape(-1, -1)
x.reshape([32, 3])
x.reshape(x.shape[0], -1)
x.reshape((x.shape[0], x.shape[1] * x.shape[2]))
x.reshape(2, *x.shape[1:], -1)
np.reshape(x, (32, 3))
np.reshape(x, -1)
np.reshape(m, [4, 6])
np.reshape([1, 2, 3, 4], (2, 2))
x.ravel()
x.flatten()
np.ravel(m)
x.transpose()
x.transpose(1, 0, 2)
x.transpose((2, 0, 1))
x.transpose([0, 2, 1])
x.transpose(0, 2)
x.transpose(0, 1, 1)
x.transpose(0, 1, 3)
np.transpose(x)
np.transpose(x, (1, 0, 2))
np.transpose(x, axes=[0, 2, 1])
np.transpose(m)
x.swapaxes(0, 1)
x.swapaxes(-1, -2)
np.swapaxes(x, 1, 2)
np.swapaxes(x, 1, 3)
np.moveaxis(x, 0, -1)
np.moveaxis(x, [0, 1], [1, 0])
np.squeeze(c)
c.squeeze()
c.squeeze(1)
c.squeeze(axis=1)
c.squeeze(0)
c.squeeze(-1)
np.squeeze(c, axis=(1,))
np.expand_dims(x, 0)
np.expand_dims(x, axis=-1)
np.expand_dims(x, (0, 2))
np.expand_dims(x, 5)
np.broadcast_to(v, (8, 3))
np.broadcast_to(v, (3, 8))
np.broadcast_to(m, (4, 8, 3))
np.tile(v, 2)
np.tile(v, (2, 3))
np.tile(x, (1, 2))
np.tile(x, (2, 1, 1, 1))
np.repeat(v, 2)
np.repeat(m, 2)
np.repeat(m, 2, axis=0)
np.repeat(m, [1, 2, 3], axis=1)
np.repeat(m, [1, 2], axis=1)
m.repeat(3, axis=1)
np.repeat(3, 4)
np.flip(x)
np.flip(x, axis=1)
np.fliplr(m)
np.roll(x, 1, axis=0)
np.pad(m, 1)
np.pad(m, (1, 2))
np.pad(m, ((0, 0), (1, 2)))
np.pad(m, ((0, 0), (1, 2)), 'constant')
np.pad(x, ((0, 0), (1, 2)), mode='constant')
np.pad(v, (2, 0), 'constant', constant_values=0)
np.atleast_2d(v)
np.atleast_1d(s)
sliding_window_view(u, 3)
sliding_window_view(m, 3, axis=0)
sliding_window_view(m, (2, 3))
sliding_window_view(u, 9)
np.lib.stride_tricks.sliding_window_view(u, 4)
x.astype(np.float32)
x.astype('int')
x.astype(int)
x.copy()
x.view()
np.copy(x)
np.float32(x)
np.int64(5)
# --- joins
np.concatenate([x, x])
np.concatenate((x, c), axis=1)
np.concatenate((x, c), axis=0)
np.concatenate((x, c))
np.concatenate((x, m))
np.concatenate([x, x], axis=-1)
np.concatenate([x, x], axis=3)
np.concatenate([v, u])
np.concatenate([v, u], axis=None)
np.concatenate([m, x], axis=None)
np.concatenate([v, [1, 2]])
np.concatenate([[1], [2]])
np.concatenate(x)
np.concatenate([])
np.concatenate([s, s])
np.stack([v, v])
np.stack([m, m], axis=1)
np.stack([m, m], axis=-1)
np.stack([m, m], axis=3)
np.stack([v, u])
np.stack([x[0], x[1]], axis=0)
np.stack([x[k] for k in range(4)])
np.vstack((m, m))
np.vstack((v, v))
np.vstack((m, v))
np.vstack((m, u))
np.vstack([np.zeros((10, 1)), np.zeros((8, 1))])
np.hstack((m, m))
np.hstack((v, u))
np.hstack((m, v))
np.hstack([m, u[:, None]])
np.dstack((m, m))
np.dstack((v, v))
np.column_stack((u, u))
np.column_stack((m, u))
np.column_stack((v, u))
np.append(v, 4)
np.append(v, u)
np.append(m, m)
np.append(m, m, axis=0)
np.append(m, v, axis=0)
np.append(m, np.zeros((8, 1)), axis=1)
np.r_[v, v]
np.c_[v, v]
np.array([x[k, 0] for k in range(3)])
np.array([x[k:k + 2] for k in range(3)])
# --- splits
np.split(x, 4)
np.split(x, 3)
np.split(x, 2, axis=1)
np.split(x, 4, 1)
np.split(x, [1, 3])
np.split(x, [3, 100], axis=1)
np.split(x, 2, axis=3)
np.array_split(x, 3)
np.array_split(u, 3)
np.array_split(x, [2], axis=1)
np.hsplit(m, 3)
np.hsplit(m, 2)
np.vsplit(m, 2)
np.split(np.zeros((8, 40)), 4, axis=-1)
# --- reductions
x.sum()
x.sum(0)
x.sum(axis=1)
x.sum(axis=-1)
x.sum(axis=3)
x.sum(axis=(0, 1))
x.sum(axis=(0, 0))
x.sum(axis=1, keepdims=True)
x.sum(keepdims=True)
x.mean()
x.mean(axis=0)
x.mean(0, keepdims=True)
x.std(axis=0)
x.var()
x.max()
x.max(axis=2)
x.max(1)
x.min(axis=-1, keepdims=True)
x.argmax()
x.argmax(1)
x.argmax(axis=-1)
x.argmax(-1, keepdims=True)
x.any()
x.all(axis=0)
x.prod(axis=0)
x.cumsum()
x.cumsum(axis=1)
x.cumsum(axis=4)
np.sum(x)
np.sum(x, axis=1)
np.sum(x, 1, keepdims=True)
np.sum([1, 2, 3])
np.sum([x, x], axis=0)
np.mean(x, axis=(1, 2))
np.mean(x, axis=-1)
np.std(x, axis=0)
np.max(x, axis=1)
np.min(x)
np.amax(x, axis=0)
np.argmax(x, axis=1)
np.argmin(x)
np.median(x, axis=0)
np.average(x, axis=0)
np.cumsum(x, axis=0)
np.cumsum(x)
np.sort(x, axis=0)
np.sort(x, axis=4)
np.argsort(x)
x.argsort(axis=1)
np.linalg.norm(x)
np.linalg.norm(x, axis=-1)
np.linalg.norm(x, axis=1, keepdims=True)
np.linalg.norm(m, 2)
np.take(x, [0, 1], axis=1)
np.take(x, [0, 1])
np.take(x, 0, axis=1)
x.take([0, 1], axis=0)
np.take_along_axis(m, np.zeros((8, 1), dtype=int), axis=1)
np.exp(m) / np.sum(np.exp(m), axis=1)
np.exp(m) / np.sum(np.exp(m), axis=1, keepdims=True)
np.exp(m) / np.exp(m).sum(axis=0)
(x - x.mean(axis=(0, 1))) / x.std(axis=(0, 1))
(x - x.mean(axis=1)) / x.std(axis=1)
x.item(0)
s.item()
x[0, 0].tolist()
np.diff(x, axis=1)
np.diff(u)
np.unique(v).ndim
np.percentile(x, 50, axis=0)
np.count_nonzero(x, axis=1)
np.meshgrid(v, u)
np.triu(np.ones((3, 3)))
np.tril(np.ones((3, 4)), -1)
np.linalg.inv(np.eye(3))
np.array_equal(x, x)
np.allclose(x, x)
np.cross(v, v)
np.convolve(u, v)
np.diff(x)
np.diff(u, n=2)
np.diff(v, n=5)
np.gradient(u)
np.gradient(m)
np.percentile(u, [25, 50, 75])
np.quantile(x, 0.5)
np.quantile(x, [0.1, 0.9], axis=1)
np.convolve(u, v, mode='same')
np.convolve(u, v, 'valid')
np.meshgrid(v, u, indexing='ij')
np.unique(v)
np.atleast_2d(m)
np.atleast_3d(m)
np.c_[m, u]
np.r_[m, m]
np.r_[1, v]
np.c_[v, u]
np.random.rand(x.shape[0], n)
np.random.randn(*x.shape)
np.ones(2, 3)
np.zeros((3, 1), float)
np.zeros(np.array([2, 3]))
np.zeros(np.array([2, 3]).prod())
np.zeros(np.array([2, 3])[0])
np.zeros(np.prod([2, 3]))
np.zeros((np.max([2, 5]), 1))
np.zeros(int(np.array([2, 3]).sum()))
np.interp(u, [0, 1], [0, 1])
np.searchsorted(u, v)
np.stack(np.split(x, 2))
np.vstack(np.split(m, 2))
np.sum(x, axis=(0, 3))
np.mean([m, m], axis=0)
np.squeeze(np.zeros((1, 5, 1)))
np.squeeze(np.zeros((1, 5, 1)), axis=0)
np.asarray(x)[:, 0]
np.array([[1, 2], [3, 4]]) @ np.array([5, 6])
np.array([1, 2, 3])[:, None] * np.array([1, 2])
np.expand_dims(v, 1) + np.zeros((3, 4))
(m > 0).astype(int).sum(axis=0)
np.exp(x - x.max(axis=-1, keepdims=True)) / np.exp(x).sum(-1, keepdims=True)
1 / (1 + np.exp(-(w.T @ m.T + np.zeros((5, 1)))))
np.tanh(np.dot(np.zeros((10, 18)), np.vstack((np.zeros((10, 1)), np.zeros((8, 1))))))
np.concatenate([u, v]).reshape(-1, 1)
[a.shape for a in np.split(m, 2)]
sum([m, m, m])
max(x.shape)
len(m) * m.shape[1]
list(m)[0]
[row for row in m][0]
[t for t in x][0].T
dict(a=x)['a'][0]
# --- scikit-learn
train_test_split(m)
train_test_split(m, u)
train_test_split(m, u, test_size=0.25)
train_test_split(np.zeros((100, 7)), np.zeros(100), test_size=0.2)
train_test_split(np.zeros((101, 7)), test_size=0.33, random_state=1)
train_test_split(np.zeros((100, 7)), test_size=30)
train_test_split(np.zeros((101, 7)), train_size=0.8)
train_test_split(np.zeros((100, 7)), train_size=0.5, test_size=0.2)
MinMaxScaler().fit_transform(m)
StandardScaler().fit(m).transform(m)
MinMaxScaler(feature_range=(0, 1)).fit(m).inverse_transform(m)
# --- fields, objects and bytes
np.zeros(3, dtype=[('a', int), ('b', float)])['a']
np.zeros(3, dtype=np.dtype([('a', int)]))['a'].shape
np.array(True, ndmin=2)
np.array([1, 2, 3], ndmin=3)
np.array(v, ndmin=1)
np.arange(24, dtype='i1').view('f4').ndim
m.view(np.float32).ndim
np.array([[1, 2], [3]], dtype=object)
np.array(['a', 'b'])
np.array([m, w])
np.array([[1, 2], [3, 4]], dtype=object)[0]
np.array([v, u])
np.array([[1, 2], [3, 4.5]])
np.array([[v, v], [v, v]])
# --- spellings
np.atleast_1d(v, s)
np.atleast_2d(v, m)
np.roll(a=x, shift=1, axis=0)
np.isclose(a=x, b=x)
np.empty_like(prototype=x)
np.zeros_like(x, shape=(2, 3))
np.linspace(0, 1, 5, retstep=True)
np.linspace(v, 2, 5)
np.logspace(0, 1, num=6, base=2.0)
np.average(m, axis=0, weights=np.ones(8), returned=True)
np.random.uniform(low=-1.0, high=np.ones(3))
np.random.uniform(0, 1, 4)
np.random.lognormal(mean=0.0, sigma=1.0, size=(2, 2))
np.random.gamma(2.0, 1.0, (3, 2))
np.random.gamma(shape=2.0, scale=1.0, size=3)
np.random.poisson(lam=3, size=4)
np.random.poisson(np.ones(3))
np.random.beta(1, 2, 5)
np.random.binomial(10, 0.5, 6)
np.random.exponential(1.0, size=(2,))
np.random.choice(5, 3, False)
np.random.choice(v, size=2, p=[0.2, 0.3, 0.5])
np.random.shuffle(m)
np.random.permutation(5)[:2]
rng.choice(m, 2)
rng.gamma(2.0, size=3)
np.sum(m, axis=())
np.sum(a=m, axis=0)
np.mean(a=m, axis=(0,))
np.argmax(a=m, axis=1)
np.transpose(a=x, axes=(0, 2, 1))
np.concatenate(arrays=(m, m), axis=1) if False else np.concatenate((m, m), axis=1)
np.diff(u, prepend=0)
np.max(m, axis=1, keepdims=True)
np.max(m, 0, None, True)
np.std(m, axis=0, ddof=1)
np.reshape(m, shape=(4, 6))
np.reshape(m, (4, 6), 'F')
m.reshape(4, 6, order='F')
m.reshape(-1, order='C')
m.astype(dtype=int, copy=False)
m.argsort(kind='stable')
m.clip(0)
m.sum(0, float)
m.sum(axis=1, dtype=np.float64, keepdims=True)
m.mean(1, None, None, True)
m.ravel('F')
m.flatten(order='C')
m.copy(order='C')
m.round(decimals=2)
m.transpose(None)
m.squeeze(axis=())
m.nonzero()
m.item(0, 1)
m.dot(w).T

np.unique(x, return_inverse=True)[1]
np.unique(x, axis=1).ndim
# --- counting
np.nonzero(m > 0)[0].ndim
len(np.nonzero(x))
np.nonzero(x)[2].ndim
len(m.nonzero())
np.isin(m, [1, 2])
np.isin(2, v)
np.isin([1, 2, 3], v)
np.allclose(m, 1)
np.partition(u, 3)
np.argpartition(m, 1, axis=1)
np.argpartition(m, 1)
np.argpartition(m, 1, axis=None)
np.argpartition(m, 1, axis=2)
u.argpartition(2)
m.partition(1)
np.nancumsum(m)
np.nancumsum(m, axis=0)
np.unwrap(u)
np.tri(4)
np.tri(4, 3, -1)
np.tri(3, dtype=bool)
np.trace(m)
np.trace(x)
np.trapezoid(u)
np.trapezoid(m, axis=0)
np.trapezoid(m, dx=0.1)
np.trapezoid(m, axis=2)
np.vdot(u, u)
np.kron(m, w)
np.kron(u, m)
np.kron(m, u)
np.dsplit(x, 3)
np.dsplit(x, 2)
np.hanning(n)
np.hamming(5)
np.blackman(7)
np.kaiser(5, 14)
np.histogram(u)
np.histogram(u, bins=4)
np.histogram(u, [0, 0.5, 1])
np.histogram(u, bins=v)
np.tril_indices(4)[0].ndim
len(np.triu_indices(4, 1))
np.union1d(u, v).ndim
np.setdiff1d(v, [1]).ndim
np.intersect1d(v, i).ndim
np.extract(m > 0, m).ndim
np.rot90(m)
np.rot90(m, 2)
np.rot90(x, 1, (1, 2))
np.rot90(x, k=3, axes=(0, -1))
np.resize(u, (2, 3))
np.resize(m, 5)
np.polyval([1, 2, 3], u)
np.polyfit(u, u, 2)
np.polyfit(u, m, 1)
np.divmod(m, 2)
np.modf(m)
np.acos(m)
np.atan2(m, 1)
np.atan2(x, w)
np.pow(m, 2)
np.conj(m)
np.fix(m)
np.sinc(u)
np.isposinf(m)
np.copysign(m, v)
np.gcd(v, 2)
np.left_shift(v, 1)
np.astype(m, int)
np.asfortranarray(m)
np.asfortranarray([1, 2])

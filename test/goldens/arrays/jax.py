from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax, random
from jax.nn import initializers

key = random.key(0)
old = random.PRNGKey(0)
x = jnp.ones((5, 3))
v = jnp.ones(3)
u = jnp.ones(4)
m = jnp.ones((3, 4))
b = jnp.ones((2, 5, 3))
i = jnp.zeros(5, dtype=int)
n = np.ones((5, 3))
params = {'w': m, 'b': u}


def step(c, t):
    h = jnp.tanh(t @ m @ m.T + c)
    return h, h


def pair(c, t):
    (h, k), total = c
    return ((h + t, k), total + t.sum()), (h, total)


def loss(p, t):
    return jnp.mean((t @ p['w'] + p['b']) ** 2)


def noisy(p, t):
    return loss(p, t), t


@jax.jit
def jitted(a):
    return a @ m


@partial(jax.jit, static_argnames=('size',))
def sized(a, size):
    return jnp.zeros((a.shape[0], size))


@jax.vmap
def single(a):
    return a @ m


@partial(jax.vmap, in_axes=(0, None))
def shared(a, w):
    return a @ w


@jax.grad
def slope(a):
    return a.sum()
# ---
x.shape
x.T
x.ndim
len(x)
x[0]
x[10]
x[-9]
x[0, 0]
x[0, 0, 0]
x[1:20]
x[:, None]
x[..., 0]
x[i]
x[i, 0]
x[[0, 1]]
x[(0, 1), :]
x[x > 0].ndim
x + v
x + u
x * 2
2 ** x
x + n
n + x
n * v
x @ m
x @ v
x @ u
m @ x
x + [1, 2, 3]
-x
x > 0
x.at[0].set(v)
x.at[0].set(u)
x.at[9].set(1.0)
x.at[:, 0].add(i)
x.at[:, 0].add(u)
x.at[i].multiply(2)
x.at[0].get()
x.at[0, 1].set(5).at[1].set(v)
x.reshape(3, 5)
x.reshape(15)
x.reshape(-1)
x.reshape((-1, 5))
x.reshape(7)
x.transpose(1, 0)
x.flatten()
x.sum()
x.sum(0)
x.mean(axis=1, keepdims=True)
x.sum(2)
x.max(-1)
x.argmax(-1)
x.astype(jnp.int32)
x.astype('bfloat16')
x.squeeze()
x.repeat(2, axis=1)
x.block_until_ready()
x.swapaxes(0, 1)
x.std(0)
x.dot(m)
x.copy()
jnp.zeros((2, 3))
jnp.zeros(3)
jnp.zeros(2, 3)
jnp.zeros([2, 3])
jnp.ones((2, 3), dtype=jnp.int32)
jnp.full((2, 3), 7)
jnp.full((2,), u)
jnp.empty((0, 3))
jnp.eye(3)
jnp.identity(4)
jnp.arange(10)
jnp.arange(2, 10, 3)
jnp.arange(0)
jnp.arange(0.0, 1.0, 0.25)
jnp.linspace(0, 1, 5)
jnp.zeros_like(x)
jnp.zeros_like(x, shape=(2,))
jnp.ones_like(b)
jnp.full_like(x, 2)
jnp.array([[1, 2], [3, 4]])
jnp.array([[1], [1, 2]])
jnp.array(x, ndmin=3)
jnp.array(3)
jnp.asarray(n)
jnp.array([v, v])
jnp.array([v, u])
jnp.float32(3)
jnp.concatenate([x, x])
jnp.concatenate([x, x], axis=1)
jnp.concatenate((x, b))
jnp.concatenate([x, x], axis=None)
jnp.concatenate([x, u[:3, None].T])
jnp.concatenate([x, m])
jnp.concatenate([x, [[1, 2, 3]]])
jnp.concatenate(x)
jnp.stack([x, x])
jnp.stack([x, x], axis=-1)
jnp.stack([x, m])
jnp.stack(x)
jnp.vstack([x, v])
jnp.vstack([x, u])
jnp.hstack([v, u])
jnp.column_stack([i, i])
jnp.split(x, 3, axis=1)
jnp.split(x, 2)
jnp.split(b, [1, 3], axis=1)
jnp.array_split(x, 2)
jnp.unstack(x)
jnp.expand_dims(x, 0)
jnp.expand_dims(x, (0, 1))
jnp.expand_dims(x, 4)
jnp.squeeze(x[None], 0)
jnp.squeeze(x, 0)
jnp.reshape(x, (3, 5))
jnp.reshape(x, (4, 4))
jnp.ravel(b)
jnp.transpose(b)
jnp.transpose(b, (0, 2, 1))
jnp.transpose(b, (0, 2))
jnp.swapaxes(b, 0, 1)
jnp.moveaxis(b, 0, -1)
jnp.broadcast_to(v, (5, 3))
jnp.broadcast_to(x, (2, 5, 4))
jnp.tile(v, 2)
jnp.tile(v, (2, 1))
jnp.repeat(x, 2, axis=0)
jnp.flip(x, 0)
jnp.roll(x, 1, axis=0)
jnp.pad(x, 1)
jnp.pad(x, ((0, 0), (1, 2)))
jnp.tril(jnp.ones((4, 4)))
jnp.diag(v)
jnp.sum(x)
jnp.sum(x, axis=(0, 1))
jnp.sum([1, 2])
jnp.sum(3.0)
jnp.prod(jnp.array(x.shape))
jnp.mean(x, 0)
jnp.mean(x, axis=2)
jnp.max(b, axis=(1, 2))
jnp.cumsum(x, axis=0)
jnp.argmax(x)
jnp.var(x, axis=1, keepdims=True)
jnp.median(x, axis=0)
jnp.linalg.norm(x)
jnp.linalg.norm(x, axis=1)
jnp.linalg.inv(jnp.eye(3))
jnp.linalg.solve(jnp.eye(3), v)
jnp.dot(x, m)
jnp.dot(x, u)
jnp.dot(x, [1, 2, 3])
jnp.matmul(b, m)
jnp.matmul(x, u)
jnp.einsum('ij,jk->ik', x, m)
jnp.einsum('ij,jk->ik', x, x)
jnp.einsum('btf,fh->bth', b, m)
jnp.tensordot(b, m, axes=1)
jnp.outer(v, u)
jnp.inner(x, x)
jnp.where(x > 0, x, 0.0)
jnp.where(x > 0, x, u)
jnp.maximum(x, v)
jnp.maximum(x, u)
jnp.clip(x, 0, 1)
jnp.exp(x)
jnp.exp(2.0)
jnp.tanh([1, 2])
jnp.add(x, 1)
jnp.power(x, 2)
jnp.take(x, i, axis=0)
jnp.take(x, 10, axis=0)
jnp.take_along_axis(x, i[:, None], 1)
jnp.sort(x, axis=0)
jnp.argsort(u)
jnp.meshgrid(v, u)
jnp.isnan(x)
jnp.allclose(x, x)
jnp.expand_dims(x, axis=-1) * u
jnp.nan_to_num(x)
jnp.sin(x)[..., None]
jax.nn.relu(x)
jax.nn.relu([1.0])
jax.nn.sigmoid(0.5)
jax.nn.softmax(x)
jax.nn.softmax(x, axis=0)
jax.nn.softmax(x, axis=2)
jax.nn.log_softmax(x, -1)
jax.nn.logsumexp(x, axis=1)
jax.nn.one_hot(i, 4)
jax.nn.one_hot(i, 4, axis=0)
jax.nn.one_hot(2, 4)
jax.nn.gelu(x, approximate=True)
jax.nn.leaky_relu(x, 0.1)
jax.nn.glu(u)
jax.nn.glu(x)
jax.nn.standardize(x)
jax.nn.silu(x)
jax.nn.dot_product_attention(jnp.ones((2, 5, 4, 8)), jnp.ones((2, 6, 4, 8)), jnp.ones((2, 6, 4, 8)))
jax.scipy.special.logsumexp(x, axis=0)
initializers.glorot_uniform()(key, (2, 3))
initializers.zeros(key, (2, 3))
initializers.normal(0.1)(key, (4,), jnp.float32)
jax.nn.initializers.orthogonal()(key, (4, 4))
random.normal(key)
random.normal(key, (2, 3))
random.normal(key, shape=(2,))
random.normal(key, 4)
random.normal((2, 3))
random.normal(0, (2,))
random.uniform(key, (2,), minval=-1.0, maxval=1.0)
random.randint(key, (2, 3), 0, 10)
random.bernoulli(key, 0.5, (3,))
random.bernoulli(key, x)
random.bernoulli(key)
random.categorical(key, x)
random.categorical(key, x, axis=0)
random.categorical(key, u, shape=(7,))
random.choice(key, 5, (3,))
random.choice(key, u)
random.choice(key, x, (2,))
random.permutation(key, 6)
random.permutation(key, x)
random.truncated_normal(key, -2.0, 2.0, (3,))
random.gumbel(key, (2,))
random.exponential(key, (2,))
random.gamma(key, u)
random.split(key)
random.split(key, 3)
random.split(old)
random.split(old, 3)
random.split(key, 3)[0]
random.split(key, (3, 2))
random.fold_in(old, 7)
[random.normal(k, (2,)) for k in random.split(key, 3)]
[k for k in random.split(old)]
lax.scan(step, v, x)
lax.scan(step, u, x)
lax.scan(step, v, (x, u))
lax.scan(lambda c, t: (c + t, c), 0.0, x)
lax.scan(lambda c, t: (c + t.sum(), t), 0.0, x)
lax.scan(lambda c, t: (jnp.ones(4), c), v, x)
lax.scan(lambda c, t: c, v, x)
lax.scan(lambda c, t: (c, c, c), v, x)
lax.scan(lambda c, t: ((c, c), c), v, x)
lax.scan(lambda c, t: (c[0], t), (v, v), x)
lax.scan(lambda c, t: (c, t[0] + t[1].sum()), v, (x, x))
lax.scan(lambda c, t: (c, t), v, {'a': x, 'b': i})[1]['b']
lax.scan(lambda c, t: (c, t), v, (x, u))
lax.scan(lambda c, t: (c, t), v, None, length=4)
lax.scan(lambda c, t: (c, c), v, None, length=4)
lax.scan(lambda c, t: (c, t), v, x, length=4)
lax.scan(lambda c, t: (c, t), v, x, length=5)
lax.scan(lambda c, t: (c, None), v, x)[0]
lax.scan(lambda c, t: (c, t), v, jnp.float32(1))
lax.scan(lambda c, t: (c, t), v, [x, x])[1]
lax.scan(pair, ((v, u), 0.0), x)
lax.scan(lambda c, t: (c + 1, c), 0, x)
lax.scan(lambda k, t: (random.split(k)[0], random.normal(k, (2,))), key, x)[1]
lax.scan(lambda c, t: (c @ m, c), v, x)
lax.scan(f=lambda c, t: (c, t), init=v, xs=x)
lax.scan(partial(step), v, x, reverse=True)
lax.map(lambda r: r.sum(), x)
lax.map(lambda r: (r, r.sum()), x)
lax.fori_loop(0, 3, lambda k, c: c * 2, v)
lax.fori_loop(0, 3, lambda k, c: jnp.ones(4), v)
lax.fori_loop(0, 3, lambda k, c: (c[0] + k, c[1]), (v, u))
lax.fori_loop(0, 3, lambda k, c: x[k] + c, v)
lax.while_loop(lambda c: c.sum() < 3, lambda c: c + 1, v)
lax.while_loop(lambda c: c.sum() < 3, lambda c: u, v)
lax.cond(True, lambda a: a, lambda a: a * 2, x)
lax.cond(x.sum() > 0, lambda a: v, lambda a: u, x)
lax.cond(x.sum() > 0, lambda: v, lambda: v * 2)
lax.cond(x.sum() > 0, lambda a, c: a, lambda a, c: c, v, u)
lax.switch(1, [lambda a: a, lambda a: a + 1], x)
lax.select(x > 0, x, x)
lax.dot(x, m)
lax.dot_general(x, m, (((1,), (0,)), ((), ())))
lax.dot_general(b, b, (((2,), (2,)), ((0,), (0,))))
lax.dot_general(x, x, (((1,), (0,)), ((), ())))
lax.dynamic_slice(x, (0, 0), (2, 3))
lax.dynamic_slice_in_dim(x, 0, 2, axis=1)
lax.dynamic_index_in_dim(x, 0)
lax.dynamic_index_in_dim(x, 0, keepdims=False)
lax.dynamic_update_slice(x, jnp.ones((2, 2)), (0, 0))
lax.dynamic_update_index_in_dim(x, v, 0, 0)
lax.slice(x, (0, 0), (2, 3))
lax.slice_in_dim(x, 1, 4)
lax.top_k(x, 2)
lax.concatenate([x, x], 0)
lax.concatenate([x, m], 0)
lax.stop_gradient(x)
lax.associative_scan(jnp.add, x)
lax.expand_dims(x, (0,))
lax.reshape(x, (15,))
lax.transpose(x, (1, 0))
lax.rsqrt(x)
lax.add(x, x)
lax.cumsum(x, axis=0)
lax.argmax(x, 1, jnp.int32)
lax.iota(jnp.int32, 4)
lax.broadcasted_iota(jnp.int32, (2, 3), 1)
lax.clamp(0.0, x, 1.0)
lax.convert_element_type(x, jnp.int32)
jax.vmap(lambda a: a.sum())(x)
jax.vmap(lambda a, c: a + c)(x, u)
jax.vmap(lambda a, c: a + c)(x, x)
jax.vmap(lambda a, c: a + c, in_axes=(0, None))(x, v)
jax.vmap(lambda a, c: a + c, in_axes=(0, None))(x, u)
jax.vmap(lambda a: a, in_axes=1)(x)
jax.vmap(lambda a: a, in_axes=1, out_axes=1)(x)
jax.vmap(lambda a: a, in_axes=2)(x)
jax.vmap(lambda a: (a, a.sum()), out_axes=(1, 0))(x)
jax.vmap(lambda a: a)(1.0)
jax.vmap(lambda a, c: (a, c), in_axes=(0, None))(x, 2)
jax.vmap(lambda p, t: t @ p['w'] + p['b'], in_axes=(None, 0))(params, x)
jax.vmap(lambda d: d['a'].sum() + d['b'])({'a': x, 'b': i})
jax.vmap(lambda k: random.normal(k, (3,)))(random.split(key, 7))
jax.vmap(jax.vmap(lambda a: a @ m))(b)
jax.vmap(jnp.dot, in_axes=(0, 0))(x, x)
jax.vmap(lambda a: lax.scan(step, v, a)[1])(b)
jax.vmap(lambda a: a[None])(x)
jax.vmap(partial(jnp.matmul, m.T))(x)
jax.grad(lambda a: a)(x)
jax.grad(lambda a: a.sum())(x)
jax.grad(lambda a, c: (a * c).sum(), argnums=1)(x, v)
jax.grad(lambda a, c: (a * c).sum(), argnums=(0, 1))(x, v)
jax.grad(loss)(params, x)['w']
jax.value_and_grad(loss)(params, x)[0]
jax.value_and_grad(loss)(params, x)[1]['b']
jax.value_and_grad(noisy, has_aux=True)(params, x)[0]
jax.value_and_grad(noisy)(params, x)
jax.jit(lambda a: a @ m)(x)
jax.jit(jax.grad(loss))(params, x)['w']
jax.checkpoint(lambda a: a @ m)(x)
jax.eval_shape(lambda a: a @ m, x).shape
jax.ShapeDtypeStruct((2, 3), jnp.float32).shape
jitted(x)
jitted(m)
sized(x, 7)
sized(x, size=7)
single(x)
single(m)
shared(x, m)
slope(x)
slope(jnp.ones(()))
jax.tree.map(lambda a: a * 2, params)['w']
jax.tree.map(lambda a, c: a + c, params, params)['b']
jax.tree.map(jnp.shape, params)['b']
jax.tree_util.tree_map(lambda a: a.sum(), (x, v))
jax.tree_util.tree_map(lambda *a: jnp.stack(a), params, params)['w']
jax.tree.leaves((x, v))
jax.tree_util.tree_leaves({'a': x})
jax.tree.reduce(lambda a, c: a + c, (v, v, v))
jax.device_put(x)
jax.device_get(x)
sum(jnp.sum(p) for p in jax.tree.leaves(params))
np.asarray(x)
np.array(x).T
float(x[0, 0]) * x
# --- counting
len(jnp.nonzero(x > 0))
jnp.nonzero(x)[1].ndim
jnp.isin(x, v)
jnp.kron(m, m)
jnp.trace(m @ m.T)
jnp.trapezoid(x, axis=1)
jnp.tri(3, 4)
jnp.rot90(x)
jnp.hanning(6)
jnp.histogram(v, bins=4)
jnp.pow(x, 2)
jnp.copysign(x, v)
jnp.divmod(x, 2)
jnp.vdot(v, v)
jnp.unwrap(v)

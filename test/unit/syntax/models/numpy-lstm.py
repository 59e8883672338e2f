import numpy as np

sigmoid = lambda z: 1 / (1 + np.exp(-z))
H, D = 10, 8
W = {g: np.random.randn(H, D) * 1e-2 for g in 'ifco'}
U = {g: np.random.randn(H, H) for g in "ifco"}
b = dict.fromkeys('ifco', np.zeros((H, 1)))


def step(x_t: np.ndarray, h, c, *, peephole=False):
    z = {g: W[g] @ x_t + U[g] @ h + b[g] for g in W}
    i, f, o = (sigmoid(z[g]) for g in 'ifo')
    c_t = f * c + i * np.tanh(z['c'])
    return o * np.tanh(c_t), c_t


X = np.arange(64.).reshape(8, 8)
h = c = np.zeros((H, 1))
for t in range(X.shape[0]):
    h, c = step(X[t][:, None], h, c)
    match t % 3:
        case 0 | 1 if t > 3: print(f"{t=} {h.shape}")
        case 2: print(r'\t', t)
        case _: pass
print(h.T.tolist()[0][::2], h.sum() ** .5)

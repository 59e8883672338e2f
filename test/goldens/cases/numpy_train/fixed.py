import numpy as np

np.random.seed(0)
data = "hello lstm from scratch"
chars = sorted(set(data))
char_to_idx = {c: i for i, c in enumerate(chars)}
vocab_size, n_h = len(chars), 20


class LSTM:
    def __init__(self, vocab, hidden):
        self.H = hidden
        z = hidden + vocab
        self.params = {f"W{g}": np.random.randn(hidden, z) * 0.1 for g in "fico"}
        self.params.update({f"b{g}": np.zeros((hidden, 1)) for g in "fico"})
        self.params["Wy"] = np.random.randn(vocab, hidden) * 0.1
        self.params["by"] = np.zeros((vocab, 1))

    def forward(self, x, h, c):
        p = self.params
        z = np.vstack((h, x))
        f = 1 / (1 + np.exp(-(p["Wf"] @ z + p["bf"])))
        i = 1 / (1 + np.exp(-(p["Wi"] @ z + p["bi"])))
        g = np.tanh(p["Wc"] @ z + p["bc"])
        o = 1 / (1 + np.exp(-(p["Wo"] @ z + p["bo"])))
        c = f * c + i * g
        h = o * np.tanh(c)
        y = p["Wy"] @ h + p["by"]
        return np.exp(y) / np.sum(np.exp(y)), h, c, (z, f, i, g, o)

    def backward(self, prob, target, h, cache, dh_next, dc_next, c, c_prev):
        p, grads = self.params, {}
        z, f, i, g, o = cache
        dy = prob.copy()
        dy[target] -= 1
        grads["Wy"], grads["by"] = dy @ h.T, dy
        dh = p["Wy"].T @ dy + dh_next
        do = dh * np.tanh(c) * o * (1 - o)
        dc = dc_next + dh * o * (1 - np.tanh(c) ** 2)
        grads["Wo"], grads["bo"] = do @ z.T, do
        grads["Wc"] = (dc * i * (1 - g ** 2)) @ z.T
        return grads


net = LSTM(vocab_size, n_h)
h, c = np.zeros((n_h, 1)), np.zeros((n_h, 1))
for t in range(len(data) - 1):
    x = np.zeros((vocab_size, 1))
    x[char_to_idx[data[t]]] = 1
    c_prev = c
    prob, h, c, cache = net.forward(x, h, c)
    grads = net.backward(prob, char_to_idx[data[t + 1]], h, cache, np.zeros_like(h), np.zeros_like(c), c, c_prev)

/** Expressions of test/goldens/arrays of which less is told than the framework knows: what is not modelled, and refusals that are not found. */
export const NOT_TOLD: Readonly<Record<'numpy' | 'torch' | 'symbolic', readonly string[]>> = {
  numpy: ['np.cross(v, v)', 'np.unique(v)', 'sum([m, m, m])'],
  // A branch on `isinstance(x, torch.Tensor)` is not decided, so that a missing attribute proves nothing.
  torch: ['x.astype(int)', 'x.cat(x)', 'x.nonexistent', '(x.argmax(-1) == 0).sum().item()'],
  // What some sizes allow (n = k, k = 1) is not refused; nor is a place that is a symbol, which may be any number.
  symbolic: [
    'a[n]',
    'a[:, k]',
    'a + np.zeros(n)',
    'a + np.zeros(k + 1)',
    'a + np.zeros((n + 2, k))',
    'b + a',
    'a @ a',
    "np.einsum('ntk,tk->nt', b, a)",
    'a.reshape(-1, 2 * k)',
    'a - a.mean(axis=1)',
    'u.unsqueeze(1).expand(n, 8, k + 1)',
    'torch.bmm(t, t)',
    'torch.mm(u, u)',
    't * u',
  ],
};

/** JAX, Equinox and Haiku against what they really gave (test/goldens/arrays): functions, transformations, layers, and what they refuse. */
import assert from 'node:assert/strict';
import { surprisesOf } from '../../support/expressions.ts';

/** Expressions of which less is told than the framework knows: what is not modelled, and refusals that are not found. */
const NOT_TOLD: Readonly<Record<string, readonly string[]>> = {
  // What is refused inside of a function is told there; NumPy's rules of stacking and filling are not followed everywhere.
  jax: [
    'jnp.full((2,), u)',
    'lax.scan(step, u, x)',
    'jitted(m)',
    'jnp.block([[jnp.zeros(3)], jnp.zeros(3)])',
    'jnp.ix_(jnp.zeros((2, 2)), jnp.arange(2))',
    'single(m)',
    'jnp.linalg.solve(jnp.ones((2, 3, 3)), jnp.ones((2, 3)))',
    "jnp.vectorize(lambda a: a.sum(), signature='(n)->()')(x)",
    'lax.associative_scan(lambda a, c: a * c, (x, x))',
    // Two words, or two keys.
    'jax.random.key_data(old)',
    'jax.scipy.signal.convolve(u, v)',
    "jax.flatten_util.ravel_pytree(params)[0] if hasattr(jax, 'flatten_util') else u",
  ],
  // A state with a batch axis may broadcast; what happens inside of a model is told there.
  equinox: [
    'lstm(x, (h, jnp.zeros((4, 10))))',
    'lstm(x, jnp.zeros((2, 10)))',
    'Pair(line, eqx.nn.Linear(8, 4, key=K))(x)',
  ],
  haiku: [
    'run(lambda a: hk.BatchApply(lambda b: b.sum(0), 2)(a), seq)',
    'run(lambda a: hk.static_unroll(lambda t, s: (s, jnp.concatenate([s, t])), a, jnp.zeros((2, 8))), seq)',
    'decorated.apply(decorated.init(K, x), K, jnp.ones((2, 9)))',
  ],
};

for (const [framework, notTold] of Object.entries(NOT_TOLD)) {
  describe(`expressions of ${framework}`, () => {
    it('give the recorded shapes, and only what was refused is refused', async () => {
      assert.equal(await surprisesOf(framework, notTold), '');
    }).timeout(120_000);
  });
}

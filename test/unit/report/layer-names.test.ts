/** What layers are called that no variable names. */
import assert from 'node:assert/strict';
import { analyseTexts } from '../../support/analyse.ts';

const NETWORK = `import haiku as hk
import jax
import jax.numpy as jnp

def f(x):
    core = hk.LSTM(10)
    out, state = hk.dynamic_unroll(core, x, core.initial_state(2))
    return hk.BatchApply(hk.Linear(3))(hk.BatchApply(hk.Linear(4))(out))

net = hk.transform(f)
params = net.init(jax.random.PRNGKey(0), jnp.ones((5, 2, 8)))
`;

describe('names of layers', () => {
  it('tell those of a transformed function apart, as the keys of its parameters do', async () => {
    const { files } = await analyseTexts({ 'net.py': NETWORK });
    const names = [...files.values()].flatMap(({ layers }) => layers.map(({ name }) => name));
    assert.deepEqual(names.toSorted(), ['core', "net['linear']", "net['linear_1']"]);
  });
});

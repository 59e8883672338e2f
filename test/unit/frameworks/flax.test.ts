/** Modules of flax.nnx and flax.linen against what they really gave (test/goldens/arrays): layers, cells, models, and what they refuse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { surprisesOf } from '../../support/expressions.ts';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

/** Expressions of which less is told than Flax knows, and those that are refused inside of the user's own classes. */
const NOT_TOLD: Readonly<Record<string, readonly string[]>> = {
  flax_nnx: [
    'net(x)',
    'net.head.layers[0].kernel',
    'Encoder(7, 10, rngs=R)(x)',
    'nnx.LSTMCell(8, 10, rngs=None)',
    'nnx.Linear(8, 3, rngs=R)(x, x)',
    'nnx.Bidirectional(nnx.RNN(lstm), nnx.RNN(lstm))(x, initial_carry=h)',
  ],
  flax_linen: [
    'Tagger(50, 24).apply(tagger_v, tokens)',
    'both.apply(both_v, jnp.ones((2, 5, 9)))',
    'Decoder(10).init(key, (jnp.zeros(10), jnp.zeros(10)), x)',
    'Decoder(10).init(key, h, x)',
    'nn.RNN(nn.LSTMCell).init(key, x)',
    'both(x)',
    "nn.Dense(3).apply({'params': {}}, x)",
    'nn.Bidirectional(nn.RNN(nn.GRUCell(4)), nn.RNN(nn.GRUCell(4))).init(key, x, initial_carry=jnp.zeros((2, 4)))',
  ],
};

for (const [name, notTold] of Object.entries(NOT_TOLD)) {
  describe(`expressions of ${name}`, () => {
    it('give the recorded shapes, and only what was refused is refused', async () => {
      assert.equal(await surprisesOf(name, notTold), '');
    }).timeout(120_000);
  });
}

for (const file of ['programs', 'shown']) {
  describe(`programs that Flax ran or refused (${file})`, () => {
    it('give the same shapes and weights, and are refused in the same lines', async () => {
      const records: readonly FrameworkRecord[] = JSON.parse(
        readFileSync(`test/goldens/flax/${file}.json`, 'utf8'),
      );
      const said: string[] = [];
      for (const record of records) said.push(...(await contradictions(record)));
      assert.deepEqual(said, []);
    }).timeout(120_000);
  });
}

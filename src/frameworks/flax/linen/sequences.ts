/** nn.RNN and nn.Bidirectional. Source: flax/linen/recurrent.py. */
import type { Use } from '../../modules/layer-class.ts';
import { NONE, type Value } from '../../parts.ts';
import { runBoth } from '../shared/both-directions.ts';
import { flagsOf, layersIn, runSequence } from '../shared/sequence.ts';
import { layerClass } from './dialect.ts';
import { holds } from './held.ts';
import { keepWeights, noteRun } from './variables.ts';

const CALL =
  'inputs, *, initial_carry=None, init_key=None, seq_lengths=None, return_carry=None, time_major=None, reverse=None, keep_order=None';

/** A wrapper's weights are those of the layers it owns; modules of the user's own show theirs themselves. */
function keepOwned(use: Use): void {
  const inner = use.layer.layer?.inner ?? [];
  if (inner.length === 0) keepWeights(use, []);
  const built = use.layer.layer?.built;
  const weights = inner.map(layer => layer.layer?.built.value.weights);
  if (!built || inner.length === 0 || !weights.every(each => each !== undefined)) return;
  noteRun(use);
  use.host.write(built, { ...built.value, weights: weights.flat() });
}

/** As `initialize_carry` takes them. */
const carryArguments = (shape: Value) => [NONE, shape];

export const RNN = layerClass({
  name: 'RNN',
  signature: `cell, time_major=False, return_carry=False, reverse=False, keep_order=False, unroll=1, variable_axes=None, variable_broadcast='params', variable_carry=False, split_rngs=None`,
  forward: CALL,
  recurrent: true,
  make: ({ bound }) => {
    const cell = bound.value('cell');
    const inner = layersIn([cell]);
    return {
      inner,
      units: inner[0]?.layer?.units,
      flags: flagsOf(bound),
      run: use => {
        holds(use.layer, [['cell', cell]]);
        const answer = runSequence(use, { cell, features: undefined, options: bound, carryArguments });
        keepOwned(use);
        return answer;
      },
    };
  },
});

export const Bidirectional = layerClass({
  name: 'Bidirectional',
  signature: 'forward_rnn, backward_rnn, merge_fn=None, time_major=False, return_carry=False',
  forward: CALL,
  recurrent: true,
  make: ({ bound }) => {
    const [forward, backward] = [bound.value('forward_rnn'), bound.value('backward_rnn')];
    const inner = layersIn([forward, backward]);
    return {
      inner,
      units: inner[0]?.layer?.units,
      flags: flagsOf(bound),
      run: use => {
        holds(use.layer, [
          ['forward_rnn', forward],
          ['backward_rnn', backward],
        ]);
        const answer = runBoth(use, { forward, backward, options: bound });
        keepOwned(use);
        return answer;
      },
    };
  },
});

/** CuDNNLSTM and CuDNNGRU of Keras 2 and TensorFlow 1: the plain cells with the biases that cuDNN keeps twice. */
import { type Dim, multiply, size } from '../../../shapes/index.ts';
import { plainCell, weight } from '../../layer.ts';
import type { LayerDescription, LayerSpec } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { CELLS, type Cell, type CellTraits, stepShapes } from './cells.ts';
import { recur } from './recurrence.ts';
import { readFlags } from './recurrent-flags.ts';
import { LAYER_REGULARIZERS, RECURRENT_CONSTRAINTS, RECURRENT_INITIALIZERS, RETURNS } from './signatures.ts';

function cudnn(traits: CellTraits) {
  return (options: Options): LayerDescription => {
    const units = options.size('units');
    const flags = readFlags(options);
    const cell: Cell = {
      traits,
      units,
      useBias: true,
      resetAfter: true,
      perGate: false,
      description: plainCell(traits.kind, 'keras', { resetAfter: true, numLayers: undefined }),
    };
    return {
      units,
      cell: cell.description,
      flags: { ...flags },
      ranks: { exactly: 3 },
      sized: () => [2],
      listIsState: true,
      call: 'inputs, initial_state',
      weights: ([shape]) => weightsOf(traits, units, shape?.[2] ?? units),
      outputs: use =>
        recur(
          use,
          { flags, states: traits.states.map(() => units), stateNames: traits.states, output: units },
          ({ batch, features }) => {
            const [features0] = features;
            return features0 ? { inputSize: features0, step: stepShapes(cell, batch, features0) } : {};
          },
        ),
    };
  };
}

/** keras 2.2 layers/cudnn_recurrent.py: the bias is (2 * gates * units,). */
function weightsOf({ gates }: CellTraits, units: Dim, features: Dim) {
  const fused = multiply(size(gates.length), units);
  return [
    weight('kernel', [features, fused], gates, 1),
    weight('recurrent_kernel', [units, fused], gates, 1),
    weight('bias', [multiply(size(2), fused)]),
  ];
}

const SIGNATURE = `units, ${RECURRENT_INITIALIZERS}, unit_forget_bias=True, ${LAYER_REGULARIZERS}, ${RECURRENT_CONSTRAINTS}, ${RETURNS}, **kwargs`;

export const CUDNN: readonly LayerSpec[] = CELLS.filter(traits => traits.kind !== 'simple-rnn').map(
  traits => ({
    name: `CuDNN${traits.name}`,
    signature: SIGNATURE,
    recurrent: true,
    bases: ['RNN'],
    missingIn: ['keras3', 'tf_keras', 'tfjs'],
    make: cudnn(traits),
  }),
);

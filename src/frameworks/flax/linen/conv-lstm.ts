/** nn.ConvLSTMCell: gates i, g, f, o by convolution, sized by `features`. Source: flax/linen/recurrent.py. */

import { broadcastAll, multiply, type Shape, size } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseRank, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { int, tuple, type Value, type Weight } from '../../parts.ts';
import { readCarry, refuseCarry } from '../shared/carry.ts';
import { convolvedShape, kernelShape, readConvolution } from '../shared/convolution.ts';
import { LINEN_WORDS } from '../shared/dense.ts';
import { CONV_LSTM_CELL } from '../shared/kinds.ts';
import { layerStates } from '../shared/step.ts';
import { cellFacts } from './cells.ts';
import { layerClass, sizeGiven } from './dialect.ts';
import { givenShape, keepWeights } from './variables.ts';

const GATES = ['i', 'g', 'f', 'o'] as const;

export const ConvLSTMCell = layerClass({
  name: 'ConvLSTMCell',
  signature: `features, kernel_size, strides=None, padding='SAME', use_bias=True, dtype=None, param_dtype=None, carry_init=None`,
  forward: 'carry, inputs',
  recurrent: true,
  bases: ['RNNCellBase'],
  make: options => {
    const facts = cellFacts(options, CONV_LSTM_CELL);
    const rank = readConvolution(options.bound).kernel?.length;
    const { initialize_carry } = facts.attributes;
    return {
      ...facts,
      attributes: { initialize_carry, ...(rank !== undefined && { num_feature_axes: int(rank + 1) }) },
      run: use => callCell(use, options),
    };
  },
});

function callCell(use: Use, options: Options): Value {
  const { arguments: given } = use;
  const input = takeTensor(use, given.value('inputs'), given.at('inputs'), 'inputs', { lists: true });
  const carry = { value: given.value('carry'), at: given.at('carry') };
  const states = input && readCarry(use, CONV_LSTM_CELL, carry);
  if (!input || !states) return refused(use);
  const convolution = readConvolution(options.bound);
  const units = sizeGiven(options, 'features');
  const wide = multiply(size(GATES.length), units);
  const rank = convolution.kernel?.length;
  if (rank !== undefined && input.shape && input.shape.length < rank + 1)
    return refuseRank(
      use,
      input,
      [rank + 1, rank + 2],
      ['batch', 'height', 'width', 'features'].slice(0, rank + 2),
    );
  const known = givenShape(use, 'ih/kernel')?.at(-2);
  const gates = convolvedShape(
    use,
    input,
    { ...convolution, kind: 'plain' },
    { inputs: known, outputs: wide, words: LINEN_WORDS },
  );
  if (gates === 'refused') return refused(use);
  const shape = gates && [...gates.slice(0, -1), units];
  for (const state of states) {
    const outcome = shape && state.shape ? broadcastAll([shape, state.shape]) : undefined;
    if (outcome && !outcome.ok)
      return refuseCarry(use, state, {
        aspect: 'shape',
        expected: shape,
        says: 'incompatible shapes for broadcasting',
      });
  }
  keepWeights(use, [
    ...part('ih', kernelShape(convolution, input.shape?.at(-1), wide), [wide], options),
    ...part('hh', kernelShape(convolution, units, wide), [wide], options),
  ]);
  noteCall(use, [input.shape], [shape], shape && { states: layerStates(CONV_LSTM_CELL, shape) });
  const give = (role: 'c' | 'h' | 'last-step') =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role });
  return tuple([tuple([give('c'), give('h')]), give('last-step')]);
}

function part(name: string, kernel: Shape | undefined, bias: Shape, options: Options): readonly Weight[] {
  const axis = kernel && kernel.length - 1;
  const has = options.flag('use_bias');
  return [
    weight(`${name}/kernel`, kernel, GATES, axis),
    ...(has === false ? [] : [weight(`${name}/bias`, has ? bias : undefined, GATES, 0)]),
  ];
}

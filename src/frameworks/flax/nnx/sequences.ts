/** nnx.RNN and nnx.Bidirectional: wrappers of cells. Source: flax/nnx/nn/recurrent.py. */
import type { Dim } from '../../../shapes/index.ts';
import type { Made } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { type NativeValue, NONE, type Value, type Weight } from '../../parts.ts';
import { runBoth } from '../shared/both-directions.ts';
import { flagsOf, layersIn, runSequence } from '../shared/sequence.ts';
import { layerClass } from './dialect.ts';

const CALL =
  'inputs, *, initial_carry=None, seq_lengths=None, return_carry=None, time_major=None, reverse=None, keep_order=None, rngs=None';

/** What a wrapper shows of the modules it owns, by the names of its attributes. */
function owned(
  options: Options,
  names: readonly string[],
): Pick<Made, 'weights' | 'inner' | 'children' | 'attributes'> {
  const parts = names.map(name => [name, options.bound.value(name)] as const);
  const inner = layersIn(parts.map(([, value]) => value));
  const isWhole = inner.length === names.length;
  return {
    inner,
    attributes: Object.fromEntries(parts),
    weights: isWhole
      ? parts.flatMap(([name, value]) => weightsOf(value).map(w => ({ ...w, name: `${name}.${w.name}` })))
      : [],
    children: isWhole ? [] : parts,
  };
}

const weightsOf = (value: Value): readonly Weight[] =>
  (value.kind === 'native' && value.layer?.built.value.weights) || [];

const unitsOf = ([first]: readonly NativeValue[]): Dim | undefined => first?.layer?.units;

/** As `initialize_carry` takes them. */
const carryArguments = (shape: Value) => [shape, NONE];

export const RNN = layerClass({
  name: 'RNN',
  signature:
    'cell, *, time_major=False, return_carry=False, reverse=False, keep_order=False, unroll=1, state_axes=None, broadcast_rngs=None, rngs=True',
  forward: CALL,
  recurrent: true,
  make: options => {
    const parts = owned(options, ['cell']);
    const { bound } = options;
    const features = parts.inner?.[0]?.layer?.built.value.inputSize;
    return {
      ...parts,
      units: unitsOf(parts.inner ?? []),
      inputSize: features,
      flags: flagsOf(bound),
      call: use => runSequence(use, { cell: bound.value('cell'), features, options: bound, carryArguments }),
    };
  },
});

export const Bidirectional = layerClass({
  name: 'Bidirectional',
  signature: 'forward_rnn, backward_rnn, *, merge_fn=None, time_major=False, return_carry=False, rngs=True',
  forward: CALL,
  recurrent: true,
  make: options => {
    const parts = owned(options, ['forward_rnn', 'backward_rnn']);
    const { bound } = options;
    return {
      ...parts,
      units: parts.inner?.[0]?.layer?.units,
      inputSize: parts.inner?.[0]?.layer?.built.value.inputSize,
      flags: flagsOf(bound),
      call: use =>
        runBoth(use, {
          forward: bound.value('forward_rnn'),
          backward: bound.value('backward_rnn'),
          options: bound,
        }),
    };
  },
});

/**
 * Cells of tf.contrib.rnn that wrap another: projections, embeddings, attention over what was seen; and those with gates of their own.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/rnn/python/ops/{core_rnn_cell,rnn_cell}.py
 */
import { type Dim, multiply, type Shape } from '../../shapes/index.ts';
import { result } from '../array/scene.ts';
import { Options } from '../modules/options.ts';
import { asBool, type NativeClass, tuple } from '../parts.ts';
import type { Cell } from './rnn-cell.ts';
import { cellOf, type Wrapping, wrapperClass } from './rnn-cells.ts';
import { stateTuple } from './rnn-state.ts';

const MODULE = 'tf.contrib.rnn';

/** The last axis becomes another. */
const withFeatures = (shape: Shape | undefined, features: Dim | undefined): Shape | undefined =>
  shape && features && [...shape.slice(0, -1), features];

const sizeOf = (wrapping: Wrapping, name: string): Dim =>
  new Options(wrapping.scene, wrapping.bound).size(name);

/** `OutputProjectionWrapper(cell, output_size)` */
const projecting = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  return cell && { ...cell, output: sizeOf(wrapping, 'output_size') };
};

/** `InputProjectionWrapper(cell, num_proj)`: the cell sees so many features. */
const projected = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  const features = sizeOf(wrapping, 'num_proj');
  return cell && { ...cell, build: (scene, input) => cell.build(scene, withFeatures(input, features)) };
};

/** `EmbeddingWrapper(cell, embedding_classes, embedding_size)`: ids (batch,) or (batch, 1) become rows of a table. */
const embedded = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  const features = sizeOf(wrapping, 'embedding_size');
  return (
    cell && {
      ...cell,
      build: (scene, input) =>
        cell.build(scene, input?.length === 1 ? [...input, features] : withFeatures(input, features)),
    }
  );
};

/** `AttentionCellWrapper(cell, attn_length, attn_size)`: the state is the cell's, the attention, and the window of what was seen. */
const attentive = (wrapping: Wrapping): Cell | undefined => {
  const { bound } = wrapping;
  const cell = cellOf(bound.value('cell'));
  if (!cell || asBool(bound.value('state_is_tuple')) !== true) return undefined;
  const options = new Options(wrapping.scene, bound);
  const length = options.size('attn_length');
  const attention =
    options.isGiven('attn_size') && bound.value('attn_size').kind !== 'none'
      ? options.size('attn_size')
      : cell.output;
  const state: Cell['state'] = (scene, batch) => {
    const part = (last: Dim | undefined) => result(scene, last && [batch, last], { dtype: 'float' });
    return tuple([cell.state(scene, batch), part(attention), part(attention && multiply(attention, length))]);
  };
  return { output: attention, state, build: cell.build };
};

/** A cell of so many units whose state is h, or c and h; what it does inside has no equations here. */
const plain =
  (states: 1 | 2) =>
  ({ scene, bound }: Wrapping): Cell => {
    const options = new Options(scene, bound);
    const units =
      bound.given('num_units') || !bound.names.includes('cell_size')
        ? options.size('num_units')
        : options.size('cell_size');
    const isProjected =
      bound.names.includes('num_proj') &&
      options.isGiven('num_proj') &&
      bound.value('num_proj').kind !== 'none';
    const output = isProjected ? options.size('num_proj') : units;
    const state: Cell['state'] = (at, batch) => {
      const part = (last: Dim, role: 'h' | 'c') => result(at, [batch, last], { dtype: 'float', role });
      return states === 1 ? part(output, 'h') : stateTuple(at, part(units, 'c'), part(output, 'h'));
    };
    return { output, state, build: () => undefined };
  };

const REST = 'reuse=None, name=None, dtype=None, **kwargs';
const PLAIN: readonly (readonly [name: string, signature: string, states: 1 | 2])[] = [
  [
    'LayerNormBasicLSTMCell',
    `num_units, forget_bias=1.0, input_size=None, activation=None, layer_norm=True, ${REST}`,
    2,
  ],
  ['LSTMBlockCell', `num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, ${REST}`, 2],
  ['GRUBlockCell', `num_units=None, cell_size=None, ${REST}`, 1],
  ['GRUBlockCellV2', `num_units=None, cell_size=None, ${REST}`, 1],
  [
    'CoupledInputForgetGateLSTMCell',
    `num_units, use_peepholes=False, initializer=None, num_proj=None, ${REST}`,
    2,
  ],
  ['NASCell', `num_units, num_proj=None, use_bias=False, ${REST}`, 2],
  ['UGRNNCell', `num_units, initializer=None, ${REST}`, 1],
  ['GLSTMCell', `num_units, initializer=None, num_proj=None, number_of_groups=1, ${REST}`, 2],
  ['IndRNNCell', `num_units, activation=None, ${REST}`, 1],
  ['IndyLSTMCell', `num_units, forget_bias=1.0, ${REST}`, 2],
  ['IndyGRUCell', `num_units, ${REST}`, 1],
  ['SRUCell', `num_units, activation=None, ${REST}`, 1],
];

const unchanged = ({ bound }: Wrapping): Cell | undefined => cellOf(bound.value('cell'));

export const WRAPPER_CELLS: readonly NativeClass[] = [
  wrapperClass(
    MODULE,
    'OutputProjectionWrapper',
    'cell, output_size, activation=None, reuse=None',
    projecting,
  ),
  wrapperClass(
    MODULE,
    'InputProjectionWrapper',
    'cell, num_proj, activation=None, input_size=None, reuse=None',
    projected,
  ),
  wrapperClass(
    MODULE,
    'EmbeddingWrapper',
    'cell, embedding_classes, embedding_size, initializer=None, reuse=None',
    embedded,
  ),
  wrapperClass(
    MODULE,
    'AttentionCellWrapper',
    'cell, attn_length, attn_size=None, attn_vec_size=None, input_size=None, state_is_tuple=True, reuse=None',
    attentive,
  ),
  wrapperClass(MODULE, 'HighwayWrapper', 'cell, *args, **kwargs', unchanged),
  ...PLAIN.map(([name, signature, states]) => wrapperClass(MODULE, name, signature, plain(states))),
];

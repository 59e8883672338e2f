/**
 * Cells of tf.contrib.rnn that wrap another: projections, embeddings, attention over what was seen; and those with weights of their own.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/rnn/python/ops/{core_rnn_cell,rnn_cell}.py
 */
import { type Dim, multiply, type Shape } from '../../shapes/index.ts';
import { result } from '../array/scene.ts';
import { Options } from '../modules/options.ts';
import { asBool, type NativeClass, tuple } from '../parts.ts';
import { CONTRIB_KINDS } from './contrib-kinds.ts';
import { CONV_CELLS } from './conv-cells.ts';
import { type Cell, widthOf } from './rnn-cell.ts';
import { cellClass, cellOf, type Wrapping, wrapperClass } from './rnn-cells.ts';

const MODULE = 'tf.contrib.rnn';

/** The last axis becomes another. */
const withFeatures = (shape: Shape | undefined, features: Dim | undefined): Shape | undefined =>
  shape && features && [...shape.slice(0, -1), features];

const sizeOf = (wrapping: Wrapping, name: string): Dim =>
  new Options(wrapping.scene, wrapping.bound).size(name);

/** `OutputProjectionWrapper(cell, output_size)` */
const projecting = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  return cell && { ...cell, output: [sizeOf(wrapping, 'output_size')] };
};

/** `InputProjectionWrapper(cell, num_proj)`: the cell sees so many features. */
const projected = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  const features = sizeOf(wrapping, 'num_proj');
  return (
    cell && { ...cell, build: (scene, input, over) => cell.build(scene, withFeatures(input, features), over) }
  );
};

/** `EmbeddingWrapper(cell, embedding_classes, embedding_size)`: ids (batch,) or (batch, 1) become rows of a table. */
const embedded = (wrapping: Wrapping): Cell | undefined => {
  const cell = cellOf(wrapping.bound.value('cell'));
  const features = sizeOf(wrapping, 'embedding_size');
  return (
    cell && {
      ...cell,
      build: (scene, input, over) =>
        cell.build(scene, input?.length === 1 ? [...input, features] : withFeatures(input, features), over),
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
      : widthOf(cell);
  const state: Cell['state'] = (scene, batch) => {
    const part = (last: Dim | undefined) => result(scene, last && [batch, last], { dtype: 'float' });
    return tuple([cell.state(scene, batch), part(attention), part(attention && multiply(attention, length))]);
  };
  return { output: attention && [attention], state, build: cell.build };
};

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
  ...CONTRIB_KINDS.map(kind => cellClass(kind, MODULE)),
  ...CONV_CELLS,
];

/**
 * `tf.contrib.legacy_seq2seq`: cells over lists of steps, one list read and another written.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py
 */
import { type Dim, size, unknownDim } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import {
  asDim,
  integer,
  itemsOf,
  list,
  moduleOf,
  NONE,
  nativeFunction,
  shapeOf,
  tuple,
  type Value,
} from '../parts.ts';
import { moduleFunction, type Run } from './module-functions.ts';
import { type Cell, outputShape } from './rnn-cell.ts';
import { cellOf } from './rnn-cells.ts';
import { callCell } from './rnn-state.ts';
import { lossByExample } from './sequence-loss.ts';

const MODULE = 'tf.contrib.legacy_seq2seq';

const define = (name: string, text: string, run: Run) => moduleFunction(MODULE, name, text, run);

const stepsOf = (scene: Scene, value: Value): readonly Value[] | undefined =>
  itemsOf(value) ?? scene.host.items(value);

function batchOf(steps: readonly Value[]): Dim {
  const [first] = steps;
  return (first?.kind === 'tensor' ? shapeOf(first)?.[0] : undefined) ?? unknownDim();
}

interface Decoding {
  readonly steps: readonly Value[];
  readonly state: Value;
  /** Makes each further input of what was given out before. */
  readonly loop: Value;
}

/** The outputs of a cell one by one, and its last state. */
function decoded({ host, site }: Scene, cell: Cell, { steps, state, loop }: Decoding): Value | undefined {
  const outputs: Value[] = [];
  let before = state;
  for (const [i, step] of steps.entries()) {
    const last = outputs.at(-1);
    const input =
      loop.kind === 'none' || !last
        ? step
        : host.call(loop, [last, integer(size(i))].map(asArgument(site)), site);
    const made = callCell({ host, site, args: [input, before].map(asArgument(site)), open: false }, cell);
    const parts = itemsOf(made);
    const [output, next] = parts ?? [];
    if (!output || !next) return made;
    // What a loop makes of one output it makes of the others.
    if (loop.kind !== 'none' && i > 0) {
      const rest = steps.slice(i).map(() => output);
      return tuple([list([...outputs, ...rest]), next]);
    }
    outputs.push(output);
    before = next;
  }
  return tuple([list(outputs), before]);
}

const asArgument = (at: Scene['site']) => (value: Value) => ({ name: undefined, value, at });

const decoder = define(
  'rnn_decoder',
  'decoder_inputs, initial_state, cell, loop_function=None, scope=None',
  (scene, { value }) => {
    const [cell, steps] = [cellOf(value('cell')), stepsOf(scene, value('decoder_inputs'))];
    return cell && steps
      ? decoded(scene, cell, { steps, state: value('initial_state'), loop: value('loop_function') })
      : undefined;
  },
);

/** A cell that reads one list and writes another; `tied`: with the same weights, else a copy of it reads. */
const readingFirst = (name: string, text: string, tied: boolean) =>
  define(name, text, (scene, { value, names }) => {
    const cell = cellOf(value('cell'));
    const [read, steps] = ['encoder_inputs', 'decoder_inputs'].map(list => stepsOf(scene, value(list)));
    if (!cell || !read || !steps) return undefined;
    const batch = batchOf(read);
    for (const one of tied ? read : []) {
      const shape = one.kind === 'tensor' ? shapeOf(one) : undefined;
      const wrong = cell.build(scene, shape, { batch, steps: size(read.length) });
      if (wrong) return wrong;
    }
    const loop = names.includes('loop_function') ? value('loop_function') : NONE;
    return decoded(scene, cell, { steps, state: cell.state(scene, batch), loop });
  });

/** Symbols by number, each with a row of a table of its own; what comes out are symbols again, unless the caller projects them. */
const embedding = (name: string, text: string) =>
  define(name, text, (scene, { value }) => {
    const cell = cellOf(value('cell'));
    const [read, steps] = ['encoder_inputs', 'decoder_inputs'].map(list => stepsOf(scene, value(list)));
    const features = asDim(value('embedding_size'));
    if (!cell || !read || !steps) return undefined;
    const batch = batchOf(read);
    const wrong = cell.build(scene, features && [batch, features], { batch, steps: size(steps.length) });
    if (wrong) return wrong;
    const symbols = asDim(value('num_decoder_symbols'));
    const shape =
      value('output_projection').kind === 'none' ? symbols && [batch, symbols] : outputShape([batch], cell);
    const outputs = steps.map(() => result(scene, shape, { dtype: 'float' }));
    return tuple([list(outputs), cell.state(scene, batch)]);
  });

const SYMBOLS =
  'encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size';

export const legacySeq2seq = moduleOf(MODULE, {
  rnn_decoder: decoder,
  basic_rnn_seq2seq: readingFirst(
    'basic_rnn_seq2seq',
    'encoder_inputs, decoder_inputs, cell, dtype=None, scope=None',
    false,
  ),
  tied_rnn_seq2seq: readingFirst(
    'tied_rnn_seq2seq',
    'encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=None, scope=None',
    true,
  ),
  embedding_rnn_seq2seq: embedding(
    'embedding_rnn_seq2seq',
    `${SYMBOLS}, output_projection=None, feed_previous=False, dtype=None, scope=None`,
  ),
  embedding_attention_seq2seq: embedding(
    'embedding_attention_seq2seq',
    `${SYMBOLS}, num_heads=1, output_projection=None, feed_previous=False, dtype=None, scope=None, initial_state_attention=False`,
  ),
  sequence_loss: define(
    'sequence_loss',
    'logits, targets, weights, average_across_timesteps=True, average_across_batch=True, softmax_loss_function=None, name=None',
    scene => result(scene, [], { dtype: 'float' }),
  ),
  sequence_loss_by_example: nativeFunction(`${MODULE}.sequence_loss_by_example`, lossByExample),
});

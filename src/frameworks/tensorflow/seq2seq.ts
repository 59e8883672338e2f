/**
 * tf.contrib.seq2seq: attention around a cell, and decoders. How many steps a decoder makes is known when it runs.
 * https://github.com/tensorflow/tensorflow/tree/v1.15.5/tensorflow/contrib/seq2seq
 */
import { add, type Dim, multiply, type Shape, unknownDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { named } from '../array/pair.ts';
import { result, type Scene, scenesOf } from '../array/scene.ts';
import { Options } from '../modules/options.ts';
import {
  asBool,
  asDim,
  type Bound,
  beside,
  bind,
  type Call,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { classOf, NO_KIN } from './classes.ts';
import { type Cell, outputShape } from './rnn-cell.ts';
import { cellOf, wrapperClass } from './rnn-cells.ts';
import { sequenceLoss } from './sequence-loss.ts';

const MODULE = 'tf.contrib.seq2seq';
const sceneOf = scenesOf('tensorflow');

const shapeIn = (value: Value): Shape | undefined => (value.kind === 'tensor' ? shapeOf(value) : undefined);

/** Facts about helpers, decoders and mechanisms that their values' type has no room for. */
interface Facts {
  /** Of a mechanism: (batch, steps, features). */
  readonly memory?: Shape | undefined;
  /** Of a helper: what the cell sees at each step, and the batch. */
  readonly input?: Shape | undefined;
  /** Of a decoder. */
  readonly decoder?: {
    readonly cell: Cell;
    readonly input: Shape | undefined;
    readonly layer: Value;
    readonly state: Value;
  };
}

const FACTS = beside<NativeValue, Facts>();
const factsOf = (value: Value): Facts | undefined => (value.kind === 'native' ? FACTS.get(value) : undefined);

const keeping = (name: string, text: string, read: (bound: Bound) => Facts): NativeClass =>
  classOf(`${MODULE}.${name}`, NO_KIN, (call, type) => {
    const bound = bind(call, signature(text), name, 'tensorflow');
    const made = instance(call.host, type, call.site, {});
    if (!bound.refused) FACTS.set(made, read(bound));
    return made;
  });

const mechanism = (name: string): NativeClass =>
  keeping(name, 'num_units, memory, memory_sequence_length=None, **kwargs', bound => ({
    memory: shapeIn(bound.value('memory')),
  }));

/** (batch, steps, features), or steps first, seen step by step. */
const training = (bound: Bound): Facts => {
  const [first, second, features] = shapeIn(bound.value('inputs')) ?? [];
  const isTimeFirst = asBool(bound.value('time_major'));
  const batch = isTimeFirst === undefined ? undefined : isTimeFirst ? second : first;
  return { input: batch && features && [batch, features] };
};

/** One row of the table for each start token. */
const greedy = (bound: Bound): Facts => {
  const [batch] = shapeIn(bound.value('start_tokens')) ?? [];
  const features = shapeIn(bound.value('embedding'))?.[1];
  return { input: features && [batch ?? unknownDim(), features] };
};

const HELPERS: readonly NativeClass[] = [
  keeping('TrainingHelper', 'inputs, sequence_length, time_major=False, name=None', training),
  keeping(
    'ScheduledEmbeddingTrainingHelper',
    'inputs, sequence_length, embedding, sampling_probability, time_major=False, **kwargs',
    training,
  ),
  keeping('GreedyEmbeddingHelper', 'embedding, start_tokens, end_token', greedy),
  keeping('SampleEmbeddingHelper', 'embedding, start_tokens, end_token, **kwargs', greedy),
];

const BasicDecoder = keeping('BasicDecoder', 'cell, helper, initial_state, output_layer=None', bound => {
  const cell = cellOf(bound.value('cell'));
  const input = factsOf(bound.value('helper'))?.input;
  return cell
    ? { decoder: { cell, input, layer: bound.value('output_layer'), state: bound.value('initial_state') } }
    : {};
});

/** The outputs of a decoder, its last state and the lengths. */
function decode(call: Call): Value {
  const operation = 'dynamic_decode';
  const scene = sceneOf(call, operation);
  const bound = bind(call, signature('decoder, output_time_major=False, **kwargs'), operation, 'tensorflow');
  const found = bound.refused ? undefined : factsOf(bound.value('decoder'))?.decoder;
  const isTimeFirst = asBool(bound.value('output_time_major'));
  if (!found || isTimeFirst === undefined) return call.host.unknown('what a decoder gives', call.site);
  const { cell, input, layer } = found;
  const [batch = unknownDim()] = input ?? [];
  cell.build(scene, input, { batch, steps: undefined });
  const step = result(scene, outputShape([batch], cell), { dtype: 'float', role: 'h' });
  const through =
    layer.kind === 'none'
      ? step
      : call.host.call(layer, [{ name: undefined, value: step, at: call.site }], call.site);
  const features = through.kind === 'tensor' ? shapeOf(through)?.at(-1) : undefined;
  const leading = isTimeFirst ? [unknownDim(), batch] : [batch, unknownDim()];
  const outputs = named(scene, {
    rnn_output: result(scene, features && [...leading, features], { dtype: 'float', role: 'sequence' }),
    sample_id: result(scene, leading, { dtype: 'int' }),
  });
  return tuple([outputs, cell.state(scene, batch), result(scene, [batch], { dtype: 'int' })]);
}

/** `state.clone(cell_state=given)`: the state with some parts in place of its own. */
const attentionState = (scene: Scene, parts: Readonly<Record<string, Value>>): Value =>
  named(scene, parts, {
    clone: nativeFunction('AttentionWrapperState.clone', call => {
      const given = call.args.flatMap(({ name, value }) =>
        name === undefined ? [] : [[name, value] as const],
      );
      return attentionState({ ...scene, site: call.site }, { ...parts, ...Object.fromEntries(given) });
    }),
  });

/** `AttentionWrapper(cell, mechanism, attention_layer_size)`: gives the attention, as wide as its layer or else as the memory. */
const AttentionWrapper = wrapperClass(
  MODULE,
  'AttentionWrapper',
  'cell, attention_mechanism, attention_layer_size=None, alignment_history=False, cell_input_fn=None, output_attention=True, initial_cell_state=None, name=None, **kwargs',
  ({ scene, bound }) => {
    const cell = cellOf(bound.value('cell'));
    const memory = factsOf(bound.value('attention_mechanism'))?.memory;
    const asked = bound.value('attention_layer_size');
    // Of several mechanisms, each with a layer of its own, the attentions are joined.
    if (asked.kind === 'list' || bound.value('attention_mechanism').kind === 'list') return undefined;
    const width =
      asked.kind === 'none' ? memory?.at(-1) : new Options(scene, bound).size('attention_layer_size');
    const given = asBool(bound.value('output_attention'));
    if (!cell || given === undefined || bound.keywords.length > 0) return undefined;
    return {
      output: given ? width && [width] : cell.output,
      state: (at, batch) => {
        const part = (last: Dim | undefined): Value => result(at, last && [batch, last], { dtype: 'float' });
        return attentionState(at, {
          cell_state: cell.state(at, batch),
          attention: part(width),
          alignments: part(memory?.at(-2)),
        });
      },
      build: (at, input, over) => {
        const features = input?.at(-1);
        return cell.build(
          at,
          input && features && width && bound.value('cell_input_fn').kind === 'none'
            ? [...input.slice(0, -1), add(features, width)]
            : undefined,
          over,
        );
      },
    };
  },
);

/** `tile_batch(t, multiplier)`: every row so many times. */
function tiled(call: Call): Value {
  const scene = sceneOf(call, 'tile_batch');
  const [given, times] = call.args;
  const by = times && asDim(times.value);
  const shape = given && shapeIn(given.value);
  const [batch, ...rest] = shape ?? [];
  return given?.value.kind === 'tensor'
    ? result(scene, batch && by && [multiply(batch, by), ...rest], {
        parents: [given.value],
        dtype: given.value.dtype,
      })
    : call.host.unknown('tiled states', call.site);
}

const CLASSES = [
  mechanism('BahdanauAttention'),
  mechanism('LuongAttention'),
  ...HELPERS,
  BasicDecoder,
  AttentionWrapper,
];

export const seq2seq = moduleOf(MODULE, {
  ...Object.fromEntries(CLASSES.map(type => [type.name, type])),
  dynamic_decode: nativeFunction(`${MODULE}.dynamic_decode`, decode),
  sequence_loss: nativeFunction(`${MODULE}.sequence_loss`, sequenceLoss),
  tile_batch: nativeFunction(`${MODULE}.tile_batch`, tiled),
});

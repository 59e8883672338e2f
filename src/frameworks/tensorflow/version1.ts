/** What only TensorFlow 1 (and `tf.compat.v1`) has: cells, what runs them, placeholders, variables by name. */
import type { Dim } from '../../shapes/index.ts';
import { result, scenesOf } from '../array/scene.ts';
import { flags } from '../flags.ts';
import { arrayFlavour, graphMembers } from '../keras/functions.ts';
import {
  asDim,
  asShape,
  bind,
  type Call,
  itemsOf,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  signature,
  type Value,
} from '../parts.ts';
import { CUDNN_COMPATIBLE_KINDS } from './contrib-kinds.ts';
import { crf } from './crf.ts';
import { CUDNN_CLASSES } from './cudnn-cells.ts';
import { FUSED_CELLS } from './fused-cells.ts';
import { fullyConnected, legacyLayers } from './legacy-layers.ts';
import { LEGACY_LOSS_FUNCTIONS } from './legacy-losses.ts';
import { legacySeq2seq } from './legacy-seq2seq.ts';
import { CELL_CLASSES, cellClass } from './rnn-cells.ts';
import { CONTRIB_FUNCTIONS, RNN_FUNCTIONS } from './rnn-functions.ts';
import { LSTMStateTuple } from './rnn-state.ts';
import { seq2seq } from './seq2seq.ts';
import { InteractiveSession, Session, takeFeeds } from './session.ts';
import { WRAPPER_CELLS } from './wrapper-cells.ts';

const rnnCell = moduleOf('tf.nn.rnn_cell', { ...CELL_CLASSES, LSTMStateTuple });
const contribRnn = moduleOf('tf.contrib.rnn', {
  ...CELL_CLASSES,
  LSTMStateTuple,
  static_rnn: RNN_FUNCTIONS.static_rnn,
  static_bidirectional_rnn: RNN_FUNCTIONS.static_bidirectional_rnn,
  ...CONTRIB_FUNCTIONS,
  ...Object.fromEntries([...WRAPPER_CELLS, ...FUSED_CELLS].map(type => [type.name, type])),
});
const cudnn = moduleOf(
  'tf.contrib.cudnn_rnn',
  Object.fromEntries(
    [...CUDNN_CLASSES, ...CUDNN_COMPATIBLE_KINDS.map(kind => cellClass(kind, 'tf.contrib.cudnn_rnn'))].map(
      type => [type.name, type],
    ),
  ),
);

const LOSSES_FLAVOUR = arrayFlavour('tensorflow', 'tf.losses');

const sceneOf = scenesOf('tensorflow');

/** `None` is a size that each run decides. */
function openSize({ host, site }: Call, axis: number): Dim {
  return host.freshSymbol(axis === 0 ? 'batch' : 'size', { ...site, start: site.start + axis });
}

const placeholder = nativeFunction('tf.placeholder', call => {
  const bound = bind(call, signature('dtype, shape=None, name=None'), 'tf.placeholder', 'tensorflow');
  const given = itemsOf(bound.value('shape'))?.map(asDim);
  const shape = given?.map((dim, i) => dim ?? openSize(call, i));
  const made = result(sceneOf(call, 'tf.placeholder'), shape, { role: 'input' });
  return takeFeeds(call.host, made, shape?.filter((_, i) => given?.[i] === undefined) ?? []);
});

const getVariable = nativeFunction('tf.get_variable', call => {
  const text = 'name, shape=None, dtype=None, initializer=None, *args, **kwargs';
  const bound = bind(call, signature(text), 'tf.get_variable', 'tensorflow');
  const value = bound.value('shape');
  const one = asDim(value);
  return result(sceneOf(call, 'tf.get_variable'), one ? [one] : asShape(value), {
    dtype: 'float',
    role: 'weight',
  });
});

/** Adds the names of TensorFlow 1 to the members of a module `tensorflow`. */
export function withVersion1(
  members: Record<string, Value | (() => Value)>,
  keras: ModuleValue,
): Record<string, Value | (() => Value)> {
  const { nn } = members;
  const own: Readonly<Record<string, Value>> = { ...RNN_FUNCTIONS, rnn_cell: rnnCell };
  return {
    ...members,
    ...(nn && typeof nn !== 'function' && nn.kind === 'module' && { nn: extended(nn, own) }),
    contrib: moduleOf('tf.contrib', {
      rnn: contribRnn,
      cudnn_rnn: cudnn,
      crf,
      seq2seq,
      legacy_seq2seq: legacySeq2seq,
      layers: moduleOf('tf.contrib.layers', { fully_connected: fullyConnected, linear: fullyConnected }),
    }),
    losses: () => moduleOf('tf.losses', graphMembers(LOSSES_FLAVOUR, LEGACY_LOSS_FUNCTIONS)),
    flags,
    app: moduleOf('tf.app', { flags }),
    layers: legacyLayers(host => keras.member(host, 'layers')),
    placeholder,
    Session,
    InteractiveSession,
    get_variable: getVariable,
  };
}

function extended(module: ModuleValue, own: Readonly<Record<string, Value>>): ModuleValue {
  return {
    ...module,
    names: () => [...(module.names?.() ?? []), ...Object.keys(own)],
    member: (host, name) => (Object.hasOwn(own, name) ? own[name] : module.member(host, name)),
  };
}

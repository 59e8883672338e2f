/** The module `keras` of one version, under all the names it is imported by. */

import { opaqueClass, opaqueFunction } from '../array/opaque.ts';
import { refuseMissing } from '../array/scene.ts';
import {
  type Call,
  type Host,
  int,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  type Value,
} from '../parts.ts';
import { activationsModule } from './activations.ts';
import { applicationsModule } from './applications/index.ts';
import { backendMembers, configMembers } from './backend.ts';
import { baseLayerClass } from './core/base-layer.ts';
import type { Flavour } from './core/flavour.ts';
import { inputClass, makeInput } from './core/input.ts';
import { layerClass } from './core/layer-class.ts';
import { datasetsModule } from './datasets.ts';
import { arrayFlavour, graphMembers } from './functions.ts';
import { initializersModule } from './initializers.ts';
import { missingNames, specsOf } from './layers/index.ts';
import { MERGE_FUNCTIONS } from './layers/merging.ts';
import { allowCustomNames } from './layers/names.ts';
import { lossesModule } from './loss-functions.ts';
import { metricsModule } from './metrics.ts';
import { missingMember } from './missing-member.ts';
import { loadModel, saveModel } from './models/saved-model.ts';
import { modelClass, sequentialClass } from './models/subclass.ts';
import { opsMembers, RANDOM } from './ops.ts';
import { TEXT } from './text.ts';
import { utilsMembers } from './utils.ts';

const MODULES = new Map<Flavour, ModuleValue>();

export function kerasModule(flavour: Flavour): ModuleValue {
  const known = MODULES.get(flavour);
  if (known) return known;
  const made = makeModule(flavour);
  MODULES.set(flavour, made);
  return made;
}

/** Module paths of other versions and of the source tree that lead to the same names. */
const SAME_AS_LAYERS =
  `recurrent core embeddings convolutional pooling wrappers normalization merge merging advanced_activations rnn lstm gru
  attention noise convolutional_recurrent cudnn_recurrent local recurrent_v2 embeddings_v2 regularization reshaping activation layers lstm_v1 dense
  bidirectional time_distributed simple_rnn normalization_v2 dense_attention experimental base_layer rnn_cell_impl`.split(
    /\s+/,
  );

const SAME_AS_KERAS = [
  'api',
  'src',
  '_v2',
  'v2',
  '_tf_keras',
  '_v1',
  'v1',
  'python',
  'keras',
  'legacy',
  '_legacy',
];

function makeModule(flavour: Flavour): ModuleValue {
  const model = modelClass(flavour);
  const sequential = sequentialClass(flavour);
  const input = nativeFunction(`${flavour.root}.Input`, call => makeInput(call, flavour));
  const bases = basesOf(flavour, input);
  const layers = layersModule(flavour, bases);
  const models = moduleOf('keras.models', {
    Model: model,
    Functional: model,
    Sequential: sequential,
    load_model: loadModel,
    save_model: saveModel,
    clone_model: opaqueFunction('keras.models.clone_model', 'a copy of a model'),
    model_from_json: opaqueFunction('keras.models.model_from_json', 'a model read from a file'),
    Input: input,
  });
  const topology = moduleOf('keras.engine', engineMembers(bases, models));
  const members: Record<string, Value | (() => Value)> = {
    layers,
    models,
    Model: model,
    Sequential: sequential,
    Input: input,
    Layer: bases.layer,
    InputSpec: bases.spec,
    random: () => moduleOf('keras.random', graphMembers(arrayFlavour('keras', 'keras.random'), RANDOM)),
    datasets: () => datasetsModule(),
    engine: topology,
    backend: () => moduleOf('keras.backend', backendMembers(flavour)),
    config: () => moduleOf('keras.config', configMembers(flavour)),
    ops: () => moduleOf('keras.ops', opsMembers(flavour)),
    utils: () => customUtils(flavour),
    saving: () => customUtils(flavour),
    preprocessing: () => preprocessing(flavour),
    activations: () => activationsModule(flavour),
    applications: () => applicationsModule(flavour, model),
    losses: () => lossesModule(flavour),
    optimizers: () => opaqueModule('keras.optimizers'),
    callbacks: () => opaqueModule('keras.callbacks'),
    initializers: () => initializersModule(flavour),
    regularizers: () => opaqueModule('keras.regularizers'),
    constraints: () => opaqueModule('keras.constraints'),
    metrics: () => metricsModule(flavour),
    __version__: () => ({ kind: 'string', value: undefined }),
  };
  const module = moduleOf('keras', members);
  return withAliases(module, SAME_AS_KERAS, () => module);
}

/** What user-defined layers are built on. */
interface Bases {
  readonly layer: Value;
  readonly spec: Value;
  readonly input: Value;
}

function basesOf(flavour: Flavour, input: Value): Bases {
  const spec = opaqueClass({ qualified: `${flavour.root}.layers.InputSpec`, framework: flavour.framework });
  return { layer: baseLayerClass(flavour), spec, input };
}

function engineMembers({ layer, spec, input }: Bases, models: ModuleValue): Record<string, Value> {
  const inner = moduleOf('keras.engine.topology', {
    Layer: layer,
    Input: input,
    InputSpec: spec,
  });
  return {
    topology: inner,
    base_layer: inner,
    input_layer: inner,
    training: models,
    sequential: models,
    Layer: layer,
    Input: input,
    InputSpec: spec,
  };
}

function withAliases(module: ModuleValue, names: readonly string[], target: () => Value): ModuleValue {
  return {
    ...module,
    member: (host, name) => module.member(host, name) ?? (names.includes(name) ? target() : undefined),
  };
}

function layersModule(flavour: Flavour, { layer: base, spec: inputSpec, input }: Bases): ModuleValue {
  const members: Record<string, Value | (() => Value)> = {
    Input: input,
    InputLayer: () => inputClass(flavour),
    InputSpec: inputSpec,
    Layer: base,
    Wrapper: baseLayerClass(flavour, 'Wrapper'),
    AbstractRNNCell: baseLayerClass(flavour, 'AbstractRNNCell'),
  };
  for (const spec of specsOf(flavour)) {
    const type = layerClass(spec, flavour);
    for (const name of [spec.name, ...(spec.aliases ?? [])]) members[name] = type;
  }
  for (const name of missingNames(flavour)) members[name] = missingMember(flavour, 'layers', name);
  for (const [name, layer] of Object.entries(MERGE_FUNCTIONS))
    members[name] = mergeFunction(members[layer], name, flavour);
  const module = moduleOf(`${flavour.root}.layers`, members);
  return withAliases(module, SAME_AS_LAYERS, () => module);
}

/** `layers.add([a, b])`: makes the layer and calls it. */
function mergeFunction(type: Value | (() => Value) | undefined, name: string, flavour: Flavour): Value {
  return nativeFunction(`keras.layers.${name}`, call => {
    if (!type || typeof type === 'function') return call.host.unknown(`the result of \`${name}\``, call.site);
    const [inputs, ...options] = call.args;
    const named =
      name === 'dot' || name === 'concatenate'
        ? nameSecond(options, name === 'dot' ? 'axes' : 'axis')
        : options;
    if (!inputs && !call.open) {
      const scene = { host: call.host, framework: 'keras', operation: name, site: call.site } as const;
      return refuseMissing(scene, 'inputs');
    }
    const isBare = name === 'dot' && flavour.name === 'keras3' && !call.open;
    const isShort = isBare && !named.some(argument => argument.name === 'axes');
    // Keras 3's function has a default that its layer has not.
    const last = { name: 'axes', value: int(-1), at: call.site };
    const layer = call.host.call(type, isShort ? [...named, last] : named, call.site);
    return inputs ? call.host.call(layer, [{ ...inputs, name: undefined }], call.site) : layer;
  });
}

function nameSecond(options: Call['args'], name: string): Call['args'] {
  return options.map((argument, i) =>
    i === 0 && argument.name === undefined ? { ...argument, name } : argument,
  );
}

/** Anything may be made of such a module; what is made has a class and no known attributes. */
function opaqueModule(name: string): ModuleValue {
  const classes = new Map<string, Value>();
  return {
    kind: 'module',
    name,
    member: (_host, member) => {
      if (!/^[A-Z]/.test(member)) return undefined;
      const known = classes.get(member);
      if (known) return known;
      const made = opaqueClass({ qualified: `${name}.${member}`, framework: 'keras' });
      classes.set(member, made);
      return made;
    },
  };
}

/** Functions that `keras.utils` has come to have with TensorFlow 2. */
const NOT_YET: ReadonlySet<string> = new Set(['pad_sequences', 'split_dataset', 'set_random_seed']);

/** Where a program registers objects of its own, names in strings may mean those. */
function customUtils(flavour: Flavour): ModuleValue {
  const module = moduleOf('keras.utils', utilsMembers(flavour));
  const inner = withAliases(module, ['np_utils', 'generic_utils', 'data_utils', 'vis_utils'], () => module);
  const isOld = flavour.name === 'keras2' || flavour.name === 'tf1';
  return {
    ...inner,
    member: (host, name) => {
      if (isCustom(host, name)) return undefined;
      return isOld && NOT_YET.has(name) ? missingMember(flavour, 'utils', name) : inner.member(host, name);
    },
  };
}

function isCustom(host: Host, name: string): boolean {
  const registers = /custom_object|register_keras_serializable|CustomObjectScope/.test(name);
  if (registers) allowCustomNames(host);
  return registers;
}

function preprocessing(flavour: Flavour): ModuleValue {
  const members = utilsMembers(flavour);
  const sequence = moduleOf('keras.preprocessing.sequence', members);
  return moduleOf('keras.preprocessing', {
    sequence,
    text: moduleOf('keras.preprocessing.text', TEXT),
    image: moduleOf('keras.preprocessing.image', {}),
    ...members,
  });
}

/** Binds a layer's constructor call as its version of Keras does: Python keywords, Keras 1 names, TensorFlow.js options objects. */
import {
  refuseArgument,
  refuseUnknown,
  type Scene,
  suspectArgument,
  type WrongArgument,
} from '../../array/scene.ts';
import {
  type Bound,
  bind,
  bindOptions,
  type Call,
  optionAt,
  type Signature,
  signature,
  type Value,
} from '../../parts.ts';
import { isOneSlip } from '../../slip.ts';
import type { LayerSpec } from './description.ts';
import type { Flavour } from './flavour.ts';
import { withKernelSize } from './legacy-kernels.ts';
import { declaringKeywords, withForgetBias } from './legacy-keywords.ts';
import { camelCase } from './options.ts';
import { unknownOptions } from './unknown-options.ts';

/** Keywords that every layer takes. */
const COMMON: Readonly<Record<Flavour['name'], readonly string[]>> = {
  keras3: ['activity_regularizer', 'trainable', 'dtype', 'autocast', 'name', 'input_dim', 'input_shape'],
  tf_keras: [
    ...['trainable', 'name', 'dtype', 'dynamic', 'input_dim', 'input_shape', 'batch_input_shape'],
    ...['batch_size', 'weights', 'activity_regularizer', 'autocast', 'implementation'],
  ],
  tf1: [
    ...['trainable', 'name', 'dtype', 'dynamic', 'input_dim', 'input_shape', 'batch_input_shape'],
    ...['batch_size', 'weights', 'activity_regularizer', 'autocast', 'implementation'],
  ],
  keras2: [
    'input_shape',
    'batch_input_shape',
    'batch_size',
    'dtype',
    'name',
    'trainable',
    'weights',
    'input_dtype',
  ],
  tfjs: [
    'input_shape',
    'batch_input_shape',
    'batch_size',
    'dtype',
    'name',
    'trainable',
    'weights',
    'input_d_type',
  ],
};

/** Keras 1 names, which Keras 2 translated where the layer has the new name (keras 2.2 legacy/interfaces.py). */
const RENAMED: Readonly<Record<string, string>> = {
  output_dim: 'units',
  nb_filter: 'filters',
  filter_length: 'kernel_size',
  subsample_length: 'strides',
  subsample: 'strides',
  stride: 'strides',
  border_mode: 'padding',
  dim_ordering: 'data_format',
  pool_length: 'pool_size',
  length: 'size',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  inner_activation: 'recurrent_activation',
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: 'implementation',
  bias: 'use_bias',
  p: 'rate',
  sigma: 'stddev',
};

/** Those of them that some layers only translated, though others have the new name as well. */
const RENAMED_ONLY: Readonly<Record<string, RegExp>> = {
  filter_length: /^(Conv|LocallyConnected)1D$/,
  subsample_length: /^(Conv|LocallyConnected)1D$/,
  subsample: /^(Conv[23]D|Conv2DTranspose|SeparableConv2D|LocallyConnected2D|ConvLSTM2D)$/,
  stride: /^(Max|Average)Pooling1D$/,
  pool_length: /^(Max|Average)Pooling1D$/,
  length: /^UpSampling1D$/,
};

/** How many arguments Keras 2.0 to 2.3 takes by position, where that is fewer than there are (`allowed_positional_args` of legacy/interfaces.py). */
const POSITIONAL: readonly [pattern: RegExp, most: number][] = [
  [/^BatchNormalization$/, 0],
  [/^(Dense|PReLU|Gaussian(Noise|Dropout)|UpSampling.D|ZeroPadding[23]D|Cropping[23]D|SpatialDropout.D)$/, 1],
  [/^(Embedding|Lambda|Conv.D|Conv2DTranspose|SeparableConv2D|LocallyConnected.D|ConvLSTM2D)$/, 2],
  [/^(Dropout|(Max|Average)Pooling.D)$/, 3],
];

function byPosition(wanted: Signature, { name }: LayerSpec, flavour: Flavour): Signature {
  const most =
    flavour.name === 'keras2' ? POSITIONAL.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  if (most === undefined) return wanted;
  const parameters = wanted.parameters.map((parameter, i) =>
    i < most ? parameter : { ...parameter, keywordOnly: true },
  );
  return { ...wanted, parameters };
}

/** undefined: the call is refused, which has been stated. */
export function bindLayer(call: Call, spec: LayerSpec, flavour: Flavour, scene: Scene): Bound | undefined {
  const wanted = byPosition(signature(spec.signatures?.[flavour.name] ?? spec.signature), spec, flavour);
  if (flavour.options) return bindObject(call, wanted, spec, scene);
  const translated = flavour.name === 'keras2' ? translate(call, wanted, spec) : call;
  const bound = bind(translated, wanted, spec.name, flavour.framework);
  if (bound.refused) return undefined;
  const accepted = [
    ...COMMON[flavour.name],
    ...(spec.keywords ?? []),
    ...(flavour.name === 'keras2' ? declaringKeywords(scene.host, spec.name, call) : []),
    ...(flavour.name === 'keras3' ? [] : (spec.oldKeywords ?? [])),
    ...(spec.recurrent ? recurrentKeywords(spec, flavour) : []),
  ];
  const laidOut = flavour.name === 'tf_keras' && !spec.recurrent ? layoutsOf(bound.names) : [];
  const known = new Set([...accepted, ...laidOut]);
  const unknown = bound.keywords.find(argument => !known.has(argument.name ?? ''));
  if (!unknown) return bound;
  refuseUnknown(scene, unknown, [...bound.names, ...accepted]);
  return undefined;
}

/** How each weight lies on several devices (`allow_initializer_layout` of tf_keras/src/dtensor/utils.py). */
const layoutsOf = (names: readonly string[]): readonly string[] =>
  names.flatMap(name => (name.endsWith('_initializer') ? [name.replace(/_initializer$/, '_layout')] : []));

/** Recurrent layers take a few keywords of old; of the cells those with gates do. */
function recurrentKeywords(spec: LayerSpec, flavour: Flavour): readonly string[] {
  const isGated = /^(LSTM|GRU)/.test(spec.name);
  if (/Cells?$/.test(spec.name)) return isGated && flavour.name === 'keras3' ? ['implementation'] : [];
  if (flavour.name === 'keras3') {
    return isGated ? ['zero_output_for_mask', 'implementation'] : ['zero_output_for_mask'];
  }
  if (flavour.name === 'keras2') return ['implementation'];
  const ofAll = ['input_dim', 'input_length', 'implementation'];
  const seed = isGated && flavour.name === 'tf_keras' ? ['seed'] : [];
  return [...ofAll, ...seed, 'time_major', 'zero_output_for_mask', 'enable_caching_device'];
}

function translate(asked: Call, wanted: Signature, spec: LayerSpec): Call {
  const call = withForgetBias(withKernelSize(asked, spec.name), spec.name);
  const has = (name: string) => wanted.parameters.some(parameter => parameter.name === name);
  const renames = { ...RENAMED, ...spec.legacy };
  const args = call.args.map(argument => {
    const isOther = argument.name !== undefined && !has(argument.name);
    // A recurrent layer had no `bias` of old.
    const isNew = argument.name === 'bias' && spec.recurrent;
    const isOfOthers = RENAMED_ONLY[argument.name ?? '']?.test(spec.name) === false;
    const next = isOther && !isNew && !isOfOthers ? renames[argument.name ?? ''] : undefined;
    return next !== undefined && has(next) ? { ...argument, name: next } : argument;
  });
  return { ...call, args };
}

/** `super(config)` of a layer of the user's in TensorFlow.js: an object of options, of which some are the user's own. */
export function bindConfig(call: Call): Bound {
  const parameters = COMMON.tfjs.map(name => ({
    name: camelCase(name),
    default: undefined,
    keywordOnly: false,
  }));
  return bindOptions(call, { parameters, morePositional: false, moreKeywords: true });
}

function bindObject(call: Call, wanted: Signature, spec: LayerSpec, scene: Scene): Bound | undefined {
  const names = [
    ...wanted.parameters.map(parameter => parameter.name),
    ...COMMON.tfjs,
    ...(spec.keywords ?? []),
  ];
  const defaults = new Map(wanted.parameters.map(parameter => [parameter.name, parameter.default]));
  const parameters = [...new Set(names)].map(name => ({
    name: camelCase(name),
    default: defaults.get(name),
    keywordOnly: false,
  }));
  const needsOne = wanted.parameters.some(parameter => parameter.default === undefined);
  const [first] = call.args;
  if (needsOne && !call.open && isNoObject(first?.value.kind)) {
    const noObject: WrongArgument = {
      parameter: 'args',
      aspect: 'type',
      allowed: 'an object of options',
      at: first?.at ?? call.site,
    };
    if (!RUNS_WITHOUT.test(spec.name) || !first || first.value.kind === 'none') {
      refuseArgument(scene, noObject);
      return undefined;
    }
    suspectArgument(scene, noObject);
  }
  const open = call.open || mayHoldMore(first?.value);
  return bindOptions({ ...call, open }, { parameters, morePositional: false, moreKeywords: true });
}

/**
 * What they read off anything but an object is undefined, which the constructor does not mind and which leaves their input as it is: a rate of
 * `dropout(0.2)` is none (exports_layers.ts and layers/core.ts, layers/noise.ts of tfjs-layers).
 */
const RUNS_WITHOUT = /^(Activation|(Alpha|Gaussian|Spatial)?Dropout(1D)?|GaussianNoise)$/;

/** `{ units: 5, ...others }`, or an object that is not known: what is not seen in it may be there. */
function mayHoldMore(options: Value | undefined): boolean {
  return (
    options?.kind === 'unknown' || (options?.kind === 'dict' && options.entries.value.rest !== undefined)
  );
}

/**
 * Unknown options are ignored in silence: one that is nearly a known one is a slip. `missing`: options that the call was refused for lacking, which
 * says the same.
 */
export function suspectMisspelt(scene: Scene, { call, names }: Bound, missing: readonly string[]): void {
  const [object] = call.args;
  if (object?.value.kind !== 'dict') return;
  for (const name of unknownOptions(call, names)) {
    const meant = names.find(other => isNearly(name, other));
    if (!meant || missing.includes(meant)) continue;
    scene.host.suspect({
      kind: 'argument',
      aspect: 'unknown',
      parameter: name,
      framework: scene.framework,
      operation: scene.operation,
      at: optionAt(object, name),
      allowed: undefined,
      given: undefined,
      known: [meant, ...names],
    });
  }
}

/** Equal but for case, underscores and a last letter; long names but for any one letter. */
function isNearly(name: string, known: string): boolean {
  const [a = '', b = ''] = [name, known].map(text => text.toLowerCase().replaceAll('_', ''));
  const isLong = Math.min(a.length, b.length) >= SHORTEST_SLIP;
  return a === b || `${a}s` === b || a === `${b}s` || (isLong && isOneSlip(a, b));
}

/** Shorter names that are nearly alike may well be two. */
const SHORTEST_SLIP = 6;

const isNoObject = (kind: string | undefined) =>
  kind === undefined || ['number', 'string', 'bool', 'none', 'list', 'native', 'function'].includes(kind);

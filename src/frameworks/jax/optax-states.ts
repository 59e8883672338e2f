/**
 * What optimisers of Optax keep between steps: named tuples of numbers and of trees that look like the parameters.
 * https://optax.readthedocs.io/en/latest/api/transformations.html, optax/_src/transform.py, alias.py
 */
import { instance, opaqueClass } from '../array/opaque.ts';
import { result, type Scene, scenesOf } from '../array/scene.ts';
import {
  asBool,
  asString,
  beside,
  type Call,
  dict,
  itemsOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  shapeOf,
  tuple,
  type Value,
} from '../parts.ts';
import { isCallable } from './calling.ts';
import { mapTree, namedTuple } from './trees.ts';

const sceneOf = scenesOf('jax');

/** The state of a transformation before its first step. */
type InitialState = (scene: Scene, params: Value) => Value;

/** Fields of a state that are a number; the others look like the parameters. */
const NUMBERS: ReadonlySet<string> = new Set(['count', 'mini_step', 'gradient_step']);

const number = (scene: Scene): Value => result(scene, [], { dtype: 'int' });

const alike = (scene: Scene, params: Value): Value =>
  mapTree(params, leaf =>
    leaf.kind === 'tensor'
      ? result(scene, shapeOf(leaf), { parents: [leaf], dtype: leaf.dtype })
      : leaf.kind === 'number'
        ? result(scene, [], { dtype: 'float' })
        : leaf,
  );

/** 'ScaleByAdamState(count, mu, nu)'; what `inner` gives are fields beside those. */
function stateOf(text: string, inner: Readonly<Record<string, InitialState>> = {}): InitialState {
  const [name = '', fields = ''] = text.split(/[()]/);
  const type = opaqueClass({ qualified: `optax.${name}`, framework: 'jax' });
  return (scene, params) =>
    namedTuple(scene.host, type, scene.site, {
      ...Object.fromEntries(
        (fields.match(/\w+/g) ?? []).map(field => [
          field,
          NUMBERS.has(field) ? number(scene) : alike(scene, params),
        ]),
      ),
      ...Object.fromEntries(Object.entries(inner).map(([field, of]) => [field, of(scene, params)])),
    });
}

const EMPTY = stateOf('EmptyState');
const SCHEDULED = stateOf('ScaleByScheduleState(count)');
const ADAM = stateOf('ScaleByAdamState(count, mu, nu)');
const BELIEF = stateOf('ScaleByBeliefState(count, mu, nu)');
const AMSGRAD = stateOf('ScaleByAmsgradState(count, mu, nu, nu_max)');
const LION = stateOf('ScaleByLionState(count, mu)');
const RMS = stateOf('ScaleByRmsState(nu)');
const DEVIATION = stateOf('ScaleByRStdDevState(mu, nu)');
const SQUARES = stateOf('ScaleByRssState(sum_of_squares)');
const DELTA = stateOf('ScaleByAdaDeltaState(e_g, e_x)');
const TRACE = stateOf('TraceState(trace)');
const AVERAGE = stateOf('EmaState(count, ema)');

const LOST: InitialState = ({ host, site }) => host.unknown('the state of an optimiser', site);

const together =
  (states: readonly InitialState[]): InitialState =>
  (scene, params) =>
    tuple(states.map(state => state(scene, params)));

/** What a transformation begins with, as far as it is known. */
const INITIAL = beside<NativeValue, InitialState>();

const initialOf = (transformation: Value | undefined): InitialState =>
  (transformation?.kind === 'native' ? INITIAL.get(transformation) : undefined) ?? LOST;

const TRANSFORMATION: NativeClass = opaqueClass({
  qualified: 'optax.GradientTransformation',
  framework: 'jax',
});

function transformation({ host, site }: Call, state: InitialState): NativeValue {
  const made = instance(host, TRANSFORMATION, site, {
    attribute: (_host, name) => (name === 'init' ? init : METHODS[name]),
  });
  const init = nativeFunction('optax.init', call =>
    call.args[0] ? state(sceneOf(call, 'init'), call.args[0].value) : LOST(sceneOf(call, 'init'), NONE),
  );
  INITIAL.set(made, state);
  return made;
}

const METHODS: Readonly<Record<string, Value>> = {
  /** Updates look like the gradients, and a state like the one before. */
  update: nativeFunction('optax.update', call => {
    const [updates, state] = ['updates', 'state'].map((name, i) => argument(call, name, i));
    return tuple([updates ?? NONE, state ?? LOST(sceneOf(call, 'update'), NONE)]);
  }),
};

const argument = ({ args }: Call, name: string, position: number): Value | undefined =>
  (args.find(a => a.name === name) ?? args.filter(a => a.name === undefined)[position])?.value;

/** A rate that is a function counts the steps. */
function rateOf(call: Call): InitialState {
  const rate = argument(call, 'learning_rate', 0);
  if (rate?.kind === 'number' || rate?.kind === 'tensor') return EMPTY;
  return rate && isCallable(rate) === true ? SCHEDULED : LOST;
}

/** Weights that a mask names are made smaller, or all. */
const decayOf = (call: Call, position = Number.POSITIVE_INFINITY): InitialState => {
  const mask = argument(call, 'mask', position);
  return !mask || mask.kind === 'none' ? EMPTY : stateOf('MaskedState', { inner_state: EMPTY });
};

const momentumOf = (call: Call, position: number): InitialState => {
  const momentum = argument(call, 'momentum', position);
  if (!momentum || momentum.kind === 'none') return EMPTY;
  return momentum.kind === 'number' ? TRACE : LOST;
};

type Parts = (call: Call) => readonly InitialState[];

const scaledBy =
  (state: InitialState): Parts =>
  call => [state, rateOf(call)];
const decayedBy =
  (state: InitialState): Parts =>
  call => [state, decayOf(call), rateOf(call)];

/** Optimisers are chains: what each part of them keeps. */
const CHAINS: Readonly<Record<string, Parts>> = {
  adam: scaledBy(ADAM),
  nadam: scaledBy(ADAM),
  radam: scaledBy(ADAM),
  adamax: scaledBy(ADAM),
  yogi: scaledBy(ADAM),
  adabelief: scaledBy(BELIEF),
  amsgrad: scaledBy(AMSGRAD),
  adagrad: scaledBy(SQUARES),
  adamw: decayedBy(ADAM),
  nadamw: decayedBy(ADAM),
  adamaxw: decayedBy(ADAM),
  lion: decayedBy(LION),
  lamb: call => [ADAM, decayOf(call), EMPTY, rateOf(call)],
  adadelta: call => [EMPTY, DELTA, rateOf(call)],
  sgd: call => [momentumOf(call, 1), rateOf(call)],
  rmsprop: call => [centredOf(call), rateOf(call), momentumOf(call, 6)],
};

function centredOf(call: Call): InitialState {
  const [centred, corrected] = [argument(call, 'centered', 5), argument(call, 'bias_correction', 8)];
  if (corrected || (centred && asBool(centred) === undefined)) return LOST;
  return centred && asBool(centred) ? DEVIATION : RMS;
}

const PLAIN: Readonly<Record<string, InitialState>> = {
  scale_by_adam: ADAM,
  scale_by_radam: ADAM,
  scale_by_yogi: ADAM,
  scale_by_belief: BELIEF,
  scale_by_amsgrad: AMSGRAD,
  scale_by_lion: LION,
  scale_by_rss: SQUARES,
  scale_by_schedule: SCHEDULED,
  trace: TRACE,
  ema: AVERAGE,
  ...Object.fromEntries(
    (
      'clip clip_by_global_norm clip_by_block_rms adaptive_grad_clip scale scale_by_trust_ratio identity set_to_zero ' +
      'centralize keep_params_nonnegative normalize_by_update_norm scale_by_sign'
    )
      .split(' ')
      .map(name => [name, EMPTY]),
  ),
};

/** Each keeps its own. */
const chained = (call: Call): Value =>
  transformation(
    call,
    call.open || call.args.some(({ name }) => name !== undefined)
      ? LOST
      : together(call.args.map(({ value }) => initialOf(value))),
  );

/** `named_chain(('clip', clip(1.0)), ('adam', adam(1e-3)))`: states by name. */
function namedChain(call: Call): Value {
  const parts = call.args.map(({ value }) => itemsOf(value) ?? []);
  const names = parts.map(([name]) => name && asString(name));
  const states = parts.map(([, part]) => initialOf(part));
  const isKnown = !call.open && names.every(name => name !== undefined);
  return transformation(
    call,
    isKnown
      ? (scene, params) =>
          dict(names.map((name, i) => [String(name), (states[i] ?? LOST)(scene, params)] as const))
      : LOST,
  );
}

/** `MultiSteps(adam(1e-3), 4)` adds gradients up between the steps. */
const multiSteps = (call: Call): Value =>
  transformation(
    call,
    stateOf('MultiStepsState(mini_step, gradient_step)', {
      inner_opt_state: initialOf(argument(call, 'opt', 0)),
      acc_grads: alike,
      skip_state: LOST,
    }),
  );

/** `inject_hyperparams(adam)(learning_rate=1e-3)`: numbers among the arguments are kept in the state; those that are left out have defaults. */
const injected = (call: Call): Value => {
  const [factory] = call.args;
  return nativeFunction('optax.inject_hyperparams', made => {
    const inner = factory ? made.host.call(factory.value, made.args, made.site, made.open) : NONE;
    const numbers = made.args.filter(a => a.name !== undefined && a.value.kind === 'number');
    return transformation(
      made,
      stateOf('InjectStatefulHyperparamsState(count)', {
        hyperparams: scene =>
          dict(
            numbers.map(({ name }) => [String(name), result(scene, [], { dtype: 'float' })] as const),
            scene.host.unknown('a parameter of an optimiser', scene.site),
          ),
        hyperparams_states: LOST,
        inner_state: initialOf(inner),
      }),
    );
  });
};

/** Those of whose states no more is known than that there are some. */
const OTHERS =
  'lars novograd noisy_sgd adafactor adan sm3 add_noise apply_if_finite lookahead masked multi_transform partition stateless zero_nans';

const of = (name: string, make: (call: Call) => Value): readonly [string, Value] => [
  name,
  nativeFunction(`optax.${name}`, make),
];

export const TRANSFORMATIONS: Readonly<Record<string, Value>> = Object.fromEntries([
  ...Object.entries(CHAINS).map(([name, parts]) =>
    of(name, call => transformation(call, call.open ? LOST : together(parts(call)))),
  ),
  ...Object.entries(PLAIN).map(([name, state]) => of(name, call => transformation(call, state))),
  ...OTHERS.split(' ').map(name => of(name, call => transformation(call, LOST))),
  of('add_decayed_weights', call => transformation(call, decayOf(call, 1))),
  of('scale_by_learning_rate', call => transformation(call, rateOf(call))),
  of('scale_by_rms', call => transformation(call, argument(call, 'bias_correction', 4) ? LOST : RMS)),
  of('scale_by_stddev', call =>
    transformation(call, argument(call, 'bias_correction', 4) ? LOST : DEVIATION),
  ),
  of('chain', chained),
  of('named_chain', namedChain),
  of('MultiSteps', multiSteps),
  of('inject_hyperparams', injected),
]);

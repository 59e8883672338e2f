/**
 * Bidirectional: the given layer forwards, a second one of the same configuration backwards, and what is made of both.
 * Source: keras/src/layers/rnn/bidirectional.py. Keras 3 describes the output with twice the forward layer's size, whatever the backward layer is.
 */
import { add, type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands } from '../../array/scene.ts';
import {
  asInt,
  asString,
  bool,
  type Conflict,
  type Host,
  itemsOf,
  type NativeValue,
  NONE,
  shapeOf,
  string,
  type TensorValue,
  type Value,
  type Weight,
} from '../../parts.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import { tensorsIn } from '../core/graph.ts';
import { quiet, unsuspecting } from '../core/hosts.ts';
import { differs } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { type KerasLayer, layerOf } from '../core/registry.ts';
import { output, several } from '../core/tensors.ts';
import { refusesMixed } from './initial-state.ts';

const MODES = ['sum', 'mul', 'ave', 'concat'];

export const BIDIRECTIONAL: LayerSpec = {
  name: 'Bidirectional',
  signature: "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs",
  signatures: {
    keras2: "layer, merge_mode='concat', weights=None, **kwargs",
    tfjs: "layer, merge_mode='concat'",
  },
  recurrent: true,
  bases: ['Wrapper'],
  make,
};

interface Pair {
  readonly forward: KerasLayer;
  readonly backward: KerasLayer;
  /** undefined: one of the modes, but not known which; null: both outputs apart. */
  readonly mode: string | null | undefined;
  /** The backward layer was given. */
  readonly isMixed: boolean;
}

function make(options: Options): LayerDescription | undefined {
  const given = options.value('layer');
  const mode = mergeMode(options);
  if (isNoLayer(given, options)) options.refuse('layer', 'a recurrent layer', 'type');
  const forward = layerOf(given);
  if (options.isRefused) return undefined;
  const backward = backwardOf(options, forward);
  if (!forward || !backward) return unknownPair();
  if (!agree(options, forward.value, backward.value)) return undefined;
  return description({ forward, backward, mode, isMixed: options.isGiven('backward_layer') }, options);
}

function mergeMode(options: Options): Pair['mode'] {
  const value = options.value('merge_mode');
  if (value.kind === 'none') return null;
  const mode = asString(value);
  const isNoText = value.kind === 'number' || value.kind === 'bool' || value.kind === 'list';
  if (isNoText || (mode !== undefined && !MODES.includes(mode)))
    options.refuse('merge_mode', "'sum', 'mul', 'ave', 'concat' or None");
  return mode;
}

function isNoLayer(value: Value, { flavour }: Options): boolean {
  if (['number', 'string', 'bool', 'none', 'native-class', 'list', 'tensor'].includes(value.kind))
    return true;
  const facts = value.kind === 'native' ? value.layer : undefined;
  const isRunning = facts?.recurrent && !/^Bidirectional$|Cells?$/.test(facts.type);
  return (
    facts !== undefined && flavour.name !== 'tfjs' && !isRunning && layerOf(value)?.description !== undefined
  );
}

function backwardOf(options: Options, forward: KerasLayer | undefined): KerasLayer | undefined {
  if (options.isGiven('backward_layer')) return layerOf(options.value('backward_layer'));
  const name = string(`backward_${forward?.name ?? 'layer'}`);
  const change: Record<string, Value> = options.flavour.options
    ? { name }
    : { name, go_backwards: bool(true) };
  const clone = forward?.clone?.(options.scene.host, change);
  return layerOf(clone) ?? forward;
}

/** What the two layers agree in, and what is asked of both together: `bidirectional.return_state`. */
const COMMON = ['stateful', 'return_sequences', 'return_state'];

/** Keras compares the two layers where they are put together. */
function agree(options: Options, forward: NativeValue, backward: NativeValue): boolean {
  if (!options.isGiven('backward_layer')) return isForwards(options, forward);
  const [a, b] = [forward.layer?.flags, backward.layer?.flags];
  const reversed = [a?.get('go_backwards'), b?.get('go_backwards')];
  const { host, site } = options.scene;
  // None is compared with `==` too, and so is not False.
  const isNone = [forward, backward].map(one => host.attribute(one, 'go_backwards', site).kind === 'none');
  if (reversed[0] !== undefined && reversed[0] === reversed[1] && isNone[0] === isNone[1])
    options.refuse('backward_layer', 'a layer with the other `go_backwards`');
  for (const name of COMMON) {
    const [x, y] = [a?.get(name), b?.get(name)];
    if (x !== undefined && y !== undefined && x !== y)
      options.refuse('backward_layer', `a layer with the same \`${name}\` as the forward layer`);
  }
  return !options.isRefused;
}

/** Keras 3 makes the second layer run backwards, whichever way the first one runs. */
function isForwards(options: Options, forward: NativeValue): boolean {
  const { host, site } = options.scene;
  // Compared with `==`: what is only taken for true ('yes', 2) is not equal to True.
  const given = host.attribute(forward, 'go_backwards', site);
  const isTrue = given.kind === 'bool' ? given.value === true : isOne(given);
  if (options.flavour.name === 'keras3' && isTrue)
    options.refuse('layer', 'a layer with `go_backwards=False`');
  return !options.isRefused;
}

const isOne = (value: Value): boolean => value.kind === 'number' && (asInt(value) === 1 || value.float === 1);

function unknownPair(): LayerDescription {
  return {
    ranks: { least: 3 },
    outputs: use => use.host.unknown('the result of a Bidirectional around an unknown layer', use.site),
  };
}

function description(pair: Pair, { flavour, scene: { host, site } }: Options): LayerDescription {
  const { forward, backward } = pair;
  const facts = forward.value.layer;
  return {
    units: facts?.units,
    cell: facts?.cell && { ...facts.cell, bidirectional: true },
    inner: pair.isMixed ? [forward.value, backward.value] : [forward.value],
    flags: Object.fromEntries(facts?.flags ?? []),
    ranks: forward.description?.ranks,
    sized: forward.description?.sized,
    spatial: forward.description?.spatial,
    listIsState: true,
    call: 'inputs, initial_state',
    weights: shapes => [...prefixed(forward, 'forward', shapes), ...prefixed(backward, 'backward', shapes)],
    outputs: use => run(use, pair),
    attributes: {
      forward_layer: forward.value,
      backward_layer: backward.value,
      ...(flavour.name !== 'keras3' && { layer: forward.value }),
      ...Object.fromEntries(COMMON.map(name => [name, host.attribute(forward.value, name, site)])),
    },
  };
}

function prefixed(layer: KerasLayer, prefix: string, shapes: readonly Shape[]): readonly Weight[] {
  const plain = layer.name.replace(/^(forward|backward)_/, '');
  const weights = layer.description?.weights?.(shapes) ?? [];
  return weights.map(weight => ({ ...weight, name: `${prefix}_${plain}.${weight.name}` }));
}

function run(use: Use, pair: Pair): Outcome {
  const states = refusesMixed(use) ? null : halves(use);
  if (states === null) return { value: refused(use) };
  const isSame = pair.forward === pair.backward;
  const own = ofBoth(use);
  const forward = runOne(use, own, pair.forward, states?.[0]);
  // States of its own may be wrong where the others are right.
  const isHeard = states !== undefined && forward.kind !== 'unknown';
  // The second layer finds the same mistakes as the first: once is enough.
  const host = isHeard ? unsuspecting(own) : quiet(use.host);
  const backward = isSame ? forward : runOne(use, host, pair.backward, states?.[1]);
  const [y, ...h] = tensorsIn(forward);
  const [z, ...k] = tensorsIn(backward);
  if (isHeard && backward.kind === 'unknown') return { value: backward };
  if (!y || !z || forward.kind === 'unknown') return { value: forward };
  const merged = merge(use, pair, y, z);
  if (!merged) return { value: refused(use) };
  const built = pair.forward.value.layer?.built.value;
  const facts = {
    step: built?.step,
    steps: built?.steps,
    inputSize: built?.inputSize,
    states: [...named(pair.forward, 'forward'), ...named(pair.backward, 'backward')],
  };
  // While a model is described, the backward layer's states are said to be as the forward layer's (`compute_output_shape`).
  const backwardStates = use.symbolic ? h : k;
  const all = [
    ...merged,
    ...[...h, ...backwardStates].map(state => output(use, shapeOf(state), state.source.role)),
  ];
  return { value: all.length === 1 && all[0] ? all[0] : several(use.flavour, all), ...facts };
}

function named(layer: KerasLayer, prefix: string) {
  return (layer.value.layer?.built.value.states ?? []).map(state => ({
    ...state,
    name: `${prefix}_${state.name}`,
  }));
}

/** A number of states that one direction finds wrong is told of the states that were given for both. */
function ofBoth(use: Use): Host {
  const given = itemsOf(use.argument('initial_state')?.value ?? NONE)?.length;
  const told = (conflict: Conflict): Conflict =>
    conflict.kind === 'initial-state' && conflict.aspect === 'count' && given !== undefined
      ? {
          ...conflict,
          operation: use.operation,
          layer: use.layer,
          expectedCount: 2 * (conflict.expectedCount ?? 1),
          actualCount: given,
        }
      : conflict;
  const { host } = use;
  return {
    ...host,
    refuse: conflict => host.refuse(told(conflict)),
    suspect: conflict => host.suspect(told(conflict)),
    suspectAtEnd: (conflict, isSo) => host.suspectAtEnd(told(conflict), isSo),
  };
}

function runOne(use: Use, host: Host, layer: KerasLayer, states: Value | undefined): Value {
  const [input] = use.inputs;
  const value = input?.tensor ?? host.unknown('an input', use.site);
  const mask = use.argument('mask');
  const args = [
    { name: undefined, value, at: input?.at ?? use.site },
    ...(mask ? [{ ...mask, name: 'mask' }] : []),
  ];
  const given = states
    ? [...args, { name: 'initial_state', value: states, at: use.argument('initial_state')?.at ?? use.site }]
    : args;
  return layer.run({ host, site: use.site, args: given, open: use.open });
}

/** Each direction gets half of the states; null: their number is odd, which has been stated. */
function halves(use: Use): readonly [Value, Value] | undefined | null {
  const given = use.argument('initial_state');
  const items = given && itemsOf(given.value);
  if (!given || !items) return undefined;
  if (items.length % 2 > 0) {
    if (use.flavour.checks !== 'build') return undefined;
    refuseArgument(use, {
      parameter: 'initial_state',
      aspect: 'value',
      allowed: 'an even number of states: half for each direction',
      at: given.at,
    });
    return null;
  }
  const half = items.length / 2;
  return [listValue(use, items.slice(0, half)), listValue(use, items.slice(half))];
}

const listValue = (use: Use, items: readonly Value[]): Value =>
  several({ ...use.flavour, results: 'list' }, items);

function merge(
  use: Use,
  { mode, isMixed }: Pair,
  y: TensorValue,
  z: TensorValue,
): readonly TensorValue[] | undefined {
  const [a, b] = [shapeOf(y), shapeOf(z)];
  const role = y.source.role;
  // Keras 3 describes both by the forward layer.
  const isDescribed = use.symbolic && use.flavour.name === 'keras3';
  if (mode === null) return [output(use, a, role), output(use, isDescribed ? a : b, role)];
  if (!a || !b || mode === undefined) return [output(use, undefined, role)];
  const [m, n] = [a[a.length - 1], b[b.length - 1]];
  if (!m || !n) return [output(use, undefined, role)];
  if (mode === 'concat') return [output(use, [...a.slice(0, -1), doubled(use, isMixed, m, n)], role)];
  if (differs(m, n, false) && !use.symbolic) {
    const axis = a.length - 1;
    const operands = [y, z].map((tensor, i) => ({
      role: i === 0 ? 'forward' : 'backward',
      shape: shapeOf(tensor),
      tensor,
      at: use.site,
    }));
    refuseOperands(use, operands, {
      kind: 'dims',
      left: { operand: 0, axis, dim: m },
      right: { operand: 1, axis, dim: n },
    });
    return undefined;
  }
  return [output(use, a, role)];
}

function doubled(use: Use, isMixed: boolean, m: Dim, n: Dim): Dim {
  return use.symbolic || !isMixed ? multiply(size(2), m) : add(m, n);
}

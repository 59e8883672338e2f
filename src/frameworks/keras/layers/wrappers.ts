/** TimeDistributed, which runs a layer at every step, and Lambda, which runs a function. */
import { constantOf, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, refuseRank } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  asDim,
  type Conflict,
  type Host,
  itemsOf,
  type NativeValue,
  type ObjectValue,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { shapeValue } from '../core/attributes.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { replay, tensorsIn } from '../core/graph.ts';
import { quiet } from '../core/hosts.ts';
import { isNone } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { type KerasLayer, layerOf } from '../core/registry.ts';
import { output, several } from '../core/tensors.ts';
import { unchanged } from './shaped.ts';

function timeDistributed(options: Options): LayerDescription | undefined {
  const given = options.value('layer');
  const inner = layerOf(given);
  if (!inner && ['number', 'string', 'bool', 'none', 'tensor', 'native-class', 'list'].includes(given.kind)) {
    options.refuse('layer', 'a layer', 'type');
    return undefined;
  }
  return {
    units: inner?.value.layer?.units,
    single: true,
    inner: inner ? ownedBy(inner) : [],
    // The weights are the inner layer's, which its own call has made by now.
    weights: shapes => (inner ? ownWeights(options, given, shapes) : []),
    outputs: use => distribute(use, given),
    attributes: { layer: given },
  };
}

/** The layer itself; of a model, all layers in it. */
function ownedBy(inner: KerasLayer): readonly NativeValue[] {
  return (
    inner.layers?.().flatMap(layer => {
      const known = layerOf(layer);
      return known ? ownedBy(known) : [layer];
    }) ?? [inner.value]
  );
}

/** Builds the inner layer for one step, and takes its weights. */
function ownWeights(options: Options, given: Value, [shape]: readonly Shape[]) {
  const layer = layerOf(given);
  const [batch, , ...rest] = shape ?? [];
  if (!layer || !batch || rest.length === 0) return [];
  const { host, site } = options.scene;
  if (!layer.weights()) {
    const step = tensor(host, {
      framework: layer.flavour.framework,
      shape: [batch, ...rest],
      source: { operation: 'one step', site },
    });
    if (layer.description || layer.layers)
      layer.run({ host: quiet(host), site, args: [{ name: undefined, value: step, at: site }], open: false });
  }
  return layer.weights() ?? [];
}

function distribute(use: Use, given: Value): Value {
  const [input] = use.inputs;
  const { shape } = input ?? {};
  const [batch, steps, ...rest] = shape ?? [];
  if (input && shape && shape.length < 3 && use.flavour.name === 'keras3')
    return refuseRank(use, input, [3], ['batch', 'steps', 'features']);
  if (!input || !batch || !steps) return use.host.unknown('the result of `TimeDistributed`', use.site);
  if (rest.length === 0) return refuseRank(use, input, [3], ['batch', 'steps', 'features']);
  if (use.flavour.name === 'keras3' && !use.graph && constantOf(steps) === 0) {
    const dim = size(0);
    return refuseOperands(use, [input], { kind: 'too-small', axis: 1, dim, needed: size(1) }, input.at);
  }
  // What Flatten wants is not asked by `call`, which is all that runs here.
  const isFlat = given.kind === 'native' && given.class.name === 'Flatten' && rest.length === 1;
  if (isFlat && (use.flavour.name === 'keras2' || use.flavour.name === 'tfjs'))
    return output(use, shape, 'sequence');
  const step = tensor(use.host, {
    framework: use.framework,
    shape: [batch, ...rest],
    graph: use.graph,
    source: {
      operation: 'one step',
      site: use.site,
      role: 'value',
      parents: input.tensor ? [input.tensor] : [],
    },
  });
  if (isUndescribed(use, given)) return refuseUndescribed(use, given);
  const result = caller(use, given)(given, [{ name: undefined, value: step, at: input.at }], use.site);
  const results = tensorsIn(result).map(one => {
    const inner = shapeOf(one);
    return output(use, inner && [inner[0] ?? batch, steps, ...inner.slice(1)], 'sequence');
  });
  const [first] = results;
  if (!first || result.kind === 'unknown')
    return use.host.unknown('the result of `TimeDistributed`', use.site);
  // The shape of its output is that of several.
  const isRecurrent = given.kind === 'native' && given.layer?.recurrent === true;
  if (use.flavour.name === 'keras3' && use.graph && isRecurrent && results.length > 1)
    return refuseStates(use);
  return results.length === 1 ? first : several(use.flavour, results);
}

function refuseStates(use: Use): Value {
  return refuseArgument(use, {
    parameter: 'layer',
    aspect: 'value',
    allowed: 'a layer with one output',
    at: use.layer.layer?.arguments.get('layer') ?? use.site,
    says: 'to a shape',
  });
}

/** A layer or model of the program's that does not say what its output's shape is: while a model is described it is asked for that. */
const isUndescribed = ({ flavour, symbolic, host }: Use, given: Value): given is ObjectValue =>
  flavour.name === 'keras3' &&
  symbolic &&
  given.kind === 'object' &&
  ['Layer', 'Model'].some(base => host.lacks(given, 'compute_output_shape', base));

const refuseUndescribed = (use: Use, { class: { name } }: ObjectValue): Value =>
  refuseArgument(use, {
    parameter: 'layer',
    aspect: 'value',
    allowed: 'a layer that has a `compute_output_shape`',
    given: name,
    at: use.layer.layer?.arguments.get('layer') ?? use.site,
    says: `Layer ${name} does not have a \`compute_output_shape\` method implemented.`,
  });

/**
 * How the inner layer is called. While a model is being described, Keras 3 asks it for its output's shape only; with real data it runs the layer's
 * `call`, so that what the layer says of its inputs (`input_spec`) is never looked at.
 */
function caller(use: Use, given: Value): Host['call'] {
  const layer = given.kind === 'native' ? layerOf(given) : undefined;
  if (!layer) return use.host.call;
  if (layer.layers && use.flavour.checks === 'run') return callerOfModel(use, layer);
  const host: Host =
    use.flavour.checks === 'run'
      ? {
          ...use.host,
          refuse: conflict => (isOverlooked(conflict, use.symbolic) ? undefined : use.host.refuse(conflict)),
        }
      : use.host;
  return (_layer, args, site) => layer.run({ host, site, args, open: false });
}

/** A model says itself what it takes while another one is described; of data its inner layers alone find out what does not fit, since only its `call` runs. */
function callerOfModel(use: Use, model: KerasLayer): Host['call'] {
  return (_layer, args, site) => {
    let isOtherSize = false;
    const refuse: Host['refuse'] = conflict => {
      if (use.symbolic || conflict.kind !== 'feature-size' || conflict.layer !== model.value)
        use.host.refuse(conflict);
      else isOtherSize = true;
    };
    const result = model.run({ host: { ...use.host, refuse }, site, args, open: false });
    const ends = isOtherSize ? model.ends?.() : undefined;
    const given = args.map(({ value }) => value);
    return ends ? replay(use.host, tensorsIn(ends.input), ends.output, given, site) : result;
  };
}

/** Another size than at the first call; a number of axes on which nothing that is computed depends. */
function isOverlooked(conflict: Conflict, symbolic: boolean): boolean {
  if (conflict.kind === 'feature-size') return symbolic;
  if (conflict.kind !== 'input-rank') return false;
  const { recurrent = false, type = '' } = conflict.layer?.layer ?? {};
  const [batch, , steps] = conflict.input.shape ?? [];
  // Of a batch that is fixed the shape of the output is computed, whatever the rank.
  if (recurrent) return symbolic && (steps !== undefined || (batch !== undefined && !isNone(batch)));
  return !(symbolic ? CHECKED_AT_ONCE : CHECKED_ON_DATA).test(type);
}

/** Layers that find a wrong rank when they make their weights or compute the output's shape. */
const CHECKED_AT_ONCE = /^(Separable|Depthwise)?Conv\dD$|^TimeDistributed$/;
/** Layers that find it when they run. */
const CHECKED_ON_DATA =
  /^(Separable|Depthwise)?Conv\dD(Transpose)?$|^TimeDistributed$|^RepeatVector$|^Permute$/;

function lambda(options: Options): LayerDescription {
  const given = options.value('function');
  const fixed = options.value('arguments');
  const stated = options.value('output_shape');
  const isSized = options.flavour.name === 'keras3' && isNoShape(stated);
  return {
    outputs: use => {
      if (isSized && use.graph) return refuseSized(use);
      const made = runLambda(use, given, fixed);
      const isDescribed = use.symbolic || (use.flavour.name === 'keras2' && use.graph);
      return isDescribed ? (statedOutput(use, stated, made) ?? made) : made;
    },
  };
}

/** While a model is described, Keras 3 and 2.2 believe what is said of one tensor: its sizes behind the batch, or a function of the input's shape. */
function statedOutput(use: Use, stated: Value, made: Value): Value | undefined {
  const isBelieved = use.flavour.name === 'keras3' || use.flavour.name === 'keras2';
  if (!isBelieved || stated.kind === 'none' || made.kind !== 'tensor') return undefined;
  const shape = use.inputs[0]?.shape;
  const [batch] = shape ?? [];
  if (!shape || !batch) return output(use, undefined);
  const sizes = itemsOf(stated);
  if (sizes) return output(use, [batch, ...sizes.map(size => asDim(size) ?? unknownDim())]);
  const whole = use.host.call(
    stated,
    [{ name: undefined, value: shapeValue(shape), at: use.site }],
    use.site,
  );
  return output(
    use,
    itemsOf(whole)?.map((size, i) => asDim(size) ?? (i === 0 ? batch : unknownDim())),
  );
}

/** What no batch's size can be put before. */
const isNoShape = ({ kind }: Value): boolean => kind === 'number' || kind === 'string' || kind === 'bool';

function refuseSized(use: Use): Value {
  return refuseArgument(use, {
    parameter: 'output_shape',
    aspect: 'type',
    allowed: 'a tuple of integers, a function, or None',
    at: use.site,
    says: 'can only concatenate tuple',
  });
}

function runLambda(use: Use, given: Value, fixed: Value): Value {
  const passed = use.argument('inputs');
  if (!passed) return refused(use);
  // None that is written there is what the function is given.
  const isNone = isWrittenNone(use.host, passed.value, passed.at);
  const input: Argument = isNone ? { ...passed, value: { kind: 'none', isGiven: true } } : passed;
  const further: Argument[] =
    fixed.kind === 'dict'
      ? [...fixed.entries.value.known].map(([key, value]) => ({ name: String(key), value, at: use.site }))
      : [];
  const result = use.host.call(
    given,
    [{ name: undefined, value: input.value, at: input.at }, ...further],
    use.site,
  );
  const made = tensorsIn(result).map(one => output(use, shapeOf(one), one.source.role));
  const [first] = made;
  if (!first) return use.host.unknown('the result of a `Lambda`', use.site);
  return result.kind === 'tensor' ? first : several(use.flavour, made);
}

export const WRAPPERS: readonly LayerSpec[] = [
  {
    name: 'TimeDistributed',
    signature: 'layer, **kwargs',
    signatures: { tfjs: 'layer' },
    bases: ['Wrapper'],
    make: timeDistributed,
  },
  {
    name: 'Lambda',
    signature: 'function, output_shape=None, mask=None, arguments=None, **kwargs',
    make: lambda,
  },
  {
    name: 'SpectralNormalization',
    signature: 'layer, power_iterations=1, **kwargs',
    bases: ['Wrapper'],
    make: () => unchanged(),
  },
];

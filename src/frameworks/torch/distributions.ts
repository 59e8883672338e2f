/**
 * torch.distributions: what samples and log-probabilities look like, and which values a distribution has a probability of.
 * https://docs.pytorch.org/docs/stable/distributions.html
 */
import { broadcast, broadcastAll, compare, type Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import { refuseOperands, result, type Scene } from '../array/scene.ts';
import { byName } from '../layer.ts';
import {
  type Argument,
  asBool,
  asDim,
  asInt,
  asShape,
  type Bound,
  beside,
  bind,
  type Call,
  type Dtype,
  integer,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Operand,
  signature,
  tuple,
  type Value,
} from '../parts.ts';

/** Shapes of a distribution: independent draws, and what one draw looks like. undefined: not known. */
interface Shapes {
  readonly batch: Shape | undefined;
  readonly event: Shape | undefined;
  readonly dtype: Dtype;
  /** A value need not end with one event: an axis of 1 broadcasts. */
  readonly takesAnyEvent?: boolean;
  /** Shapes of attributes that are parameters. */
  readonly parameters: Readonly<Record<string, Shape | undefined>>;
}

const SHAPES = beside<NativeValue, Shapes>();

const shapesOf = (value: Value | undefined): Shapes | undefined =>
  value?.kind === 'native' ? SHAPES.get(value) : undefined;

const joined = (...shapes: readonly (Shape | undefined)[]): Shape | undefined =>
  shapes.every(shape => shape !== undefined) ? shapes.flatMap(shape => shape ?? []) : undefined;

/** Of this framework's own tensors and of numbers; anything else is not known. */
const shapeOfParameter = (value: Value): Shape | undefined =>
  value.kind === 'number' || (value.kind === 'tensor' && value.framework === 'torch')
    ? literalShape(value)
    : undefined;

type Read = (scene: Scene, bound: Bound) => Shapes | undefined;

function distribution(name: string, text: string, read: Read): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `torch.distributions.${name}`,
    framework: 'torch',
    ancestors: ['torch.distributions.Distribution'],
    construct: call => {
      const bound = bind(call, signature(`${text}, validate_args=None`), name, 'torch');
      const scene: Scene = { host: call.host, framework: 'torch', operation: name, site: call.site };
      const shapes = bound.refused || bound.open ? undefined : read(scene, bound);
      const takesAnyEvent = shapes?.takesAnyEvent || asBool(bound.value('validate_args')) === false;
      return shapes
        ? made(call, type, { ...shapes, takesAnyEvent })
        : call.host.unknown(`a distribution \`${name}\``, call.site);
    },
  };
  return type;
}

function made(call: Call, type: NativeClass, shapes: Shapes): NativeValue {
  const self: NativeValue = instance(call.host, type, call.site, {
    attribute: (host, name, site) =>
      attribute({ host, framework: 'torch', operation: name, site }, self, name),
  });
  SHAPES.set(self, shapes);
  return self;
}

const MOMENTS = new Set(['mean', 'variance', 'stddev', 'mode']);
const PER_VALUE = new Set(['log_prob', 'cdf', 'icdf']);

function attribute(scene: Scene, self: NativeValue, name: string): Value | undefined {
  const shapes = shapesOf(self);
  if (!shapes) return undefined;
  const { batch, event, dtype, parameters } = shapes;
  const whole = joined(batch, event);
  if (name === 'batch_shape' || name === 'event_shape') {
    const shape = name === 'batch_shape' ? batch : event;
    return shape ? tuple(shape.map(integer)) : scene.host.unknown('a shape', scene.site);
  }
  if (name === 'sample' || name === 'rsample' || name === 'sample_n')
    return nativeFunction(name, call => drawn(call, name, shapes));
  if (PER_VALUE.has(name)) return nativeFunction(name, call => perValue(call, name, shapes));
  if (name === 'entropy' || name === 'perplexity')
    return nativeFunction(name, call => result({ ...scene, site: call.site }, batch, { dtype: 'float' }));
  if (name === 'expand')
    return nativeFunction(name, call => {
      const sizes = call.args[0] && asShape(call.args[0].value);
      return made(call, self.class, { ...shapes, batch: sizes, parameters: {} });
    });
  if (Object.hasOwn(parameters, name)) return result(scene, parameters[name], { dtype: 'float' });
  if (MOMENTS.has(name)) return result(scene, whole, { dtype: name === 'mode' ? dtype : 'float' });
  return undefined;
}

/** `sample((2, 3))`: (sizes, batch, event). */
function drawn({ host, site, args }: Call, name: string, { batch, event, dtype }: Shapes): Value {
  const scene: Scene = { host, framework: 'torch', operation: name, site };
  const [given] = args;
  const count = given && asDim(given.value);
  const sizes = !given ? [] : name === 'sample_n' ? count && [count] : asShape(given.value);
  return result(scene, joined(sizes, batch, event), { dtype, role: 'data' });
}

/** One number for each event of the value, which broadcasts against the distribution. */
function perValue({ host, site, args }: Call, name: string, { batch, event, takesAnyEvent }: Shapes): Value {
  const scene: Scene = { host, framework: 'torch', operation: name, site };
  const value = args[0] && shapeOfParameter(args[0].value);
  const whole = joined(batch, event);
  const wrong =
    args[0] &&
    value &&
    whole &&
    refuseValue(scene, args[0], value, { whole, event: (!takesAnyEvent && event) || [] });
  if (wrong) return wrong;
  const common = value && whole ? broadcast(value, whole) : undefined;
  const shape = common?.ok && event ? common.value.slice(0, common.value.length - event.length) : undefined;
  return result(scene, shape, { dtype: 'float' });
}

interface Drawn {
  /** (batch, event) */
  readonly whole: Shape;
  readonly event: Shape;
}

/** A value ends with one event, and broadcasts against the distribution: each axis as far as both have it. */
function refuseValue(scene: Scene, { value, at }: Argument, given: Shape, { whole, event }: Drawn) {
  const operand = (role: string, shape: Shape): Operand => ({
    role,
    shape,
    tensor: role === 'value' && value.kind === 'tensor' ? value : undefined,
    at,
  });
  const operands = [operand('value', given), operand('batch_shape + event_shape', whole)];
  const common = broadcast(given, whole);
  if (!common.ok) return refuseOperands(scene, operands, common.mismatch, at);
  for (const [i, wanted] of event.entries()) {
    const axis = given.length - event.length + i;
    const dim = given[axis];
    if (!dim || compare(dim, wanted) !== 'different') continue;
    const left = { operand: 0, axis, dim };
    const right = { operand: 1, axis: whole.length - event.length + i, dim: wanted };
    return refuseOperands(scene, operands, { kind: 'dims', left, right }, at, EVENT_DIFFERS);
  }
  return undefined;
}

const EVENT_DIFFERS = 'The right-most size of value must match event_shape';

/** Parameters that all broadcast against each other, by name; of `probs` and `logits` one is given. */
const elementwise =
  (names: readonly string[], dtype: Dtype = 'float'): Read =>
  (scene, bound) => {
    const operands = names.flatMap((role): Operand[] => {
      const value = bound.value(role);
      if (value.kind === 'none') return [];
      const tensor = value.kind === 'tensor' ? value : undefined;
      return [{ role, shape: shapeOfParameter(value), tensor, at: bound.at(role) }];
    });
    const known = operands.flatMap(({ shape }) => (shape ? [shape] : []));
    const outcome = known.length === operands.length ? broadcastAll(known) : undefined;
    if (outcome && !outcome.ok) {
      refuseOperands(scene, operands, outcome.mismatch);
      return undefined;
    }
    const batch = outcome?.value;
    return { batch, event: [], dtype, parameters: Object.fromEntries(names.map(name => [name, batch])) };
  };

/** The last axis of `probs` or `logits` holds the classes; a draw is one number, or a row of them. */
const overClasses =
  (names: readonly string[], draws: 'number' | 'row', dtype: Dtype): Read =>
  (_scene, bound) => {
    const given = names.map(name => bound.value(name)).find(({ kind }) => kind !== 'none');
    const shape = given && shapeOfParameter(given);
    const parameters = Object.fromEntries(names.map(name => [name, shape]));
    if (!shape || shape.length === 0)
      return { batch: undefined, event: draws === 'number' ? [] : undefined, dtype, parameters };
    return { batch: shape.slice(0, -1), event: draws === 'number' ? [] : shape.slice(-1), dtype, parameters };
  };

/** The mean is (..., n), the matrix (..., n, n). */
const multivariate: Read = (_scene, bound) => {
  const [loc, ...matrices] = ['loc', 'covariance_matrix', 'precision_matrix', 'scale_tril'].map(name => {
    const value = bound.value(name);
    return value.kind === 'none' ? undefined : shapeOfParameter(value);
  });
  const matrix = matrices.find(shape => shape !== undefined);
  const common =
    loc && matrix && loc.length > 0 ? broadcast(loc.slice(0, -1), matrix.slice(0, -2)) : undefined;
  const batch = common?.ok ? common.value : undefined;
  const event = loc?.slice(-1);
  return { batch, event, dtype: 'float', parameters: { loc: joined(batch, event) } };
};

/** `Independent(base, n)`: the last n axes of the batch belong to one draw. */
const independent: Read = (_scene, bound) => {
  const base = shapesOf(bound.value('base_distribution'));
  const count = asInt(bound.value('reinterpreted_batch_ndims'));
  if (!base || count === undefined || !base.batch || count > base.batch.length) return undefined;
  const at = base.batch.length - count;
  const event = joined(base.batch.slice(at), base.event);
  return { batch: base.batch.slice(0, at), event, dtype: base.dtype, takesAnyEvent: true, parameters: {} };
};

/** `MixtureSameFamily(weights, components)`: the last axis of the components' batch goes. */
const mixture: Read = (_scene, bound) => {
  const components = shapesOf(bound.value('component_distribution'));
  if (!components?.batch) return undefined;
  return { ...components, batch: components.batch.slice(0, -1), takesAnyEvent: true, parameters: {} };
};

const EITHER = ['probs', 'logits'] as const;

const CLASSES: readonly NativeClass[] = [
  ...['Normal', 'LogNormal', 'Laplace', 'Cauchy', 'Gumbel'].map(name =>
    distribution(name, 'loc, scale', elementwise(['loc', 'scale'])),
  ),
  ...['HalfNormal', 'HalfCauchy'].map(name => distribution(name, 'scale', elementwise(['scale']))),
  distribution('Uniform', 'low, high', elementwise(['low', 'high'])),
  distribution('Exponential', 'rate', elementwise(['rate'])),
  distribution('Poisson', 'rate', elementwise(['rate'])),
  distribution('Gamma', 'concentration, rate', elementwise(['concentration', 'rate'])),
  distribution('InverseGamma', 'concentration, rate', elementwise(['concentration', 'rate'])),
  distribution('Beta', 'concentration1, concentration0', elementwise(['concentration1', 'concentration0'])),
  distribution('Weibull', 'scale, concentration', elementwise(['scale', 'concentration'])),
  distribution('Pareto', 'scale, alpha', elementwise(['scale', 'alpha'])),
  distribution('Chi2', 'df', elementwise(['df'])),
  distribution('StudentT', 'df, loc=0.0, scale=1.0', elementwise(['df', 'loc', 'scale'])),
  distribution('VonMises', 'loc, concentration', elementwise(['loc', 'concentration'])),
  distribution('Bernoulli', 'probs=None, logits=None', elementwise(EITHER)),
  distribution('Geometric', 'probs=None, logits=None', elementwise(EITHER)),
  distribution('Binomial', 'total_count=1, probs=None, logits=None', elementwise(['total_count', ...EITHER])),
  distribution(
    'NegativeBinomial',
    'total_count, probs=None, logits=None',
    elementwise(['total_count', ...EITHER]),
  ),
  distribution('RelaxedBernoulli', 'temperature, probs=None, logits=None', elementwise(EITHER)),
  distribution('Categorical', 'probs=None, logits=None', overClasses(EITHER, 'number', 'int')),
  ...['OneHotCategorical', 'OneHotCategoricalStraightThrough'].map(name =>
    distribution(name, 'probs=None, logits=None', overClasses(EITHER, 'row', 'float')),
  ),
  distribution(
    'RelaxedOneHotCategorical',
    'temperature, probs=None, logits=None',
    overClasses(EITHER, 'row', 'float'),
  ),
  distribution('Multinomial', 'total_count=1, probs=None, logits=None', overClasses(EITHER, 'row', 'float')),
  distribution('Dirichlet', 'concentration', overClasses(['concentration'], 'row', 'float')),
  distribution(
    'MultivariateNormal',
    'loc, covariance_matrix=None, precision_matrix=None, scale_tril=None',
    multivariate,
  ),
  distribution('Independent', 'base_distribution, reinterpreted_batch_ndims', independent),
  distribution('MixtureSameFamily', 'mixture_distribution, component_distribution', mixture),
];

/** `kl_divergence(p, q)`: one number for each pair of draws. */
const divergence = nativeFunction('torch.distributions.kl_divergence', ({ host, site, args: [p, q] }) => {
  const [left, right] = [shapesOf(p?.value), shapesOf(q?.value)];
  const common = left?.batch && right?.batch ? broadcast(left.batch, right.batch) : undefined;
  const scene: Scene = { host, framework: 'torch', operation: 'kl_divergence', site };
  return result(scene, common?.ok ? common.value : undefined, { dtype: 'float' });
});

const members: Readonly<Record<string, Value>> = {
  ...byName(CLASSES),
  kl_divergence: divergence,
};

/** `torch.distributions.normal.Normal`: each class also lies in a file of its own. */
const FILES = {
  normal: 'Normal',
  categorical: 'Categorical',
  bernoulli: 'Bernoulli',
  beta: 'Beta',
  gamma: 'Gamma',
  dirichlet: 'Dirichlet',
  uniform: 'Uniform',
  laplace: 'Laplace',
  independent: 'Independent',
  multivariate_normal: 'MultivariateNormal',
  one_hot_categorical: 'OneHotCategorical',
  kl: 'kl_divergence',
} as const;

export const distributions = moduleOf('torch.distributions', {
  ...members,
  ...Object.fromEntries(
    Object.entries(FILES).map(([file, name]) => [
      file,
      () => moduleOf(`torch.distributions.${file}`, { [name]: members[name] ?? divergence }),
    ]),
  ),
});

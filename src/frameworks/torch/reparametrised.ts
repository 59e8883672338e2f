/**
 * torch.nn.utils.weight_norm and its like, torch.nn.utils.parametrizations and prune: a weight that is computed before each call, and what is
 * stored in its place, by named_parameters() and named_buffers() of torch 2.13.
 */
import { product, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { weight as weightNamed } from '../layer.ts';
import {
  computedWeights,
  computeWeight,
  type StoredParts,
  storeComputed,
  storedWeight,
} from '../modules/computed-weights.ts';
import { isModule, namedParameters } from '../modules/tree.ts';
import { parameterTensor } from '../modules/weight-tensor.ts';
import {
  asInt,
  asString,
  type Bound,
  bind,
  type Call,
  type NativeFunction,
  type NativeValue,
  NONE,
  nativeFunction,
  type ObjectValue,
  shapeOf,
  signature,
  tensor,
  type Value,
  type Weight,
  withAttribute,
} from '../parts.ts';
import { TORCH_NN } from './dialect.ts';

/** A weight that is about to be computed, and the other arguments of the call. */
interface Subject {
  /** A layer, or an object of the program's own that is a module. */
  readonly holder: NativeValue | ObjectValue;
  readonly weight: Weight;
  readonly bound: Bound;
}

type Store = (subject: Subject) => StoredParts | undefined;

/** A function that gives the module that it is given, and stores a weight of it otherwise. Nothing is done where that weight is not known. */
function storing(name: string, parameters: string, store: Store): NativeFunction {
  const all = signature(parameters);
  return nativeFunction(name, call => {
    const bound = bind(call, all, name, 'torch');
    const subject = bound.refused ? undefined : subjectOf(bound);
    const stored = subject && store(subject);
    if (stored) storeInstead(call, subject, stored);
    return moduleOfCall(call);
  });
}

function storeInstead(call: Call, { holder, weight }: Subject, stored: StoredParts): void {
  if (holder.kind === 'native') computeWeight(call.host, holder, weight, stored);
  else computeOwn(call, holder, weight, stored);
}

/** Of a module of the program's own the parameters are attributes. */
function computeOwn(
  { host, site }: Call,
  self: ObjectValue,
  { name, shape }: Weight,
  stored: StoredParts,
): void {
  const source = { operation: name, site, role: 'value' } as const;
  let attributes = withAttribute(
    self.attributes.value,
    name,
    tensor(host, { framework: 'torch', shape, dtype: 'float', source }),
  );
  for (const part of stored.weights)
    attributes = withAttribute(attributes, part.name, parameterTensor(TORCH_NN, host, part.shape, site, []));
  host.write(self.attributes, attributes);
}

/** The first parameter is the module, and the second the name of its weight. */
function subjectOf(bound: Bound): Subject | undefined {
  const [module = '', weightName = ''] = bound.names;
  const holder = holderOf(bound.value(module));
  const name = asString(bound.value(weightName));
  if ((holder?.kind !== 'native' && holder?.kind !== 'object') || name === undefined) return undefined;
  const weight = holder.kind === 'native' ? storedWeight(holder, name) : ownParameter(holder, name);
  return weight && { holder, weight, bound };
}

/** An object of a class that derives from a layer's has the layer's weights. */
const holderOf = (module: Value): Value =>
  module.kind === 'object' && module.base.value?.kind === 'native' && module.base.value.layer
    ? module.base.value
    : module;

function ownParameter(self: ObjectValue, name: string): Weight | undefined {
  const value = self.attributes.value.get(name);
  const isParameter = isModule(self) && value?.kind === 'tensor' && value.source.role === 'weight';
  return isParameter ? weightNamed(name, shapeOf(value)) : undefined;
}

const moduleOfCall = ({ args }: Call): Value =>
  (args.find(({ name }) => name === undefined || name === 'module') ?? args[0])?.value ?? NONE;

const renamed = (weight: Weight, name: string): Weight => ({ ...weight, name, sharedWith: undefined });

/** The size of `dim` alone is kept; `dim=None`, which -1 means too, takes the norm of all. */
function normShape(shape: Shape | undefined, dim: Value | undefined): Shape | undefined {
  const given = dim?.kind === 'none' ? -1 : dim && asInt(dim);
  if (!shape || given === undefined) return undefined;
  const axis = given < -1 ? given + shape.length : given;
  return axis === -1 ? [] : shape.map((each, i) => (i === axis ? each : size(1)));
}

/** The magnitude and the direction. */
const normed =
  (magnitude: (name: string) => string, direction: (name: string) => string): Store =>
  ({ weight, bound }) => {
    const { name, gates, gateAxis, trainable } = weight;
    const shape = normShape(weight.shape, bound.value('dim'));
    const isByGate = gateAxis !== undefined && asInt(bound.value('dim')) === gateAxis;
    const norm = isByGate
      ? weightNamed(magnitude(name), shape, gates, gateAxis, trainable)
      : weightNamed(magnitude(name), shape, [], undefined, trainable);
    return { weights: [norm, renamed(weight, direction(name))] };
  };

/** Vectors of the power iteration: one entry for each row of the matrix that the weight is seen as, and one for each column. */
const spectral =
  (original: (name: string) => string, vectors: (name: string) => readonly [string, string]): Store =>
  ({ holder, weight, bound }) => {
    const { name, shape } = weight;
    const stored = [renamed(weight, original(name))];
    // As a vector it is divided by its norm.
    if (shape?.length === 1) return { weights: stored };
    const dim = bound.value('dim');
    const isGiven = dim && dim.kind !== 'none';
    const axis = isGiven ? asInt(dim) : holder.class.name.startsWith('ConvTranspose') ? 1 : 0;
    const rows = axis === undefined ? undefined : shape?.at(axis);
    const columns = shape?.toSpliced(axis ?? 0, 1);
    const [u, v] = vectors(name);
    return {
      weights: stored,
      buffers: [
        weightNamed(u, [rows ?? unknownDim()], [], undefined, false),
        weightNamed(v, [rows && columns ? product(columns) : unknownDim()], [], undefined, false),
      ],
    };
  };

const parametrised = (name: string): string => `parametrizations.${name}.original`;

const WEIGHT_NORM = "module, name='weight', dim=0";
const SPECTRAL_NORM = "module, name='weight', n_power_iterations=1, eps=1e-12, dim=None";

/** The older way, by hooks. */
export const OLD_NORMS: Readonly<Record<string, Value>> = {
  weight_norm: storing(
    'nn.utils.weight_norm',
    WEIGHT_NORM,
    normed(
      name => `${name}_g`,
      name => `${name}_v`,
    ),
  ),
  spectral_norm: storing(
    'nn.utils.spectral_norm',
    SPECTRAL_NORM,
    spectral(
      name => `${name}_orig`,
      name => [`${name}_u`, `${name}_v`],
    ),
  ),
  remove_weight_norm: restoring('nn.utils.remove_weight_norm', "module, name='weight'"),
  remove_spectral_norm: restoring('nn.utils.remove_spectral_norm', "module, name='weight'"),
};

const original: Store = ({ weight }) => ({ weights: [renamed(weight, parametrised(weight.name))] });

export const PARAMETRIZATIONS: Readonly<Record<string, Value>> = {
  weight_norm: storing(
    'nn.utils.parametrizations.weight_norm',
    WEIGHT_NORM,
    normed(
      name => `${parametrised(name)}0`,
      name => `${parametrised(name)}1`,
    ),
  ),
  spectral_norm: storing(
    'nn.utils.parametrizations.spectral_norm',
    SPECTRAL_NORM,
    spectral(parametrised, name => [`parametrizations.${name}.0._u`, `parametrizations.${name}.0._v`]),
  ),
  orthogonal: storing(
    'nn.utils.parametrizations.orthogonal',
    "module, name='weight', orthogonal_map=None, *, use_trivialization=True",
    original,
  ),
};

/** A module that computes a weight from one tensor of the same shape, as it does unless it says otherwise (`right_inverse`); its own weights are the layer's too. */
export const registerParametrization = nativeFunction(
  'nn.utils.parametrize.register_parametrization',
  call => {
    const { host } = call;
    const bound = bind(call, REGISTER, 'register_parametrization', 'torch');
    const by = bound.value('parametrization');
    const subject = bound.refused ? undefined : subjectOf(bound);
    if (
      subject &&
      by &&
      isModule(by) &&
      (by.kind === 'native' || host.lacks(by, 'right_inverse', 'Module'))
    ) {
      const { weight } = subject;
      const own = namedParameters(host, by).map(([name, tensor]) =>
        weightNamed(`parametrizations.${weight.name}.0.${name}`, shapeOf(tensor)),
      );
      storeInstead(call, subject, { weights: [renamed(weight, parametrised(weight.name)), ...own] });
    }
    return moduleOfCall(call);
  },
);
const REGISTER = signature('module, tensor_name, parametrization, *, unsafe=False');

export const removeParametrizations: Value = restoring(
  'nn.utils.parametrize.remove_parametrizations',
  'module, tensor_name, leave_parametrized=True',
);

/** `weight` is `weight_orig` times a buffer of noughts and ones. */
const pruned: Store = ({ weight }) => ({
  weights: [renamed(weight, `${weight.name}_orig`)],
  buffers: [weightNamed(`${weight.name}_mask`, weight.shape, [], undefined, false)],
});

const pruning = (name: string, rest: string): Value =>
  storing(`nn.utils.prune.${name}`, `module, name${rest}`, pruned);

export const PRUNE: Readonly<Record<string, Value>> = {
  identity: pruning('identity', ''),
  random_unstructured: pruning('random_unstructured', ', amount'),
  l1_unstructured: pruning('l1_unstructured', ', amount, importance_scores=None'),
  random_structured: pruning('random_structured', ', amount, dim'),
  ln_structured: pruning('ln_structured', ', amount, n, dim, importance_scores=None'),
  custom_from_mask: pruning('custom_from_mask', ', mask'),
  remove: restoring('nn.utils.prune.remove', 'module, name'),
};

function restoring(name: string, parameters: string): NativeFunction {
  const all = signature(parameters);
  return nativeFunction(name, call => {
    const bound = bind(call, all, name, 'torch');
    const [module = '', weightName = ''] = bound.names;
    const holder = bound.refused ? undefined : holderOf(bound.value(module));
    const of = asString(bound.value(weightName));
    if (of !== undefined && holder?.kind === 'native') {
      if (computedWeights(holder).some(weight => weight.name === of)) storeComputed(call.host, holder, of);
    } else if (of !== undefined && holder?.kind === 'object') restoreOwn(call, holder, of);
    return moduleOfCall(call);
  });
}

function restoreOwn({ host, site }: Call, self: ObjectValue, name: string): void {
  const computed = self.attributes.value.get(name);
  const parts = [`${name}_g`, `${name}_v`, `${name}_orig`].concat(
    ['', '0', '1'].map(end => `${parametrised(name)}${end}`),
  );
  const others = [...self.attributes.value].filter(([key]) => key !== name && !parts.includes(key));
  if (computed?.kind !== 'tensor' || self.attributes.value.size - others.length < 2) return;
  const stored = parameterTensor(TORCH_NN, host, shapeOf(computed), site, []);
  host.write(self.attributes, new Map([...others, [name, stored]]));
}

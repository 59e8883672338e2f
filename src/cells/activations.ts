/**
 * Activation functions by name, one definition each. Where frameworks disagree on a name, a layout's `activations` table says
 * which definition is meant. Sources: keras/src/activations/activations.py, torch.nn.functional, tfjs-layers/src/activations.ts, jax/_src/nn/functions.py.
 */
import { erf } from './error-function.ts';

/** Writes the activation of every element of `x` to `out`; both have the same length. */
export type Activation = (x: ArrayLike<number>, out: Float32Array | Float64Array) => void;

const clip01 = (x: number): number => Math.min(1, Math.max(0, x));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Self-normalising constants of Klambauer et al. (2017), as all frameworks round them. */
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

const scalars: ReadonlyMap<string, (x: number) => number> = new Map(
  Object.entries({
    linear: (x: number) => x,
    sigmoid,
    tanh: Math.tanh,
    relu: (x: number) => Math.max(0, x),
    relu6: (x: number) => Math.min(6, Math.max(0, x)),
    /** Keras 3 and PyTorch: relu6(x + 3) / 6. */
    hard_sigmoid: (x: number) => clip01(x / 6 + 0.5),
    /** Keras 2 and TensorFlow.js. */
    hard_sigmoid_fifth: (x: number) => clip01(0.2 * x + 0.5),
    elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
    selu: (x: number) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x)),
    softplus,
    softsign: (x: number) => x / (1 + Math.abs(x)),
    swish: (x: number) => x * sigmoid(x),
    mish: (x: number) => x * Math.tanh(softplus(x)),
    exponential: Math.exp,
    gelu: (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
    /** JAX by default, TensorFlow.js by name. */
    gelu_tanh: (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
    /** Keras and TensorFlow. */
    leaky_relu: (x: number) => (x > 0 ? x : 0.2 * x),
    /** PyTorch and JAX. */
    leaky_relu_hundredth: (x: number) => (x > 0 ? x : 0.01 * x),
    celu: (x: number) => (x > 0 ? x : Math.expm1(x)),
    hard_silu: (x: number) => x * clip01(x / 6 + 0.5),
    hard_tanh: (x: number) => Math.min(1, Math.max(-1, x)),
    hard_shrink: (x: number) => (Math.abs(x) > 0.5 ? x : 0),
    soft_shrink: (x: number) => Math.sign(x) * Math.max(0, Math.abs(x) - 0.5),
    tanh_shrink: (x: number) => x - Math.tanh(x),
    squareplus: (x: number) => (x + Math.sqrt(x * x + 4)) / 2,
    log_sigmoid: (x: number) => -softplus(-x),
    sparse_sigmoid: (x: number) => clip01((x + 1) / 2),
    sparse_plus: (x: number) => (x <= -1 ? 0 : x < 1 ? ((x + 1) * (x + 1)) / 4 : x),
  }),
);

function elementwise(f: (x: number) => number): Activation {
  return (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = f(x[i] ?? Number.NaN);
  };
}

/** Over all units at once, shifted by the largest so that it cannot overflow. */
const softmax: Activation = (x, out) => {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < out.length; i++) largest = Math.max(largest, x[i] ?? Number.NaN);
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += Math.exp((x[i] ?? Number.NaN) - largest);
  for (let i = 0; i < out.length; i++) out[i] = Math.exp((x[i] ?? Number.NaN) - largest) / sum;
};

const logSoftmax: Activation = (x, out) => {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < out.length; i++) largest = Math.max(largest, x[i] ?? Number.NaN);
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += Math.exp((x[i] ?? Number.NaN) - largest);
  for (let i = 0; i < out.length; i++) out[i] = (x[i] ?? Number.NaN) - largest - Math.log(sum);
};

/** Functions of all units at once. */
const together: ReadonlyMap<string, Activation> = new Map([
  ['softmax', softmax],
  ['log_softmax', logSoftmax],
]);

const activations: ReadonlyMap<string, Activation> = new Map([
  ...[...scalars].map(([name, f]): [string, Activation] => [name, elementwise(f)]),
  ...together,
]);

/** Every name that is defined here. */
export const activationNames: readonly string[] = [...activations.keys()];

/** undefined: a function of the user's own, whose arithmetic is not known. */
export function activationNamed(name: string): Activation | undefined {
  return activations.get(name);
}

/** Functions of one number each: a written-out sum can be followed by `-> σ(sum)`. */
export function scalarActivation(name: string): ((x: number) => number) | undefined {
  return scalars.get(name);
}

/** Whether a unit's result depends on the other units. */
export function mixesUnits(name: string): boolean {
  return together.has(name);
}

/** Activations whose results lie in [0, 1]. */
export function isGateActivation(name: string): boolean {
  return ['sigmoid', 'hard_sigmoid', 'hard_sigmoid_fifth', 'softmax'].includes(name);
}

/** As written in a formula: `σ` for the logistic function, else the name. */
export function writtenActivation(name: string): string {
  if (name === 'sigmoid') return 'σ';
  return name === 'hard_sigmoid_fifth' ? 'hard_sigmoid' : name;
}

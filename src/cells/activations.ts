/**
 * Activation functions by name, one definition each. Where frameworks disagree on a name, a layout's `activations` table says
 * which definition is meant. Sources: keras/src/activations/activations.py, torch.nn.functional, tfjs-layers/src/activations.ts.
 */

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

const activations: ReadonlyMap<string, Activation> = new Map([
  ...[...scalars].map(([name, f]): [string, Activation] => [name, elementwise(f)]),
  ['softmax', softmax],
]);

/** undefined: a function of the user's own, whose arithmetic is not known. */
export function activationNamed(name: string): Activation | undefined {
  return activations.get(name);
}

/** Functions of one number each: a written-out sum can be followed by `-> σ(sum)`. */
export function scalarActivation(name: string): ((x: number) => number) | undefined {
  return scalars.get(name);
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

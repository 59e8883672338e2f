/** Layers that multiply the last axis by a matrix: the Linear of torch, Paddle and MLX, MindSpore's Dense. */
import { compare, type Dim, type Shape } from '../../../shapes/index.ts';
import { refused, refuseRank, refuseSize, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { NativeClass, Operand, Value, Weight } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { lastAxisIndex, lastAxisOf } from '../last-axis.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';

export interface LinearSpec {
  readonly name: string;
  readonly signature: string;
  /** Constructor parameters of the two sizes. */
  readonly inputs: string;
  readonly outputs: string;
  /** The least size that is taken. */
  readonly least: number;
  /** The weight is (in, out), for row vectors; else (out, in). */
  readonly rows: boolean;
  readonly says?: string;
  /** Of an input without axes. */
  readonly saysScalar?: string;
}

/** `bias` of this shape, where the arguments ask for one. */
export function biasWeights({ bias }: Dialect, options: Options, shape: Shape): readonly Weight[] {
  const has = bias ? bias(options) : options.flag('bias');
  return has === false ? [] : [weight('bias', has ? shape : undefined)];
}

export const linearLayer = (dialect: Dialect, spec: LinearSpec): NativeClass =>
  moduleLayer(dialect, {
    name: spec.name,
    signature: spec.signature,
    make: options => {
      const [inputs, outputs] = [
        options.size(spec.inputs, spec.least),
        options.size(spec.outputs, spec.least),
      ];
      const shape = spec.rows ? [inputs, outputs] : [outputs, inputs];
      return {
        weights: [weight('weight', shape), ...biasWeights(dialect, options, [outputs])],
        units: outputs,
        inputSize: inputs,
        call: use => callLinear(use, spec, inputs, outputs),
      };
    },
  });

export interface Factor {
  /** The constructor's argument that the size of the features comes from. */
  readonly parameter: string;
  readonly features: Dim | undefined;
  /** Ranks that are taken, the least first; more axes than the last do no harm. */
  readonly ranks: readonly [least: number, ...number[]];
  readonly axes: readonly string[];
  readonly says: string | undefined;
  /** Of an input with too few axes. */
  readonly saysRank: string | undefined;
}

/** `x @ W`: the result of a refusal; undefined where nothing is provably wrong. */
export function refuseProduct(scene: Scene, input: Operand, factor: Factor): Value | undefined {
  const { parameter, features, ranks, axes, says, saysRank } = factor;
  if (input.shape && input.shape.length < ranks[0]) return refuseRank(scene, input, ranks, axes, saysRank);
  const actual = lastAxisOf(input);
  if (!actual || !features || compare(actual, features) !== 'different') return undefined;
  return refuseSize(scene, input, {
    axis: lastAxisIndex(input),
    expected: features,
    actual,
    parameter,
    says,
  });
}

export type LinearWords = Pick<Factor, 'parameter' | 'says'> & Partial<Pick<Factor, 'saysRank'>>;

/** (*, in) to (*, out). */
export function applyLinear(
  scene: Scene,
  input: Operand,
  [inputs, outputs]: readonly [Dim | undefined, Dim],
  words: LinearWords,
): Value | Shape | undefined {
  const { shape } = input;
  const isTorch = scene.framework === 'torch';
  const factor = {
    ...words,
    features: inputs,
    ranks: [1, 2, 3],
    axes: ['batch', 'features'],
    saysRank: words.saysRank ?? (isTorch ? 'both arguments to linear need to be at least 1D' : undefined),
  } as const;
  return (
    refuseProduct(scene, input, factor) ??
    needFloat(scene, input) ??
    (shape && [...shape.slice(0, -1), outputs])
  );
}

function callLinear(use: Use, spec: LinearSpec, inputs: Dim, outputs: Dim): Value {
  const isTorch = use.framework === 'torch';
  const says = isTorch ? `linear(): argument 'input' (position 1) must be Tensor, not tuple` : undefined;
  const input = inputOf(use, { says });
  if (!input) return refused(use);
  const words = { parameter: spec.inputs, says: spec.says, saysRank: spec.saysScalar };
  const answer = applyLinear(use, input, [inputs, outputs], words);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

/** Layers that multiply the last axis by a matrix: the Linear of torch, Paddle and MLX, MindSpore's Dense. */
import type { Dim, Shape } from '../../../shapes/index.ts';
import { suspectOneDirection } from '../../array/picks.ts';
import { suspectPooledSamples } from '../../array/pooled-samples.ts';
import { refused, refuseRank, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { NativeClass, Operand, Value, Weight } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { checkLastAxis } from '../last-axis.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { replacedMatrix } from '../replaced-weights.ts';

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
  /** Of a tuple for the input. */
  readonly saysTuple?: string;
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
    followsWeights: true,
    make: options => {
      const [inputs, outputs] = [
        options.size(spec.inputs, spec.least),
        options.size(spec.outputs, spec.least),
      ];
      const shape = spec.rows ? ([inputs, outputs] as const) : ([outputs, inputs] as const);
      return {
        weights: [weight('weight', shape), ...biasWeights(dialect, options, [outputs])],
        units: outputs,
        inputSize: inputs,
        call: use => {
          const [rows, columns] = replacedMatrix(use.layer, 'weight') ?? shape;
          return callLinear(
            use,
            spec,
            ...(spec.rows ? ([rows, columns] as const) : ([columns, rows] as const)),
          );
        },
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
  const wrong = checkLastAxis(scene, input, { expected: features, parameter, says });
  if (!wrong) {
    suspectOneDirection(scene, input);
    suspectPooledSamples(scene, input);
  }
  return wrong;
}

/** (*, in) to (*, out). */
function callLinear(use: Use, spec: LinearSpec, inputs: Dim, outputs: Dim): Value {
  const input = inputOf(use, { says: spec.saysTuple });
  if (!input) return refused(use);
  const factor = {
    parameter: spec.inputs,
    features: inputs,
    ranks: [1, 2, 3],
    axes: ['batch', 'features'],
    says: spec.says,
    saysRank: spec.saysScalar,
  } as const;
  const wrong = refuseProduct(use, input, factor) ?? needFloat(use, input);
  if (wrong) return wrong;
  const output = input.shape && [...input.shape.slice(0, -1), outputs];
  noteCall(use, [input.shape], [output]);
  return result(use, output, { parents: [input.tensor], dtype: 'float' });
}

/** Layers that multiply the last axis by a matrix: torch's and Paddle's Linear, MindSpore's Dense. */
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

export interface LinearWords {
  readonly parameter: string;
  readonly says: string | undefined;
}

/** (*, in) to (*, out). */
export function applyLinear(
  scene: Scene,
  input: Operand,
  [inputs, outputs]: readonly [Dim | undefined, Dim],
  { parameter, says }: LinearWords,
): Value | Shape | undefined {
  const { shape } = input;
  if (shape?.length === 0)
    return refuseRank(
      scene,
      input,
      [1, 2, 3],
      ['batch', 'features'],
      scene.framework === 'torch' ? 'both arguments to linear need to be at least 1D' : undefined,
    );
  const actual = lastAxisOf(input);
  if (actual && inputs && compare(actual, inputs) === 'different')
    return refuseSize(scene, input, {
      axis: lastAxisIndex(input),
      expected: inputs,
      actual,
      parameter,
      says,
    });
  return needFloat(scene, input) ?? (shape && [...shape.slice(0, -1), outputs]);
}

function callLinear(use: Use, spec: LinearSpec, inputs: Dim, outputs: Dim): Value {
  const isTorch = use.framework === 'torch';
  const says = isTorch ? `linear(): argument 'input' (position 1) must be Tensor, not tuple` : undefined;
  const input = inputOf(use, { says });
  if (!input) return refused(use);
  const answer = applyLinear(use, input, [inputs, outputs], { parameter: spec.inputs, says: spec.says });
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

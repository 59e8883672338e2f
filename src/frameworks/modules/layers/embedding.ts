/** Layers that look rows of a table up: torch's, Paddle's and MindSpore's Embedding. */
import { constantOf, type Dim, product, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { type NativeClass, type Operand, shapeOf, type Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needIntegers } from '../inputs.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { replacedMatrix } from '../replaced-weights.ts';

export interface EmbeddingSpec {
  readonly signature: string;
  /** Kinds of arguments that are looked at when the layer is called. */
  readonly called?: string;
  /** Constructor parameters of the number of rows and of their width. */
  readonly count: string;
  readonly width: string;
  /** The least of both sizes that is taken. */
  readonly least: number;
  /** What the framework calls the table. */
  readonly table: string;
  /** Refuses arguments of the constructor. */
  readonly check?: (options: Options, rows: Dim) => void;
  readonly says?: string;
  readonly tupleAsInput?: string;
}

export const embeddingLayer = (dialect: Dialect, spec: EmbeddingSpec): NativeClass =>
  moduleLayer(dialect, {
    name: 'Embedding',
    signature: spec.signature,
    called: spec.called,
    followsWeights: true,
    make: options => {
      const [count, width] = [options.size(spec.count, spec.least), options.size(spec.width, spec.least)];
      spec.check?.(options, count);
      return {
        weights: [weight(spec.table, [count, width])],
        units: width,
        call: use => {
          const [rows, columns] = replacedMatrix(use.layer, spec.table) ?? [count, width];
          return withoutRows(use, spec, rows) ?? callEmbedding(use, spec, columns);
        },
      };
    },
  });

/** Each index becomes a row. */
export function applyEmbedding(
  scene: Scene,
  input: Operand,
  width: Dim,
  says?: string,
): Value | Shape | undefined {
  return needIntegers(scene, input, says) ?? (input.shape && [...input.shape, width]);
}

/** A table without rows has none to look up. */
function withoutRows(use: Use, { count: parameter }: EmbeddingSpec, rows: Dim): Value | undefined {
  const input = use.arguments.value(use.arguments.names[0] ?? 'input');
  const shape = input.kind === 'tensor' && input.dtype === 'int' ? shapeOf(input) : undefined;
  const asked = shape && constantOf(product(shape));
  if (constantOf(rows) !== 0 || !asked) return undefined;
  const at = use.site;
  return refuseArgument(use, { parameter, aspect: 'value', allowed: 'a positive integer', given: '0', at });
}

function callEmbedding(use: Use, { says, tupleAsInput }: EmbeddingSpec, width: Dim): Value {
  const input = inputOf(use, { says: tupleAsInput });
  if (!input) return refused(use);
  const answer = applyEmbedding(use, input, width, says);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

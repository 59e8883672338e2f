/** LSTM, GRU and RNN nodes: W (directions, gates*hidden, input), R (directions, gates*hidden, hidden), B (directions, 2*gates*hidden), P. */
import type { CellName } from '../../cells/index.ts';
import type { RecurrentLayer, RecurrentWeight } from '../recurrent/layer.ts';
import type { WeightTensor } from '../tensor.ts';

export interface OnnxAttribute {
  readonly name: string;
  readonly integer: number | undefined;
  readonly text: string | undefined;
  readonly texts: readonly string[];
}

export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

const GATES: Readonly<Record<string, number>> = { LSTM: 4, GRU: 3, RNN: 1 };

/** Places among the inputs of a node; P is an LSTM's alone. */
const INPUTS = [
  ['W', 1],
  ['R', 2],
  ['B', 3],
  ['P', 7],
] as const;

/** undefined: no recurrent node, or one whose weights are computed or do not fit each other. */
export function nodeLayer(node: OnnxNode, tensors: readonly WeightTensor[]): RecurrentLayer | undefined {
  const gates = GATES[node.type];
  if (gates === undefined) return undefined;
  const found = new Map<string, WeightTensor>();
  for (const [name, place] of INPUTS) {
    const input = node.inputs[place];
    const tensor = input ? tensors.find(each => each.name === input) : undefined;
    if (tensor) found.set(name, tensor);
  }
  const [directions = 0, rows = 0, inputSize = 0] = found.get('W')?.shape ?? [];
  const units = rows / gates;
  const recurrent = found.get('R')?.shape.join();
  if (
    (directions !== 1 && directions !== 2) ||
    !Number.isInteger(units) ||
    recurrent !== `${directions},${rows},${units}`
  )
    return undefined;
  return {
    name: node.name,
    layout: 'onnx',
    cell: cellOf(node, found.has('P')),
    units,
    inputSize,
    layers: 1,
    directions,
    weights: weightsOf(found, {
      directions,
      isReverse: node.attributes.get('direction')?.text === 'reverse',
    }),
  };
}

function cellOf({ type, attributes }: OnnxNode, hasPeepholes: boolean): CellName {
  if (type === 'LSTM') return hasPeepholes ? 'lstm-peephole' : 'lstm';
  if (type === 'RNN') return 'simple-rnn';
  return attributes.get('linear_before_reset')?.integer === 1 ? 'gru-reset-after' : 'gru';
}

function weightsOf(
  found: ReadonlyMap<string, WeightTensor>,
  { directions, isReverse }: { readonly directions: number; readonly isReverse: boolean },
): readonly RecurrentWeight[] {
  return Array.from({ length: directions }, (_, part) => part).flatMap(part =>
    [...found].map(([name, tensor]): RecurrentWeight => {
      const direction = part === 1 || isReverse ? 'backward' : 'forward';
      return { tensor, name, layer: 0, direction, part };
    }),
  );
}

/** LSTMCell and GRUCell: one step of one example. https://docs.kidger.site/equinox/api/nn/rnn/, equinox/nn/_rnn.py */
import { multiply, type Shape, size } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { plainCell, weight } from '../layer.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { type Operand, tuple, type Value, type Weight } from '../parts.ts';
import { type CellKind, type CellSettings, GRU, LSTM } from './cell-kinds.ts';
import { readCellState } from './cell-state.ts';
import { layerClass } from './dialect.ts';
import { applyProduct } from './vectors.ts';

export const CELLS = [LSTM, GRU].map(kind =>
  layerClass({
    name: kind.name,
    signature: 'input_size, hidden_size, use_bias=True, dtype=None, *, key',
    forward: 'input, hidden, *, key=None',
    recurrent: true,
    make: options => make(options, kind),
  }),
);

function make(options: Options, kind: CellKind): Made {
  const hiddenSize = options.size('hidden_size');
  const settings: CellSettings = {
    kind,
    inputSize: options.size('input_size', 0),
    hiddenSize,
    rows: multiply(size(kind.gates.length), hiddenSize),
    bias: options.flag('use_bias'),
  };
  return {
    weights: cellWeights(settings),
    units: hiddenSize,
    inputSize: settings.inputSize,
    cell: plainCell(kind.cell, 'equinox', { bias: settings.bias ?? true, resetAfter: kind.cell === 'gru' }),
    states: kind.states.map(name => ({ name, shape: [hiddenSize] })),
    step: stepShapes(settings),
    call: use => callCell(use, settings),
  };
}

/** weight_ih (G*H, I), weight_hh (G*H, H), bias (G*H), and of a GRU bias_n (H), which the reset gate scales too. */
function cellWeights({ kind, inputSize, hiddenSize, rows, bias }: CellSettings): readonly Weight[] {
  const gated = (name: string, shape: Shape | undefined): Weight => weight(name, shape, kind.gates, 0);
  const weights = [gated('weight_ih', [rows, inputSize]), gated('weight_hh', [rows, hiddenSize])];
  if (bias === false) return weights;
  weights.push(gated('bias', bias ? [rows] : undefined));
  if (kind.cell === 'gru') weights.push(weight('bias_n', bias ? [hiddenSize] : undefined, ['n'], 0));
  return weights;
}

function stepShapes({ kind, inputSize, hiddenSize }: CellSettings): ReadonlyMap<string, Shape> {
  const previous = kind.states.map(name => `${name}_prev`);
  return new Map<string, Shape>([
    ['x_t', [inputSize]],
    ...[...previous, ...kind.inner, 'h_t'].map((name): [string, Shape] => [name, [hiddenSize]]),
  ]);
}

function callCell(use: Use, settings: CellSettings): Value {
  const { inputSize, rows, hiddenSize, kind } = settings;
  const at = use.arguments.at('input');
  const input = takeTensor(use, use.arguments.value('input'), at, 'input', { numbers: true });
  if (!input) return refused(use);
  const applied = applyProduct(use, input, { rows, columns: inputSize, parameter: 'input_size' });
  if (applied.kind === 'refused') return applied.value;
  const state = readCellState(use, settings);
  if (state.kind === 'refused') return state.value;
  const isVector = applied.kind === 'vector' && state.kind === 'vector';
  return give(use, kind, input, isVector ? [hiddenSize] : undefined);
}

function give(use: Use, kind: CellKind, input: Operand, shape: Shape | undefined): Value {
  const outputs = kind.states.map((_, i) =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role: i === 0 ? 'h' : 'c' }),
  );
  noteCall(
    use,
    [input.shape],
    outputs.map(o => o.shape),
    { steps: size(1) },
  );
  const [h] = outputs;
  return h && outputs.length === 1 ? h : tuple(outputs);
}

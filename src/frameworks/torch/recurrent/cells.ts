/** nn.LSTMCell, nn.GRUCell and nn.RNNCell: one step. https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html */
import { compare, type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseRank, refuseSize, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { type CellDescription, type Operand, tuple, type Value, type Weight } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { needFloat } from '../inputs.ts';
import { checkCellState } from './cell-state.ts';
import { GRU, gateCount, LSTM, type RecurrentKind, RNN } from './kinds.ts';
import { stepShapes } from './outputs.ts';

interface CellSettings {
  readonly kind: RecurrentKind;
  readonly inputSize: Dim;
  readonly hiddenSize: Dim;
  readonly bias: boolean | undefined;
}

const SIGNATURES: Readonly<Record<RecurrentKind['name'], string>> = {
  LSTM: 'input_size, hidden_size, bias=True, device=None, dtype=None',
  GRU: 'input_size, hidden_size, bias=True, device=None, dtype=None',
  RNN: `input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None`,
};

export const CELLS = [LSTM, GRU, RNN].map(kind =>
  layerClass({
    name: `${kind.name}Cell`,
    signature: SIGNATURES[kind.name],
    forward: 'input, hx=None',
    recurrent: true,
    bases: ['RNNCellBase'],
    make: options => make(options, kind),
  }),
);

function make(options: Options, kind: RecurrentKind): Made {
  const settings: CellSettings = {
    kind,
    inputSize: options.size('input_size', 0),
    hiddenSize: options.size('hidden_size', 0),
    bias: options.flag('bias'),
  };
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: cellWeights(settings),
    units: settings.hiddenSize,
    inputSize: settings.inputSize,
    cell: describe(settings, options.text('nonlinearity') ?? 'tanh'),
    states: stateNames(kind).map(name => ({ name, shape: [batch, settings.hiddenSize] })),
    step: stepShapes({ ...settings, outputSize: settings.hiddenSize }, batch),
    call: use => callCell(use, settings),
  };
}

function describe({ kind, bias }: CellSettings, nonlinearity: string): CellDescription {
  return {
    kind: kind.cell,
    layout: 'torch',
    activation: nonlinearity,
    recurrentActivation: 'sigmoid',
    bias: bias ?? true,
    resetAfter: kind.name === 'GRU',
    bidirectional: false,
    numLayers: size(1),
    projection: undefined,
  };
}

const stateNames = (kind: RecurrentKind): readonly string[] => (kind.states === 2 ? ['h', 'c'] : ['h']);

/** weight_ih (G*H, I), weight_hh (G*H, H), bias_ih and bias_hh (G*H). */
function cellWeights({ kind, inputSize, hiddenSize, bias }: CellSettings): readonly Weight[] {
  const rows = multiply(size(gateCount(kind)), hiddenSize);
  const gated = (name: string, shape: Shape | undefined) =>
    weight(name, shape, kind.gates, kind.gates.length > 0 ? 0 : undefined);
  const weights = [gated('weight_ih', [rows, inputSize]), gated('weight_hh', [rows, hiddenSize])];
  const biasShape = bias === undefined ? undefined : [rows];
  return bias === false ? weights : [...weights, gated('bias_ih', biasShape), gated('bias_hh', biasShape)];
}

function callCell(use: Use, settings: CellSettings): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const rank = input.shape?.length;
  if (rank !== undefined && rank !== 1 && rank !== 2) {
    const says = `${use.operation}: Expected input to be 1D or 2D, got ${rank}D instead`;
    return refuseRank(use, input, [1, 2], ['batch', 'features'], says);
  }
  return (
    needFloat(use, input) ??
    checkFeatures(use, settings, input) ??
    checkCellState(use, settings.kind.states, input, settings.hiddenSize) ??
    give(use, settings, input)
  );
}

function checkFeatures(use: Use, { inputSize }: CellSettings, input: Operand): Value | undefined {
  const { shape } = input;
  const actual = shape?.at(-1);
  if (!shape || !actual || compare(actual, inputSize) !== 'different') return undefined;
  return refuseSize(use, input, {
    axis: shape.length - 1,
    expected: inputSize,
    actual,
    parameter: 'input_size',
    says: 'input has inconsistent input_size',
  });
}

function give(use: Use, settings: CellSettings, input: Operand): Value {
  const batch = input.shape ? input.shape.at(-2) : use.host.freshSymbol('batch', input.at);
  const shape = batch ? [batch, settings.hiddenSize] : [settings.hiddenSize];
  const outputs = stateNames(settings.kind).map((_, i) =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role: i === 0 ? 'h' : 'c' }),
  );
  noteStep(
    use,
    settings,
    input,
    batch,
    outputs.map(o => o.shape),
  );
  const [h] = outputs;
  return h && outputs.length === 1 ? h : tuple(outputs);
}

function noteStep(
  use: Use,
  settings: CellSettings,
  input: Operand,
  batch: Dim | undefined,
  outputs: readonly (Shape | undefined)[],
): void {
  const built = use.layer.layer?.built;
  if (!built || built.value.called) return;
  noteCall(use, [input.shape], outputs);
  const step = stepShapes({ ...settings, outputSize: settings.hiddenSize }, batch);
  const states = stateNames(settings.kind).map((name, i) => ({ name, shape: outputs[i] }));
  use.host.write(built, { ...built.value, states, step, steps: size(1) });
}

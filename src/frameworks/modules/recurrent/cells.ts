/** Recurrent cells, which make one step. */
import { size } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { checkSize, refused, refuseRank, result } from '../../array/scene.ts';
import { type Operand, tuple, type Value, type Weight } from '../../parts.ts';
import { learnInput } from '../assumed-input.ts';
import { needFloat } from '../inputs.ts';
import { type Made, moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { refuseSettings } from './call.ts';
import { batchOf, cellStates, checkCellState } from './cell-state.ts';
import { stepShapes } from './outputs.ts';
import { describeCell, type Settings } from './settings.ts';
import { layerStates } from './state.ts';
import type { RecurrentStyle } from './style.ts';

export interface CellSpec {
  /** 'LSTMCell' */
  readonly name: string;
  readonly signature: string;
  readonly forward: string;
  readonly bases: readonly string[];
  readonly read: (options: Options) => Settings;
  readonly weights: (settings: Settings) => readonly Weight[];
}

export const recurrentCell = (style: RecurrentStyle, spec: CellSpec) =>
  moduleLayer(style.dialect, {
    name: spec.name,
    signature: spec.signature,
    forward: spec.forward,
    recurrent: true,
    bases: spec.bases,
    make: options => make(options, style, spec),
  });

function make(options: Options, style: RecurrentStyle, spec: CellSpec): Made {
  const settings = spec.read(options);
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: spec.weights(settings),
    units: settings.hiddenSize,
    inputSize: settings.inputSize,
    cell: describeCell(settings, style.layout),
    states: layerStates(cellStates(settings, batch)),
    step: stepShapes(settings, batch),
    call: use => callCell(use, style, settings),
  };
}

function callCell(use: Use, style: RecurrentStyle, settings: Settings): Value {
  const { words } = style;
  const input = takeTensor(use, use.arguments.value(style.input), use.arguments.at(style.input), style.input);
  if (!input) return refused(use);
  const rank = input.shape?.length;
  const ranks = style.unbatched ? [1, 2] : [2];
  if (rank !== undefined && !ranks.includes(rank))
    return refuseRank(use, input, ranks, ['batch', 'features'], words.cellRank?.(use.operation, rank));
  return (
    refuseSettings(use, style, settings) ??
    needFloat(use, input, words.cellDtype) ??
    checkSize(use, input, {
      axis: -1,
      expected: settings.inputSize,
      parameter: 'input_size',
      says: words.cellFeatures,
    }) ??
    checkCellState(use, style, settings, input) ??
    give(use, style, settings, input)
  );
}

/** PyTorch and MindSpore give h or (h, c); Paddle (h, h) or (h, (h, c)). */
function give(use: Use, style: RecurrentStyle, settings: Settings, input: Operand): Value {
  const batch = batchOf(use, style, settings, input);
  const states = cellStates(settings, batch).map(({ shape }, i) =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role: i === 0 ? 'h' : 'c' }),
  );
  const taken = input.shape ?? (batch ? [batch, settings.inputSize] : undefined);
  if (taken) learnInput(use, input, taken);
  noteCall(
    use,
    [taken],
    states.map(o => o.shape),
    { states: layerStates(cellStates(settings, batch)), step: stepShapes(settings, batch), steps: size(1) },
  );
  const [h] = states;
  const all = h && states.length === 1 ? h : tuple(states);
  return h && style.cellGivesOutput ? tuple([h, all]) : all;
}

/**
 * Cells with PyTorch's weights whose step is written with products and operators of the framework's own tensors: states are stretched as operands are, and no
 * rank is asked for. What runs on anything but (batch, features) gives what is not followed here.
 */
import { broadcast, constantOf, type Dim, type Shape, size } from '../../../shapes/index.ts';
import { refused, refuseRank, result } from '../../array/scene.ts';
import { itemsOf, type LayoutName, type NativeClass, type Operand, tuple, type Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf } from '../inputs.ts';
import { type Made, moduleLayer, noteCall, type Use } from '../layer-class.ts';
import { refuseProduct } from '../layers/linear.ts';
import type { Options } from '../options.ts';
import { cellStates } from './cell-state.ts';
import type { RecurrentKind } from './kinds.ts';
import { stepShapes } from './outputs.ts';
import { describeCell, type Settings } from './settings.ts';
import { differingAxis, layerStates, refuseState, stateOperand } from './state.ts';
import { gatedWeights } from './weights.ts';

export interface StretchingCell {
  /** 'LSTMCell' */
  readonly name: string;
  readonly kind: RecurrentKind;
  readonly layout: LayoutName;
  /** With `input_size`, `hidden_size` and `bias`. */
  readonly signature: string;
  /** The parameter of the call that takes the pair of states, or the only one. */
  readonly state: string;
  /** What the framework says of other features, of an input without axes, and of a pair that is none. */
  readonly says: string;
  readonly saysScalar: string;
  readonly saysCount: string;
}

export const stretchingCell = (dialect: Dialect, cell: StretchingCell): NativeClass =>
  moduleLayer(dialect, {
    name: cell.name,
    signature: cell.signature,
    forward: `${dialect.input ?? 'input'}, ${cell.state}=None`,
    recurrent: true,
    make: options => make(options, cell),
  });

function make(options: Options, cell: StretchingCell): Made {
  const hiddenSize = options.size('hidden_size');
  const settings: Settings = {
    kind: cell.kind,
    inputSize: options.size('input_size', 0),
    hiddenSize,
    layers: size(1),
    directions: size(1),
    outputSize: hiddenSize,
    projection: undefined,
    bias: options.flag('bias'),
    batchFirst: undefined,
    bidirectional: false,
    nonlinearity: 'tanh',
    refusedAtCall: [],
  };
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: gatedWeights(settings, settings.inputSize, ''),
    units: hiddenSize,
    inputSize: settings.inputSize,
    cell: describeCell(settings, cell.layout),
    states: layerStates(cellStates(settings, batch)),
    step: stepShapes(settings, batch),
    call: use => callCell(use, cell, settings),
  };
}

const AXES = ['batch', 'features'];

function callCell(use: Use, cell: StretchingCell, settings: Settings): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const wrong = refuseProduct(use, input, {
    parameter: 'input_size',
    features: settings.inputSize,
    ranks: [1, 2],
    axes: AXES,
    says: cell.says,
    saysRank: cell.saysScalar,
  });
  if (wrong) return wrong;
  const given = use.arguments.given(cell.state);
  const hasNone = !given || given.value.kind === 'none';
  // The gates are taken apart along axis 1, which is not theirs then: as wide as all of them, none fits a state of zeros.
  if (hasNone && input.shape?.length === 3 && (constantOf(settings.hiddenSize) ?? 1) > 1)
    return refuseRank(use, input, [2], AXES);
  const batch = input.shape?.length === 2 ? input.shape[0] : undefined;
  const states = hasNone ? [] : statesIn(given.value);
  const answer = batch && states && stretched(use, cell, settings, { batch, states });
  return answer && 'kind' in answer ? answer : give(use, settings, input, answer);
}

const statesIn = (value: Value): readonly Value[] | undefined =>
  value.kind === 'list' ? itemsOf(value) : undefined;

/** The shape of all new states, or a refusal; undefined: not known. What stands behind the last state is not looked at. */
function stretched(
  use: Use,
  { state: parameter, saysCount }: StretchingCell,
  settings: Settings,
  { batch, states }: { readonly batch: Dim; readonly states: readonly Value[] },
): Value | Shape | undefined {
  const at = use.arguments.at(parameter);
  const wanted = cellStates(settings, batch);
  if (states.length > 0 && states.length < wanted.length) {
    const counts = { expectedCount: wanted.length, actualCount: states.length, says: saysCount };
    const [first = { kind: 'none' } as const] = states;
    return refuseState(use, stateOperand(first, at, parameter), undefined, { aspect: 'count', ...counts });
  }
  let shape: Shape = [batch, settings.hiddenSize];
  for (const [i, expected] of wanted.entries()) {
    const value = states[i];
    if (!value) continue;
    const state = stateOperand(value, at, expected.role);
    if (state.shape?.length !== 2) return undefined;
    const both = broadcast(shape, state.shape);
    if (!both.ok)
      return refuseState(use, state, expected, {
        aspect: 'shape',
        axis: differingAxis(expected.shape, state.shape),
      });
    shape = both.value;
  }
  return shape;
}

function give(use: Use, settings: Settings, input: Operand, shape: Shape | undefined): Value {
  const outputs = cellStates(settings, undefined).map((_, i) =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role: i === 0 ? 'h' : 'c' }),
  );
  const batch = shape?.[0];
  const facts = batch && {
    states: layerStates(cellStates(settings, batch)),
    step: stepShapes(settings, batch),
  };
  noteCall(
    use,
    [input.shape],
    outputs.map(() => shape),
    { ...facts, steps: size(1) },
  );
  const [h] = outputs;
  return h && outputs.length === 1 ? h : tuple(outputs);
}

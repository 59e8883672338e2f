/** Calls of recurrent layers on padded sequences: the checks of `forward`. */

import { compare, constantOf, type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { suspectExchanged } from '../../array/exchanged-states.ts';
import { takeTensor } from '../../array/operand.ts';
import { watchResults } from '../../array/result-uses.ts';
import { refuseArgument, refused, refuseOperands, refuseRank, suspectMisreading } from '../../array/scene.ts';
import { itemsOf, type Operand, shapeOf, type TensorValue, usesOf, type Value, whole } from '../../parts.ts';
import { assumedShape, learnInput } from '../assumed-input.ts';
import { needFloat } from '../inputs.ts';
import { checkLastAxis } from '../last-axis.ts';
import type { Use } from '../layer-class.ts';
import { suspectAxes } from './doubtful-axes.ts';
import { bundle, expectedStates, give, giveStates, type Layout, noteRun, outputFeatures } from './outputs.ts';
import { noteResults, spentGraph } from './runs.ts';
import type { Settings } from './settings.ts';
import { checkState } from './state.ts';
import type { RecurrentStyle } from './style.ts';

export function callRecurrent(use: Use, style: RecurrentStyle, settings: Settings): Value {
  const broken = refuseSettings(use, style, settings);
  if (broken) return broken;
  const value = use.arguments.value(style.input);
  const at = use.arguments.at(style.input);
  const special = style.special?.(use, settings, { name: undefined, value, at });
  if (special) return special;
  const { tupleAsInput } = style.words;
  const isList = value.kind === 'list' && value.flavour === 'list';
  const says = isList ? tupleAsInput?.replace("'tuple'", "'list'") : tupleAsInput;
  const input = takeTensor(use, value, at, style.input, { says });
  return input ? callPadded(use, style, settings, input) : refused(use);
}

export function refuseSettings(
  use: Use,
  { words }: RecurrentStyle,
  { refusedAtCall: [wrong] }: Settings,
): Value | undefined {
  return (
    wrong &&
    refuseArgument(use, {
      ...wrong,
      aspect: 'type',
      at: use.site,
      says: wrong.says ?? words.refusedAtCall?.(use.operation),
    })
  );
}

function callPadded(use: Use, style: RecurrentStyle, settings: Settings, input: Operand): Value {
  const { words } = style;
  const rank = input.shape?.length;
  const ranks = style.unbatched ? [2, 3] : [3];
  if (rank !== undefined && !ranks.includes(rank))
    return refuseRank(use, input, ranks, axesOf(settings), words.inputRank?.(use.operation, rank));
  const layout = layoutOf(use, style, settings, input);
  const states = expectedStates(settings, layout);
  return (
    needFloat(use, input, words.dtype) ??
    checkFeatures(use, style, settings, input) ??
    (rank === undefined ? undefined : checkState(use, style, states)) ??
    checkSteps(use, style, input, layout) ??
    giveOutputs(use, style, settings, input, layout)
  );
}

function axesOf({ batchFirst }: Settings): readonly string[] {
  return batchFirst ? ['batch', 'steps', 'features'] : ['steps', 'batch', 'features'];
}

/** With the input's axes but the last. */
interface PaddedLayout extends Layout {
  readonly leading: Shape;
}

function layoutOf(
  use: Use,
  { unbatched }: RecurrentStyle,
  { batchFirst }: Settings,
  input: Operand,
): PaddedLayout {
  if (!input.shape && batchFirst === undefined)
    return { batch: unknownDim(), steps: unknownDim(), leading: [unknownDim(), unknownDim()] };
  const names = batchFirst ? ['batch', 'seq_len'] : ['seq_len', 'batch'];
  const shape = input.shape ?? [...assumedShape(use, input, names, !unbatched), unknownDim()];
  const [first = unknownDim(), second = unknownDim()] = shape;
  if (shape.length === 2) return { batch: undefined, steps: first, leading: [first] };
  if (batchFirst === undefined)
    return { batch: either(first, second), steps: either(first, second), leading: [first, second] };
  return { batch: batchFirst ? first : second, steps: batchFirst ? second : first, leading: [first, second] };
}

function either(a: Dim, b: Dim): Dim {
  return compare(a, b) === 'equal' ? a : unknownDim();
}

function checkFeatures(
  use: Use,
  { words }: RecurrentStyle,
  { inputSize }: Settings,
  input: Operand,
): Value | undefined {
  const given = input.shape?.at(-1);
  const says = given && inputSize && words.features?.(inputSize, given);
  return checkLastAxis(use, input, { expected: inputSize, parameter: 'input_size', says });
}

function checkSteps(
  use: Use,
  { words: { noSteps } }: RecurrentStyle,
  input: Operand,
  { steps, batch }: PaddedLayout,
): Value | undefined {
  if (noSteps === undefined || !input.shape || constantOf(steps) !== 0) return undefined;
  // Which of the two axes is that of time may not be known.
  if (batch && constantOf(batch) === 0) return undefined;
  const axis = input.shape.findIndex(dim => constantOf(dim) === 0);
  return refuseOperands(
    use,
    [input],
    { kind: 'too-small', axis, dim: steps, needed: size(1) },
    input.at,
    noSteps,
  );
}

/** A state of an earlier call, through whose graph `backward()` has gone since, where it goes through this call too. */
function suspectCarried(use: Use, style: RecurrentStyle, output: TensorValue): void {
  const given = use.arguments.given(style.state);
  if (!given) return;
  const items = given.value.kind === 'tensor' ? [given.value] : (itemsOf(given.value) ?? []);
  const state = items.find(item => item.kind === 'tensor' && spentGraph(item) !== undefined);
  if (state?.kind !== 'tensor') return;
  const left = spentGraph(state) ?? 'freed';
  const tensor: Operand = { role: 'state', shape: shapeOf(state), tensor: state, at: given.at };
  const says = left === 'freed' ? style.words.spentGraph : undefined;
  suspectMisreading(
    use,
    { about: 'undetached-state', tensor, axis: 0, names: [left], at: given.at, says },
    () => usesOf(output)?.isSpent === true,
  );
}

function giveOutputs(
  use: Use,
  style: RecurrentStyle,
  settings: Settings,
  input: Operand,
  layout: PaddedLayout,
): Value {
  if (!use.arguments.given(style.state) && !use.arguments.open)
    suspectAxes(use, settings.batchFirst, input, layout);
  const output = give(use, [...layout.leading, outputFeatures(use, settings)], input.tensor, 'sequence');
  const states = giveStates(use, settings, layout, input.tensor);
  const taken = input.shape ?? [...layout.leading, settings.inputSize];
  learnInput(use, input, taken);
  noteRun(use, settings, layout, [taken], [output.shape, ...states.map(s => s.shape)]);
  suspectCarried(use, style, output);
  suspectExchanged(use, use.arguments.given(style.state));
  noteResults([output, ...states]);
  watchResults(use.host, output, states);
  return whole([output, bundle(states)], 'tuple');
}

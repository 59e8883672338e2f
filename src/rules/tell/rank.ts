/** Sentences about a wrong number of axes. */
import { profileOf } from '../../profiles/index.ts';
import { printDim } from '../../shapes/index.ts';
import {
  type FrameworkName,
  type Operand,
  type RankConflict,
  shapeOf,
  type TensorValue,
} from '../../values/index.ts';
import { extraAxisAdvice, lookedUpAdvice, missingAxisAdvice } from './missing-axis.ts';
import { chainOf, recurrentOrigin, shapeText } from './operands.ts';
import { argumentCode, capitalised, oneOf, subjectWords } from './words.ts';

/** 'LSTM expects 3 dimensions (batch, steps, features), but gets 2: (batch, 10)', without the full stop. */
export function rankSentence(conflict: RankConflict): string {
  const { operation, input, ranks, axes, framework } = conflict;
  const names = ranks.includes(axes.length) ? ` (${axes.join(', ')})` : '';
  const plural = ranks.length === 1 && ranks[0] === 1 ? 'dimension' : 'dimensions';
  const where = input.role === 'input' || input.role === 'inputs' ? '' : ` for ${input.role}`;
  const given = input.shape
    ? `${input.shape.length}: ${shapeText(input.shape, framework)}`
    : 'another number';
  return `${capitalised(subjectWords(operation))} expects ${oneOf(ranks)} ${plural}${names}${where}, but gets ${given}`;
}

/** How to add or remove axes, in the framework's own words; undefined where the rank is not known. */
export function rankAdvice(conflict: RankConflict): string | undefined {
  const { input, ranks, axes, framework, operation } = conflict;
  const actual = input.shape?.length;
  if (actual === undefined || ranks.length === 0) return undefined;
  if (input.isColumn) return 'Take it as a table of one column, with two brackets: `df[["name"]]`.';
  if (actual < Math.min(...ranks))
    return missingAxisAdvice(conflict) ?? addAxis(framework, Math.min(...ranks) - actual, axes, input);
  if (actual <= Math.max(...ranks)) return undefined;
  const sequence = recurrentOrigin(input.tensor);
  if (sequence?.source.role === 'sequence' && sequence.source.layer?.layer?.flags.get('return_sequences')) {
    return `Leave out ${argumentCode(framework, 'return_sequences', true)} in the ${sequence.source.operation}, or take its last step.`;
  }
  return (
    countedSamples(input, axes) ??
    lookedUpAdvice(conflict) ??
    extraAxisAdvice(conflict) ??
    removeAxis(framework, operation)
  );
}

/** The shape that a model declares for its input leaves the samples out: `input_shape=(1000, 10, 8)`. */
function countedSamples({ shape, tensor }: Operand, axes: readonly string[]): string | undefined {
  const [, first, ...rest] = shape ?? [];
  if (!shape || !first || !tensor?.graph || tensor.source.operation !== 'Input') return undefined;
  if (!axes.includes('steps') || shape.length !== axes.length + 1) return undefined;
  const { framework } = tensor;
  const declared = `The declared shape ${shapeText([first, ...rest], framework)} does not count the samples`;
  const shorter = `if ${printDim(first)} is their number, declare ${shapeText(rest, framework)}`;
  return `${declared}: ${shorter}.`;
}

function addAxis(
  framework: FrameworkName,
  missing: number,
  axes: readonly string[],
  { tensor }: Operand,
): string {
  const what = missing === 1 ? 'the missing axis' : `the ${missing} missing axes`;
  const { graph, addAxis: by } = profileOf(framework).wording;
  if (!graph) return `Add ${what} with ${by}.`;
  if (tensor?.graph === false) return `Add ${what} to the data with ${by}.`;
  const layer = takingAxes(tensor);
  const first = layer
    ? `Leave out the ${layer}, which takes axes away`
    : graph.declare(axes.slice(1).join(', '));
  return `${first}, or add ${what} with ${graph.addAxis}.`;
}

/** The layer behind the model's input whose output has fewer axes than what it got, if it is that which is given here. */
function takingAxes(tensor: TensorValue | undefined): string | undefined {
  const rank = tensor && shapeOf(tensor)?.length;
  const chain = chainOf(tensor);
  const index = chain.findIndex(each => shapeOf(each)?.length !== rank);
  const [before, taking] = [chain[index], chain[index - 1]];
  const ranks = [before, taking].map(each => each && shapeOf(each)?.length);
  return (ranks[0] ?? 0) > (ranks[1] ?? 0) ? taking?.source.layer?.class.name : undefined;
}

function removeAxis(framework: FrameworkName, operation: string): string {
  const { removeAxis: advice, perSlice } = profileOf(framework).wording;
  return perSlice ? `${advice}, or apply ${operation} to each slice with ${perSlice}.` : `${advice}.`;
}

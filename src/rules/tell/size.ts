/** Sentences about an axis of another size than a layer was made for: recurrent and other layers tell it the same way. */
import { profileOf } from '../../profiles/index.ts';
import { compare, constantOf, printDim, size } from '../../shapes/index.ts';
import { type Finding, isLastBatch, type SizeConflict } from '../../values/index.ts';
import { withAxis } from '../fix/wrap.ts';
import type { Told } from '../rule.ts';
import { type Facts, placeWords } from './facts.ts';
import { chainOf, shapeText, sizeReason } from './operands.ts';
import { noteAt, operandNotes, originWords, sizeNotes } from './related.ts';
import { argumentName, capitalised, code, subjectWords } from './words.ts';

/** What the size of the axis means to the layer: 'features', 'channels'. */
export function tellSize(conflict: SizeConflict, meaning: string, facts: Facts, finding: Finding): Told {
  const { expected, actual, input, setBy } = conflict;
  const wanted = printDim(expected);
  return {
    sentences: [mismatchSentence(conflict, meaning, facts, finding.file), adviceSentence(conflict)],
    related: [
      noteAt(
        setBy,
        setBy.what ? `expects ${wanted}: ${originWords(setBy.what)}` : `expects ${wanted}, as set here`,
      ),
      ...operandNotes(input),
      ...sizeNotes(actual),
      ...sizeNotes(expected),
    ],
  };
}

function mismatchSentence(conflict: SizeConflict, meaning: string, facts: Facts, from: string): string {
  const { operation, actual, input, framework } = conflict;
  const setter = expectationWords(conflict, facts, from);
  const reason = sizeReason(actual, input.tensor, from, facts);
  const because = reason ? ` (${reason})` : '';
  const wanted = `${capitalised(subjectWords(operation))} expects ${expectedWords(conflict, meaning)}${setter}`;
  const whole = input.shape ? `: ${shapeText(input.shape, framework)}` : '';
  return `${wanted}, but gets ${printDim(actual)}${because}${whole}.`;
}

/** What the axis of a layer's features holds, by the kind of the layer. */
export function meaningOf(operation: string): string {
  return /conv|batchnorm|groupnorm|instancenorm|batch_?norm/i.test(operation) ? 'channels' : 'features';
}

/** '8 features on the last axis', 'a batch of 4', '30 steps on axis 1'. */
export function expectedWords(conflict: SizeConflict, meaning: string): string {
  const { expected, axis, input } = conflict;
  const [number, rank] = [printDim(expected), input.shape?.length];
  const isLast = isLastAxis(conflict);
  const isBatch = meaning === 'features' || conflict.parameter === 'batch_size';
  if (axis === 0 && !isLast && isBatch) return `a batch of ${number}`;
  if (conflict.isSpatial) return `${number} on ${axisWords(conflict)}`;
  if (!isLast && meaning === 'features')
    return `${number}${rank === 3 ? ' steps' : ''} on ${axisWords(conflict)}`;
  const noun = constantOf(expected) === 1 ? meaning.replace(/s$/, '') : meaning;
  return `${number} ${noun} on ${axisWords(conflict)}`;
}

/** ' (`in_features`, line 10)' or ' (built for that on line 10)'. */
function expectationWords(
  { parameter, framework, setBy, layer }: SizeConflict,
  facts: Facts,
  from: string,
): string {
  const place = placeWords(facts, setBy, from);
  if (parameter) return ` (${code(argumentName(framework, parameter))}${place ? ` set ${place}` : ''})`;
  return place ? ` (${layer ? 'as it was built' : 'set'} ${place})` : '';
}

/** 'the last axis', 'axis 1'. */
export function axisWords(conflict: Pick<SizeConflict, 'axis' | 'input'>): string {
  return isLastAxis(conflict) ? 'the last axis' : `axis ${conflict.axis}`;
}

/** Of an input of unknown rank the last axis is -1. */
function isLastAxis({ axis, input }: Pick<SizeConflict, 'axis' | 'input'>): boolean {
  return axis === -1 || axis + 1 === input.shape?.length;
}

function adviceSentence(conflict: SizeConflict): string {
  const { expected, input, axis, framework, parameter, actual, operation } = conflict;
  const wanted = printDim(expected);
  if (axis === 0 && isLastBatch(actual))
    return `The last batch has ${printDim(actual)} samples only: give as many samples as ${wanted} divides.`;
  if (axis === 0 && parameter === 'batch_size') {
    const inCall = code(`${argumentName(framework, parameter)}${framework === 'tfjs' ? ': ' : '='}${wanted}`);
    return `Feed batches of ${wanted}, with ${inCall} in ${code('fit')}, ${code('evaluate')} and ${code('predict')}, or make the model for batches of ${printDim(actual)}.`;
  }
  const advice = oneDirection(conflict) ?? numbersAdvice(conflict);
  if (advice) return advice;
  const change = parameter
    ? `set ${code(argumentName(framework, parameter))} to ${printDim(actual)}`
    : `give ${subjectWords(operation)} an input with ${wanted} on ${axisWords(conflict)}`;
  const elsewhere =
    input.shape?.findIndex((dim, i) => i !== axis && compare(dim, expected) === 'equal') ?? -1;
  if (elsewhere < 0 || axis === 0) return `${capitalised(change)}.`;
  const move = `move it to ${axisWords(conflict)} with ${moveFunction(conflict)}`;
  return `Axis ${elsewhere} of the input has ${wanted}: ${move}, or ${change}.`;
}

/** Windows of a series of numbers: without an axis of features they are read as one long sequence. */
function numbersAdvice(conflict: SizeConflict): string | undefined {
  const { input, framework } = conflict;
  const { shape } = input;
  if (!shape || !areNumbers(conflict)) return undefined;
  const made = shapeText([...shape, size(1)], framework);
  return `Of 2 dimensions it is read as one sequence without a batch: for a batch of sequences of one number a step give it an axis of features, ${code(withAxis('x', -1, framework))}: ${made}.`;
}

/** A matrix for a recurrent layer of one feature that takes a sequence without a batch. */
export function areNumbers({
  expected,
  input,
  layer,
  framework,
  axis,
}: Pick<SizeConflict, 'expected' | 'input' | 'layer' | 'framework' | 'axis'>): boolean {
  const { takesNoBatch } = profileOf(framework).wording;
  const isRecurrent = layer?.layer?.recurrent === true && takesNoBatch === true;
  return (
    isRecurrent && constantOf(expected) === 1 && input.shape?.length === 2 && isLastAxis({ axis, input })
  );
}

/** The last state of one direction stands where both are meant. */
function oneDirection({ expected, actual, input, framework, axis }: SizeConflict): string | undefined {
  const [wanted, given] = [constantOf(expected), constantOf(actual)];
  const made = chainOf(input.tensor).find(({ source: { layer } }) => layer?.layer?.recurrent);
  const cell = made?.source.layer?.layer?.cell;
  const own = cell?.projection ?? made?.source.layer?.layer?.units;
  if (
    framework !== 'torch' ||
    !isLastAxis({ axis, input }) ||
    wanted === undefined ||
    wanted !== 2 * (given ?? 0)
  )
    return undefined;
  if (made?.source.role !== 'h' || cell?.bidirectional !== true) return undefined;
  // What both make together is as large for another reason.
  if (!own || given !== constantOf(own)) return undefined;
  const { hidden } = profileOf(framework).wording;
  return `That is the last state of one direction; ${code(`torch.cat((${hidden}[-2], ${hidden}[-1]), dim=1)`)} has those of both, ${wanted}.`;
}

function moveFunction({ framework, input }: SizeConflict): string {
  const { graph, moveAxis } = profileOf(framework).wording;
  return (input.tensor?.graph && graph ? graph : { moveAxis }).moveAxis;
}

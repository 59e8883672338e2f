/**
 * Inputs whose axes are read another way than they seem to be meant. Nothing in a shape says which axis is the batch; what tells is the layer before,
 * the names of the sizes, or, of numbers alone, that batches have sizes like 32 and 64. Only calls without an initial state are looked at: a state
 * that fits confirms how the axes are read.
 */
import { compare, constantOf, type Dim, sameDim, symbolsOf } from '../../../shapes/index.ts';
import { suspectMisreading } from '../../array/scene.ts';
import { axisNames, sequenceAxes } from '../../array/sequence-axes.ts';
import { type NativeValue, type Operand, shapeOf, type TensorValue } from '../../parts.ts';
import type { Use } from '../layer-class.ts';
import type { Layout } from './outputs.ts';

export function suspectAxes(
  use: Use,
  batchFirst: boolean | undefined,
  input: Operand,
  { batch, steps }: Layout,
): void {
  if (batchFirst === undefined || !batch || input.shape?.length !== 3) return;
  const axes = axisNames({ batch: batchFirst ? 0 : 1 });
  const timeAxis = batchFirst ? 1 : 0;
  if (isOneStep(input, batch, steps)) {
    suspectMisreading(use, { about: 'single-time-step', tensor: input, axes, axis: timeAxis, at: input.at });
    return;
  }
  if (constantOf(batch) === 1 || constantOf(steps) === 1) return;
  const reason = swapReason(use, batchFirst, input);
  if (reason === undefined) return;
  const meant = axisNames({ batch: batchFirst ? 1 : 0 });
  suspectMisreading(use, {
    about: 'batch-as-steps',
    tensor: input,
    axes,
    axis: 0,
    meant,
    at: input.at,
    ...reason,
  });
}

/** A batch of vectors that was given a time axis of size 1. */
function isOneStep({ tensor, shape }: Operand, batch: Dim, steps: Dim): boolean {
  const [before, ...more] = tensor?.source.parents ?? [];
  const isReshaped = before !== undefined && more.length === 0 && shapeOf(before)?.length === 2;
  const features = shape?.at(-1);
  return (
    isReshaped &&
    constantOf(steps) === 1 &&
    constantOf(batch) !== 1 &&
    !isOfRecurrent(before) &&
    features !== undefined &&
    (constantOf(features) ?? 0) > 1
  );
}

/** How far back a tensor is followed. */
const FARTHEST = 6;

/** Made of what a recurrent layer gave: its state or last step is fed on as one step, which is how a decoder begins. */
function isOfRecurrent(tensor: TensorValue): boolean {
  let at: TensorValue | undefined = tensor;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    if (at.source.layer?.layer?.recurrent || ['h', 'c', 'last-step'].includes(at.source.role)) return true;
    at = at.source.parents[0];
  }
  return false;
}

interface Reason {
  /** What says so: 'layer', 'loader', 'names', 'sizes', 'transposed'. */
  readonly names: readonly string[];
  readonly other?: Operand;
}

function swapReason(use: Use, batchFirst: boolean, input: Operand): Reason | undefined {
  const { tensor, shape } = input;
  const before = sequenceAxes(tensor);
  if (tensor && before) {
    const isOther = (before.batch === 0) !== batchFirst;
    const role = before.layer ? `the output of ${before.layer.class.name}` : 'the output before';
    return isOther
      ? { names: ['layer'], other: { role, shape: undefined, tensor, at: input.at } }
      : undefined;
  }
  const convolution = !batchFirst && convolutionBefore(tensor);
  if (convolution) {
    const role = `the output of ${convolution.class.name}`;
    return { names: ['layer'], other: { role, shape: undefined, tensor, at: input.at } };
  }
  if (!batchFirst && isOfLoader(tensor)) return { names: ['loader'] };
  const read = namesOf(use, input).map(meaningOf);
  if (read[0] !== undefined || read[1] !== undefined) {
    const wanted = batchFirst ? (['batch', 'steps'] as const) : (['steps', 'batch'] as const);
    return read[0] === wanted[1] && read[1] === wanted[0] ? { names: ['names'] } : undefined;
  }
  const [first, second] = shape?.map(dim => constantOf(dim)) ?? [];
  const isMade = tensor !== undefined && isMadeHere(tensor);
  if (batchFirst) return isSwappedInPlace(input) ? { names: ['transposed'] } : undefined;
  return isMade && isBatchSize(first) && second !== undefined && second > 1 && !isBatchSize(second)
    ? { names: ['sizes'] }
    : undefined;
}

/** A batch of a DataLoader, whose first axis are the samples, through conversions and layers that leave the first two axes where they are. */
function isOfLoader(tensor: TensorValue | undefined): boolean {
  let at = tensor;
  for (let depth = 0; at && depth < FARTHEST; depth++) {
    const { operation, layer, parents }: TensorValue['source'] = at.source;
    if (operation === 'DataLoader') return true;
    const [only, ...others] = parents;
    const keeps = /^(Embedding|Linear|Dropout\d?d?|LayerNorm|ReLU|Tanh)$/.test(layer?.layer?.type ?? '');
    if (!only || others.length > 0 || !(keeps || CONVERSIONS.test(operation))) return false;
    at = only;
  }
  return false;
}

const CONVERSIONS =
  /(^|\.)(to|float|double|half|long|int|cuda|cpu|contiguous|clone|detach|requires_grad_|type|dropout|relu|tanh)$/;

/** The convolution whose (batch, channels, steps) was turned into (batch, steps, channels). */
function convolutionBefore(tensor: TensorValue | undefined): NativeValue | undefined {
  const [turned, ...others] = tensor?.source.parents ?? [];
  const [from, to] = [turned && shapeOf(turned), tensor && shapeOf(tensor)];
  if (!turned || others.length > 0 || from?.length !== 3 || to?.length !== 3) return undefined;
  const isTurned = [0, 2, 1].every((axis, i) => sameDim(from[axis], to[i]));
  // Sizes that are alike do not say which axis went where.
  const [batch, channels, steps] = from;
  const areApart =
    batch && channels && steps && compare(batch, steps) !== 'equal' && compare(channels, steps) !== 'equal';
  if (
    !isTurned ||
    !areApart ||
    !/(^|\.)(permute|transpose|swapaxes|swapdims)$/.test(tensor?.source.operation ?? '')
  )
    return undefined;
  let at: TensorValue | undefined = turned;
  for (let depth = 0; at && depth < FARTHEST; depth++) {
    const { layer, parents }: TensorValue['source'] = at.source;
    if (/^Conv1[dD]$/.test(layer?.layer?.type ?? '')) return layer;
    if (parents.length !== 1 || shapeOf(at)?.length !== 3) return undefined;
    at = parents[0];
  }
  return undefined;
}

/** Made by the program as it stands, or converted from what was: nothing has moved its axes. */
function isMadeHere(tensor: TensorValue): boolean {
  const { parents, role } = tensor.source;
  const [only, ...more] = parents;
  if (role === 'parameter' || only?.source.role === 'parameter') return false;
  return parents.length === 0 || (only !== undefined && more.length === 0 && isConversion(only, tensor));
}

function isConversion(from: TensorValue, to: TensorValue): boolean {
  const [before, after] = [shapeOf(from), shapeOf(to)];
  const isSame = before?.every((dim, i) => after?.[i] && compare(dim, after[i]) === 'equal');
  return from.source.parents.length === 0 && isSame === true;
}

/** Sizes that batches have as a rule. */
const isBatchSize = (n: number | undefined): boolean =>
  n !== undefined && n >= 16 && n <= 1024 && Number.isInteger(Math.log2(n));

type Meaning = 'batch' | 'steps' | undefined;

function meaningOf(name: string | undefined): Meaning {
  if (name === undefined) return undefined;
  if (/^(b|bs|bsz|batch|n?_?batch_?size|batch_?len|n_?samples|num_?samples)$/i.test(name)) return 'batch';
  if (
    /^(t|steps?|time|seq|seq_?len(gth)?|sequence_?len(gth)?|(n_?|num_?)?(time_?)?steps|timesteps?)$/i.test(
      name,
    )
  )
    return 'steps';
  return undefined;
}

/** Names of the first two sizes: their symbols, else what stands in the call that made the tensor. */
function namesOf({ host }: Use, { tensor, shape }: Operand): readonly (string | undefined)[] {
  const symbols = shape?.slice(0, 2).map(dim => {
    const [only, ...more] = symbolsOf(dim);
    return more.length === 0 && constantOf(dim) === undefined ? only?.name : undefined;
  });
  if (symbols?.some(name => name !== undefined)) return symbols;
  if (!tensor || tensor.source.parents.length > 0) return [];
  const [, first, second] = /\(\s*[([]?\s*(\w+)\s*,\s*(\w+)\s*,/.exec(host.textOf(tensor.source.site)) ?? [];
  return [first, second];
}

/** `lstm(x.transpose(0, 1))` of a batch-first layer, where x was made with fewer samples than steps: it was batch-first before. */
function isSwappedInPlace({ tensor, at }: Operand): boolean {
  const { operation, site, parents } = tensor?.source ?? {};
  const [before] = parents ?? [];
  const isHere = site?.file === at.file && site.start >= at.start && site.end <= at.end;
  if (!tensor || !before || !isHere || !/(^|\.)(transpose|permute|swapaxes|swapdims)$/.test(operation ?? ''))
    return false;
  const [first, second] = shapeOf(before)?.map(dim => constantOf(dim)) ?? [];
  const [now, then] = shapeOf(tensor) ?? [];
  const isSwapped = now && then && constantOf(now) === second && constantOf(then) === first;
  if (!isSwapped || !isMadeHere(before) || first === undefined || second === undefined) return false;
  return compare(now, then) === 'different' && first > 1 && first < second && !isBatchSize(second);
}

/** Which axis of a recurrent layer's output is the batch and which are the steps, as far as the layer itself says it. */
import { compare } from '../../shapes/index.ts';
import { beside, type NativeValue, shapeOf, type TensorValue } from '../parts.ts';

export interface SequenceAxes {
  readonly layer: NativeValue | undefined;
  readonly batch: 0 | 1;
  readonly steps: 0 | 1;
  readonly isBidirectional: boolean;
  /** Shorter sequences are filled up to the longest. */
  readonly isPadded: boolean;
}

/** What is known of an output that a function beside the layer has put together (`pad_packed_sequence`, `dynamic_unroll`). */
export interface SequenceFacts {
  readonly layer: NativeValue | undefined;
  readonly batchFirst: boolean;
  readonly isPadded: boolean;
}

const NOTED = beside<TensorValue, SequenceFacts>();

export const noteSequence = (tensor: TensorValue, facts: SequenceFacts): void => NOTED.set(tensor, facts);

/** Operations that keep a sequence one are followed no farther back than this. */
const FARTHEST = 8;

/** Of a tensor that still is the whole output of a recurrent layer, of rank 3. */
export function sequenceAxes(tensor: TensorValue | undefined): SequenceAxes | undefined {
  if (!tensor || shapeOf(tensor)?.length !== 3) return undefined;
  let at: TensorValue | undefined = tensor;
  let areApart = true;
  let areSwapped = false;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    const noted = NOTED.get(at);
    if (noted) return axesOf(noted.layer, noted.batchFirst !== areSwapped, noted.isPadded, areApart);
    const { layer, role }: TensorValue['source'] = at.source;
    if (role !== 'sequence') {
      const exchange = exchangeOf(at);
      if (exchange !== undefined) areSwapped = areSwapped !== exchange;
      else if (isOfEachStep(at)) areApart = false;
      else return undefined;
    } else if (layer?.layer?.recurrent) {
      const batchFirst = isBatchFirst(layer);
      return batchFirst === undefined ? undefined : axesOf(layer, batchFirst !== areSwapped, false, areApart);
    }
    at = at.source.parents[0];
  }
  return undefined;
}

/** `out.transpose(0, 1)`: whether the first two axes have changed places, and no others; undefined: something else was done, or it is not known. */
function exchangeOf({ source, ...made }: TensorValue): boolean | undefined {
  const [before] = source.parents;
  const [from, to] = [before && shapeOf(before), shapeOf({ source, ...made })];
  if (!/(^|\.)(transpose|permute|swapaxes|swapdims|movedim|moveaxis)$/.test(source.operation))
    return undefined;
  if (from?.length !== 3 || to?.length !== 3) return undefined;
  const [a, b, c] = from;
  const [x, y, z] = to;
  if (!a || !b || !c || !x || !y || !z || compare(a, b) !== 'different' || compare(c, z) !== 'equal')
    return undefined;
  const isExchanged = compare(a, y) === 'equal' && compare(b, x) === 'equal';
  // Were the features as many as the steps, another order would look the same.
  const areDistinct = compare(a, c) === 'different' && compare(b, c) === 'different';
  return isExchanged && areDistinct ? true : undefined;
}

/** undefined: nothing says it. */
export function isBatchFirst({ layer }: NativeValue): boolean | undefined {
  if (layer?.flags.has('batch_first')) return layer.flags.get('batch_first');
  const timeMajor = layer?.flags.get('time_major');
  return timeMajor === undefined ? undefined : !timeMajor;
}

/** Flax's wrapper has no cell of its own. */
export const isBidirectional = (layer: NativeValue | undefined): boolean =>
  layer?.layer?.cell?.bidirectional === true || layer?.layer?.type === 'Bidirectional';

/** Dense layers and the like work on each step by itself, and mix what both directions have read. */
function isOfEachStep({ source: { layer, parents } }: TensorValue): boolean {
  return parents.length === 1 && /^(Linear|Dense|LazyLinear|LayerNorm)$/.test(layer?.layer?.type ?? '');
}

function axesOf(
  layer: NativeValue | undefined,
  batchFirst: boolean,
  isPadded: boolean,
  areApart: boolean,
): SequenceAxes {
  const [batch, steps] = batchFirst ? ([0, 1] as const) : ([1, 0] as const);
  return {
    layer,
    batch,
    steps,
    isBidirectional: areApart && isBidirectional(layer),
    isPadded,
  };
}

export const axisNames = ({ batch }: Pick<SequenceAxes, 'batch'>): readonly string[] =>
  batch === 0 ? ['batch', 'steps', 'features'] : ['steps', 'batch', 'features'];

/** The input's axes: x_layout names them in any order, cells read batch, time and what is left. */
import { failure, type Result, success } from '../result.ts';
import type { Tensor } from '../weights.ts';
import { shapeText } from './nested.ts';

/** The input of one layer: for each sequence of the batch its steps, one row of numbers each. */
export interface Sequences {
  readonly batch: number;
  readonly steps: number;
  /** Of one step: [features], or with channels [height, width, channels]. */
  readonly step: readonly number[];
  /** batch * steps rows. */
  readonly data: Float64Array;
}

const CHANNELS = ['channels', 'channel', 'feature', 'features'];
const FEATURES = [...CHANNELS, 'input', 'input_size'];
const BATCH = ['batch', 'n'];
const TIME = ['time', 'steps', 'seq', 'sequence', 'seq_len', 't'];

/**
 * Reorders x to batch, time and the rest, channels last. Fails on axes that are not named so, and on an empty x.
 * `spatial`: the number of axes besides batch, time and channels.
 */
export function readAxes(
  x: Tensor,
  layout: readonly string[] | undefined,
  spatial: number,
  isChannelsFirst: boolean,
): Result<Sequences> {
  const names = layout ?? defaultLayout(spatial, isChannelsFirst);
  const rank = 3 + spatial;
  const place = (known: readonly string[]) => names.findIndex(name => known.includes(name.toLowerCase()));
  const [batch, time] = [place(BATCH), place(TIME)];
  const channels = place(spatial > 0 ? CHANNELS : FEATURES);
  const unbatched = batch < 0 && names.length === rank - 1;
  if ((names.length !== rank && !unbatched) || time < 0 || channels < 0 || (batch < 0 && !unbatched))
    return failure(
      'x_layout',
      `x_layout: expected batch, time and ${spatial > 0 ? `${spatial} axes and channels` : 'feature'} in any order, got "${names.join(', ')}".`,
    );
  if (x.shape.length !== names.length)
    return failure(
      'x',
      `x: expected ${names.length} axes (${names.join(', ')}), got ${x.shape.length}: ${shapeText(x.shape)}.`,
    );
  if (x.data.length === 0) return failure('x', `x: expected numbers, got none: ${shapeText(x.shape)}.`);
  const rest = names.flatMap((_, axis) =>
    axis === batch || axis === time || axis === channels ? [] : [axis],
  );
  const order = [...(batch < 0 ? [] : [batch]), time, ...rest, channels];
  const sizes = order.map(axis => x.shape[axis] ?? 1);
  const [count, steps, ...step] = batch < 0 ? [1, ...sizes] : sizes;
  return success({ batch: count ?? 1, steps: steps ?? 1, step, data: permuted(x, order) });
}

function defaultLayout(spatial: number, isChannelsFirst: boolean): readonly string[] {
  if (spatial === 0) return ['batch', 'time', 'feature'];
  const axes = ['depth', 'height', 'width'].slice(-spatial);
  return isChannelsFirst ? ['batch', 'time', 'channels', ...axes] : ['batch', 'time', ...axes, 'channels'];
}

/** The numbers of a tensor with its axes in another order. */
export function permuted({ shape, data }: Tensor, order: readonly number[]): Float64Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const out = new Float64Array(data.length);
  let next = 0;
  const walk = (depth: number, offset: number): void => {
    const axis = order[depth];
    if (axis === undefined) {
      out[next++] = data[offset] ?? Number.NaN;
      return;
    }
    for (let i = 0; i < (shape[axis] ?? 0); i++) walk(depth + 1, offset + i * (strides[axis] ?? 0));
  };
  walk(0, 0);
  return out;
}

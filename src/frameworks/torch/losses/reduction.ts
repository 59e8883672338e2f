/** `reduction`: whether a loss is one number or one of each element. Only the divergence of Kullback and Leibler has `batchmean`. */
import { refuseArgument, type Scene } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { asBool, asString, type Bound, type Value } from '../../parts.ts';

type Reduction = 'scalar' | 'none' | 'unknown' | 'wrong';

/** Until 0.4 two flags said so, of which only `reduce` decides whether it is one number. */
function oldReduction(options: Bound, isGiven: (name: string) => boolean): Reduction {
  if (!isGiven('reduce')) return 'scalar';
  const reduces = asBool(options.value('reduce'));
  return reduces === undefined ? 'unknown' : reduces ? 'scalar' : 'none';
}

export function reductionOf({ operation }: Scene, options: Bound): Reduction {
  const isGiven = (name: string) => options.names.includes(name) && options.value(name).kind !== 'none';
  if (options.open) return 'unknown';
  if (isGiven('reduce') || isGiven('size_average')) return oldReduction(options, isGiven);
  const value = options.value('reduction');
  const at = options.given('reduction')?.at;
  const isOther = value.kind === 'number' || value.kind === 'list' || asBool(value) !== undefined;
  if (isOther || (at && isWrittenNone(options.call.host, value, at))) return 'wrong';
  const text = asString(value);
  if (text === undefined) return 'unknown';
  if (text === 'none') return 'none';
  if (text === 'batchmean') return /kl_?div/i.test(operation) ? 'scalar' : 'wrong';
  return ['mean', 'sum', 'elementwise_mean'].includes(text) ? 'scalar' : 'wrong';
}

/** The text is looked at only when the loss is taken. */
export function refuseReduction(scene: Scene, options: Bound): Value {
  return refuseArgument(scene, {
    parameter: 'reduction',
    aspect: 'value',
    allowed: "'mean', 'sum' or 'none'",
    at: options.at('reduction'),
    says: 'is not a valid value for reduction',
  });
}

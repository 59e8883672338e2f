/** `compile`: the loss and the metrics that a model is trained with, and what Keras 3 refuses of them at once. */
import { constantOf } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { asBool, asString, itemsOf, NONE, type Value } from '../../parts.ts';
import { isNoOptimizer } from './compiled-names.ts';
import { sceneOf } from './data.ts';
import type { Compiled } from './model-core.ts';
import { wrongLosses } from './old-structure.ts';
import { type Arguments, argumentsOf, type Method } from './training-call.ts';

export const compile: Method = (core, call) => {
  const named = argumentsOf(core, call, 'compile');
  const wrong =
    named &&
    (core.flavour.name === 'keras3' ? wrongArgument(call.host, named) : wrongLosses(core, call.host, named));
  if (!named || wrong) {
    const scene = sceneOf(core, call);
    if (wrong) refuseArgument(scene, wrong);
    // What is told once is not told again where it is trained.
    call.host.write<Compiled>(core.compiled, { ...core.compiled.value, standing: 'maybe' });
    return call.host.because({ missing: 'a model that is not compiled', at: call.site });
  }
  call.host.write<Compiled>(core.compiled, {
    standing: call.open ? 'maybe' : 'yes',
    loss: named.get('loss')?.value,
    metrics: named.get('metrics')?.value,
    weightMode: named.get('sample_weight_mode')?.value,
    hasMore: call.open || named.has('weighted_metrics'),
  });
  return NONE;
};

function wrongArgument(host: Parameters<typeof isNoOptimizer>[0], named: Arguments) {
  const optimizer = named.get('optimizer');
  if (optimizer && isNoOptimizer(host, optimizer.value))
    return {
      parameter: 'optimizer',
      aspect: 'value',
      allowed: "the name of an optimizer, such as 'adam', or an instance of one",
      at: optimizer.at,
      says: 'Could not interpret optimizer identifier:',
    } as const;
  const weights = named.get('loss_weights');
  const isFloat = weights?.value.kind === 'number' && weights.value.float !== undefined;
  if (weights && named.get('loss') && !isFloat && isSingle(weights.value))
    return {
      parameter: 'loss_weights',
      aspect: 'type',
      allowed: 'a float, a list or a dict',
      at: weights.at,
      says: 'Expected `loss_weights` argument to be a float',
    } as const;
  for (const parameter of ['metrics', 'weighted_metrics']) {
    const metrics = named.get(parameter);
    if (metrics && isSingle(metrics.value))
      return {
        parameter,
        aspect: 'type',
        allowed: 'a list, a tuple or a dict',
        at: metrics.at,
        says: `Expected \`${parameter}\` argument to be a list, tuple, or dict.`,
      } as const;
  }
  return undefined;
}

/** Surely something, and nothing that holds several. */
function isSingle(value: Value): boolean {
  if (value.kind === 'number')
    return value.dim ? (constantOf(value.dim) ?? 0) !== 0 : value.float !== undefined && value.float !== 0;
  if (value.kind === 'string') return (asString(value) ?? '') !== '';
  if (value.kind === 'bool') return asBool(value) === true;
  if (value.kind === 'native') return itemsOf(value) === undefined;
  return value.kind === 'native-function' || value.kind === 'native-class' || value.kind === 'function';
}

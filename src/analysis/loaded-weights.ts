/** Weights that a program writes into a layer by assignments: `lstm.weight_ih_l0.data = x`, `lstm.weight_ih_l0 = nn.Parameter(x)`. */
import { suspectLoaded } from '../frameworks/index.ts';
import type { Origin } from '../shapes/index.ts';
import type { Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

/** `object.name = value`; `at` is where the value stands. */
export function suspectAssigned(m: Machine, object: Value, name: string, value: Value, at: Origin): void {
  if (value.kind !== 'tensor' || !value.weight) return;
  const target = targetOf(m, object, name, at);
  if (target?.kind !== 'tensor' || !target.weight) return;
  const { layer } = target.weight;
  suspectLoaded(
    { host: m.host, framework: layer.class.framework, operation: layer.class.name, site: at, layer },
    target,
    value,
    at,
  );
}

function targetOf(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  if (object.kind === 'tensor') return name === 'data' ? object : undefined;
  return object.kind === 'native' && object.layer?.recurrent ? m.host.attribute(object, name, at) : undefined;
}

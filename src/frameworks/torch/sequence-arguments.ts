/** What the functions of torch.nn.utils.rnn share: how they are called, and how they take lengths. */
import { type Dim, size } from '../../shapes/index.ts';
import { refused, type Scene } from '../array/scene.ts';
import {
  asDim,
  type Bound,
  bind,
  contentIn,
  itemsOf,
  nativeFunction,
  shapeOf,
  signature,
  type Value,
} from '../parts.ts';

export function define(name: string, text: string, run: (scene: Scene, bound: Bound) => Value): Value {
  const wanted = signature(text);
  return nativeFunction(name, call => {
    const bound = bind(call, wanted, name, 'torch');
    const scene: Scene = { host: call.host, framework: 'torch', operation: name, site: call.site };
    return bound.refused ? refused(scene) : run(scene, bound);
  });
}

/** Lengths as sizes, where they are told. */
export function lengthsOf(value: Value): readonly Dim[] | undefined {
  if (value.kind === 'tensor') return contentIn(value)?.map(n => size(n));
  const items = itemsOf(value)?.map(asDim);
  return items?.every(item => item !== undefined) ? items : undefined;
}

export function isBatchFirst(bound: Bound): boolean | undefined {
  const value = bound.value('batch_first');
  return value.kind === 'bool' ? value.value : undefined;
}

export function countOf(lengths: Value): Dim | undefined {
  if (lengths.kind === 'tensor') return shapeOf(lengths)?.[0];
  const known = lengthsOf(lengths);
  return known && size(known.length);
}

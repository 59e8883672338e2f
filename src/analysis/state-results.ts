/** What programs take out of the results of recurrent layers under a name, or at a place, that says something else. */
import {
  asInt,
  type Call,
  itemsOf,
  type ListValue,
  shapeOf,
  type TensorValue,
  type Value,
} from '../values/index.ts';
import type { Machine } from './machine.ts';
import { rulesOf } from './rules.ts';

/** The states (h_n, c_n) of a recurrent layer as one value. */
function pairOf(value: Value): readonly [TensorValue, TensorValue] | undefined {
  const [h, c, ...more] = itemsOf(value) ?? [];
  if (h?.kind !== 'tensor' || c?.kind !== 'tensor' || more.length > 0) return undefined;
  const { layer } = h.source;
  const isPair = h.source.role === 'h' && c.source.role === 'c' && layer?.layer?.recurrent === true;
  return isPair && layer === c.source.layer ? [h, c] : undefined;
}

/** `state[-1]` of the pair is the cell state, where the last layer of `h_n` is meant. */
export function suspectState(m: Machine, state: ListValue, index: Value, { args, site }: Call): void {
  if (asInt(index) !== -1 || args.length !== 2 || !rulesOf(m).countsFromEnd) return;
  const [h, c] = pairOf(state) ?? [];
  const { layer } = h?.source ?? {};
  if (!h || !c || !layer || shapeOf(h)?.length !== 3) return;
  m.host.suspect({
    kind: 'misread',
    about: 'cell-state-as-hidden-state',
    framework: layer.class.framework,
    operation: layer.class.name,
    layer,
    at: site,
    tensor: { role: 'state', shape: shapeOf(h), tensor: h, at: args[0]?.at ?? site },
    axes: [],
    axis: undefined,
    gives: shapeOf(c),
    other: undefined,
    names: [],
    meant: [],
  });
}

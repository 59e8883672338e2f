/**
 * What the program's own cell gives to the RNN around it: the output and the new states, as many as it has and of their sizes.
 * Source: keras 2.2 backend/tensorflow_backend.py `rnn`; tensorflow 1.15 python/keras/layers/recurrent.py and backend.py `rnn`.
 */
import { compare, type Shape } from '../../../shapes/index.ts';
import type { WrongArgument } from '../../array/scene.ts';
import { itemsOf, shapeOf, type Value } from '../../parts.ts';
import type { Use } from '../core/description.ts';
import type { CellInfo } from './cell-info.ts';

/** undefined: nothing that is known. `step`: what the cell was given. */
export function wrongResults(use: Use, given: Value, info: CellInfo, step: Shape): WrongArgument | undefined {
  const wrong = (found: string, says?: string): WrongArgument => ({
    parameter: 'cell',
    aspect: 'value',
    allowed: 'a cell whose `call` returns the output and a list of the new states',
    given: `one that returns ${found}`,
    at: use.site,
    says,
  });
  if (given.kind === 'tensor') return wrong('one tensor');
  const items = given.kind === 'list' ? itemsOf(given) : undefined;
  if (!items) return undefined;
  if (items.length !== 2)
    return wrong(
      `${items.length} results`,
      items.length > 2 ? 'too many values to unpack (expected 2)' : 'not enough values to unpack (expected 2',
    );
  const [, states] = items;
  if (states?.kind === 'tensor')
    return use.flavour.name === 'keras2' ? wrong('a tensor in the place of the list of states') : undefined;
  const all = states?.kind === 'list' ? itemsOf(states) : undefined;
  if (!all) return undefined;
  if (all.length !== info.states.length)
    return wrong(`${all.length} states, where its \`state_size\` says ${info.states.length}`);
  const other = all.find((state, i) => isOther(state, [step[0], info.states[i]]));
  return other && wrong(`a state of another size than its \`state_size\` says`);
}

function isOther(state: Value, wanted: readonly (Shape[number] | undefined)[]): boolean {
  const shape = state.kind === 'tensor' ? shapeOf(state) : undefined;
  const [dim, size] = [shape?.[1], wanted[1]];
  return shape?.length === 2 && dim !== undefined && size !== undefined && compare(dim, size) === 'different';
}

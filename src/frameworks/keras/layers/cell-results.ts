/**
 * What the program's own cell gives to the RNN around it: the output and the new states, as many as it has and of their sizes.
 * Source: keras 2.2 backend/tensorflow_backend.py `rnn`; tensorflow 1.15 python/keras/layers/recurrent.py and backend.py `rnn`; tf_keras and keras 3.15
 * src/backend.py and src/backend/tensorflow/rnn.py `rnn`. Keras 3 runs no cell while a model is described, and lets states have any size.
 */
import { compare, type Shape } from '../../../shapes/index.ts';
import type { WrongArgument } from '../../array/scene.ts';
import { itemsOf, shapeOf, type Value } from '../../parts.ts';
import type { Use } from '../core/description.ts';
import type { CellInfo } from './cell-info.ts';

/** undefined: nothing that is known. `step`: what the cell was given. */
export function wrongResults(use: Use, given: Value, info: CellInfo, step: Shape): WrongArgument | undefined {
  const isNew = use.flavour.name === 'keras3';
  if (isNew && use.symbolic) return undefined;
  const wrong = (found: string, says?: string): WrongArgument => ({
    parameter: 'cell',
    aspect: 'value',
    allowed: 'a cell whose `call` returns the output and a list of the new states',
    given: `one that returns ${found}`,
    at: use.site,
    says,
  });
  // Keras 3 takes the samples of a tensor one by one, which may be two.
  if (given.kind === 'tensor') return isNew ? undefined : wrong('one tensor');
  const items = given.kind === 'list' ? itemsOf(given) : undefined;
  if (!items) return undefined;
  if (items.length !== 2)
    return wrong(
      `${items.length} results`,
      items.length > 2 ? 'too many values to unpack (expected 2)' : 'not enough values to unpack (expected 2',
    );
  const [, states] = items;
  if (states?.kind === 'tensor' && use.flavour.name === 'keras2')
    return wrong('a tensor in the place of the list of states');
  const all = states && (isOld(use) ? itemsOf(states) : leavesOf(states));
  if (!all) return undefined;
  const expected = info.states.length;
  if (all.length !== expected)
    return wrong(
      `${all.length === 1 ? '1 state' : `${all.length} states`}, where its \`state_size\` says ${expected}`,
      saysOfCount(use, expected, all.length),
    );
  if (isNew || states?.kind === 'tensor') return undefined;
  const other = all.find((state, i) => isOther(state, [step[0], info.states[i]]));
  return other && wrong(`a state of another size than its \`state_size\` says`);
}

/** The tensors in lists in lists; undefined where something may be either. */
function leavesOf(states: Value): readonly Value[] | undefined {
  if (states.kind === 'tensor') return [states];
  const items = states.kind === 'list' ? itemsOf(states)?.map(leavesOf) : undefined;
  return items?.every(item => item !== undefined) ? items.flat() : undefined;
}

const isOld = ({ flavour }: Use): boolean => flavour.name === 'keras2' || flavour.name === 'tf1';

function saysOfCount(use: Use, expected: number, actual: number): string | undefined {
  if (isOld(use)) return undefined;
  if (use.flavour.name === 'tf_keras')
    return `Could not pack sequence. Structure had ${expected} atoms, but flat_sequence had ${actual} items.`;
  return actual > expected
    ? `Too many leaves for PyTreeSpec; expected: ${expected}.`
    : `Too few leaves for PyTreeSpec; expected: ${expected}, got: ${actual}.`;
}

function isOther(state: Value, wanted: readonly (Shape[number] | undefined)[]): boolean {
  const shape = state.kind === 'tensor' ? shapeOf(state) : undefined;
  const [dim, size] = [shape?.[1], wanted[1]];
  return shape?.length === 2 && dim !== undefined && size !== undefined && compare(dim, size) === 'different';
}

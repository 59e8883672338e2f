/** States given to cores: what TensorFlow's arithmetic refuses. sonnet/src/recurrent.py */
import { broadcast, compare, type Dim, type Shape } from '../../shapes/index.ts';
import type { Use } from '../modules/layer-class.ts';
import { refuseState, stateOperand } from '../modules/recurrent/state.ts';
import { itemsOf, type Operand, type Value } from '../parts.ts';
import type { StateShapes } from './states.ts';

export interface States {
  readonly hidden: Operand | undefined;
  readonly cell: Operand | undefined;
}

/** An LSTM asks its state for `.hidden` and `.cell`, which tensors, tuples and dicts lack. */
export function readStates(use: Use, isPair: boolean): States | 'refused' {
  const name = use.arguments.names[1] ?? 'prev_state';
  const [value, at] = [use.arguments.value(name), use.arguments.at(name)];
  const tensor = (part: Value, role: string): Operand | undefined =>
    part.kind === 'tensor' ? stateOperand(part, at, role) : undefined;
  if (!isPair) return { hidden: tensor(value, 'state'), cell: undefined };
  const isArray = value.kind === 'tensor' && value.source.role !== 'parameter';
  if (isArray || value.kind === 'list' || value.kind === 'dict') {
    refuseState(use, stateOperand(value, at, 'prev_state'), undefined, {
      aspect: 'structure',
      expectedCount: 2,
      actualCount: value.kind === 'list' ? (itemsOf(value)?.length ?? 1) : 1,
      says: "object has no attribute 'hidden'",
    });
    return 'refused';
  }
  if (value.kind !== 'native' && value.kind !== 'object') return { hidden: undefined, cell: undefined };
  return {
    hidden: tensor(use.host.attribute(value, 'hidden', at), 'hidden'),
    cell: tensor(use.host.attribute(value, 'cell', at), 'cell'),
  };
}

/** The refused value, or undefined where nothing is provably wrong. The hidden state is multiplied with w_h, whose rows are those of `hidden`. */
export function checkStates(
  use: Use,
  { hidden, cell }: States,
  batch: Dim | undefined,
  shapes: StateShapes,
): Value | undefined {
  const [rows] = shapes.hidden;
  const [units] = shapes.cell ?? [];
  const product = hidden && rows ? checkHidden(use, hidden, batch, rows) : undefined;
  return product ?? (cell && units ? checkStretched(use, cell, batch, units) : undefined);
}

function checkHidden(use: Use, state: Operand, batch: Dim | undefined, rows: Dim): Value | undefined {
  const { shape } = state;
  if (!shape || shape.length > 2) return undefined;
  const expected = expectedOf(state, batch, rows);
  if (shape.length < 2)
    return refuseState(use, state, expected, { aspect: 'rank', says: 'In[0] ndims must be >= 2' });
  const actual = shape[1];
  if (actual && compare(actual, rows) === 'different')
    return refuseState(use, state, expected, { aspect: 'shape', axis: 1, says: 'Matrix size-incompatible' });
  return checkStretched(use, state, batch, rows);
}

const expectedOf = ({ role }: Operand, batch: Dim | undefined, last: Dim) =>
  batch && { role, shape: [batch, last] as Shape, meanings: ['batch', 'hidden_size'] };

/** Sums and products with the gates: a batch of one stretches. */
function checkStretched(use: Use, state: Operand, batch: Dim | undefined, last: Dim): Value | undefined {
  const { shape } = state;
  if (!shape || !batch || shape.length !== 2) return undefined;
  const outcome = broadcast([batch, last], shape);
  if (outcome.ok) return undefined;
  const axis = outcome.mismatch.kind === 'dims' ? outcome.mismatch.right.axis : 0;
  return refuseState(use, state, expectedOf(state, batch, last), {
    aspect: 'shape',
    axis,
    says: 'Incompatible shapes',
  });
}

/** `cell.get_initial_states(x)`: zeros for as many rows as a tensor has. paddle/nn/layer/rnn.py (RNNCellBase) */
import type { Method } from '../../modules/dialect.ts';
import { nativeOf } from '../../modules/tree.ts';
import { asInt, bind, shapeOf, signature, tensor, tuple, type Value } from '../../parts.ts';

const WANTED = signature('batch_ref, shape=None, dtype=None, init_value=0.0, batch_dim_idx=0');

/** Of a user's own cell, and where other shapes are asked for, nothing is known. */
export const initialStates: Method = (cell, call) => {
  const { host, site } = call;
  const open = (): Value => host.unknown('the initial states of a cell', site);
  const bound = bind(call, WANTED, 'get_initial_states', 'paddle');
  const facet = nativeOf(cell)?.layer;
  const states = facet?.built.value.states ?? [];
  const reference = bound.value('batch_ref');
  const batch = asInt(bound.value('batch_dim_idx'));
  const rows = reference.kind === 'tensor' && batch !== undefined ? shapeOf(reference)?.[batch] : undefined;
  const isPlain = cell.kind === 'native' && bound.value('shape').kind === 'none' && !bound.open;
  const isProjected = facet?.cell?.projection !== undefined;
  if (!rows || !isPlain || isProjected) return open();
  const made = states.map(({ shape }, i) => {
    const source = { operation: 'get_initial_states', site, role: i === 0 ? 'h' : 'c', parents: [] } as const;
    return tensor(host, {
      framework: 'paddle',
      shape: shape && [rows, ...shape.slice(1)],
      dtype: 'float',
      source,
    });
  });
  const [only] = made;
  return only && made.length === 1 ? only : made.length > 0 ? tuple(made) : open();
};

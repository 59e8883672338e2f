/** Another cell than the code's. */
import { type CellName, layoutNamed, layouts } from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculator.ts';
import { storedAs } from '../layouts/storedAs.ts';

/** Where the present framework has no such cell, it is stored as in the first one that does. */
export function withCell(spec: CalculatorSpec, name: CellName, units: number): CalculatorSpec {
  const own = layoutNamed(spec.layoutName);
  const layout = own?.cells[name] ? own : layouts.find(({ cells }) => cells[name]);
  const isProjected = name.endsWith('projected');
  const framework = layout === own ? spec.framework : (layout?.title ?? spec.framework);
  return {
    ...storedAs(spec, layout?.name ?? spec.layoutName, framework),
    cell: name.startsWith('gru') ? 'gru' : name === 'lstm-projected' ? 'lstm' : name,
    resetAfter: name === 'gru-reset-after',
    projection: isProjected ? (spec.projection ?? Math.max(1, Math.floor(units / 2))) : null,
  };
}

/** Another cell than the code's. */
import { type CellName, layoutNamed, layouts } from '../../../src/cells/index.ts';
import { type CalculatorSpec, readSpec } from '../../../src/protocol/calculatorSpec.ts';
import { storedAs } from '../layouts/storedAs.ts';

/**
 * Where the present framework has no such cell, it is stored as in the first one that does. One that is stored as another framework's for that reason
 * alone comes back into the storage of the code.
 */
export function withCell(
  spec: CalculatorSpec,
  name: CellName,
  units: number,
  from: { readonly code: CalculatorSpec; readonly cell: CellName } = { code: spec, cell: name },
): CalculatorSpec {
  const home = layoutNamed(from.code.layoutName);
  const isAbroad = home?.cells[from.cell] === undefined;
  const present = isAbroad && home?.cells[name] ? from.code : spec;
  const own = layoutNamed(present.layoutName);
  const layout = own?.cells[name] ? own : layouts.find(({ cells }) => cells[name]);
  const isProjected = name.endsWith('projected');
  const framework = layout === own ? present.framework : (layout?.title ?? spec.framework);
  const chosen = {
    ...storedAs(spec, layout?.name ?? spec.layoutName, framework),
    cell: name.startsWith('gru') ? 'gru' : name === 'lstm-projected' ? 'lstm' : name,
    resetAfter: name === 'gru-reset-after',
    projection: isProjected ? (spec.projection ?? Math.max(1, Math.floor(units / 2))) : null,
  };
  return isLike(chosen, from.code) ? from.code : chosen;
}

/** Whatever the order of the fields. */
function isLike(a: CalculatorSpec, b: CalculatorSpec): boolean {
  return JSON.stringify(readSpec(a)) === JSON.stringify(readSpec(b));
}

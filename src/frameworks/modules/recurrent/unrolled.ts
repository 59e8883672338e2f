/** What a function beside a cell, which runs it over a sequence, says of both. */
import type { Dim } from '../../../shapes/index.ts';
import { noteSequence } from '../../array/sequence-axes.ts';
import type { Host, Value } from '../../parts.ts';

/** The number of steps is a fact of the cell. */
export function noteSteps(host: Host, cell: Value, steps: Dim | undefined): void {
  const built = cell.kind === 'native' ? cell.layer?.built : undefined;
  if (built && steps) host.write(built, { ...built.value, steps });
}

/** Which axis of the outputs is time, where a cell has made them. */
export function noteTimeAxis(cell: Value, outputs: Value, isTimeFirst: boolean): void {
  if (outputs.kind === 'tensor' && cell.kind === 'native' && cell.layer?.recurrent)
    noteSequence(outputs, { layer: cell, batchFirst: !isTimeFirst, isPadded: false });
}

/** The cell in the storage of the framework that a script is for. */
import { type BoundChoice, convertChoice, convertParameters } from '../convert/index.ts';
import { countText } from '../number-text.ts';
import { failure, type Result, success } from '../result.ts';
import { joinWeights, type Weights } from '../weights.ts';
import { type ExportedCell, MOST_EXPORTED } from './exported.ts';
import { withoutMasks } from './masks.ts';

export interface ConvertedCell extends BoundChoice {
  readonly weights: Weights;
}

/** Fails where the framework has no such cell, or there are too many numbers. */
export function convertedTo(own: ExportedCell, layout: string): Result<ConvertedCell> {
  const plain = withoutMasks(own);
  return plain.ok ? plainTo(plain.value, layout) : plain;
}

function plainTo(cell: ExportedCell, layout: string): Result<ConvertedCell> {
  const { choice, bound, sizes, parameters } = cell;
  const to = convertChoice({ choice, bound }, layout);
  if (!to.ok) return to;
  const converted = convertParameters({ choice, bound }, to.value, sizes, parameters);
  if (!converted.ok) return converted;
  const weights = joinWeights(to.value.bound, sizes, converted.value);
  const count = [...weights.values()].reduce((sum, { data }) => sum + data.length, cell.x.data.length);
  if (count > MOST_EXPORTED)
    return failure('numbers', `A script of ${countText(count)} numbers is too large.`);
  return success({ ...to.value, weights });
}

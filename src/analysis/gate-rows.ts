/**
 * `i, f, g, o = split(z, 4)` of z (batch, 4 * units): along the first axis each part is some of the samples. That the names are gates is one witness; that the
 * units lie along the last axis says how z was made: by dense layers, or by a recurrent product `h @ U` with U (units, 4 * units).
 */
import { gatesIn } from '../frameworks/array/preactivations.ts';
import { type Dim, multiply, type Shape, sameDim, size } from '../shapes/index.ts';
import { shapeOf, type TensorValue } from '../values/index.ts';

/** What was split, where the parts are samples. */
export function samplesSplit(parts: readonly TensorValue[]): TensorValue | undefined {
  const [part] = parts;
  const [whole] = part?.source.parents ?? [];
  const [from, to] = [whole && shapeOf(whole), part && shapeOf(part)];
  if (!whole || from?.length !== 2 || to?.length !== 2 || !SPLITTING.test(part?.source.operation ?? ''))
    return undefined;
  const [rows, columns] = from;
  const isAlongFirst = sameDim(to[1], columns) && !sameDim(to[0], rows);
  // With one row a part that is told where the split stands.
  const isOneRow = sameDim(rows, size(parts.length));
  if (!isAlongFirst || isOneRow || !columns || gatesIn(whole)?.gateAxis === 0) return undefined;
  return areUnitsLast(whole, columns, parts.length) ? whole : undefined;
}

const SPLITTING = /(^|\.)(split|chunk|array_split|tensor_split|hsplit|vsplit)$/;
const PRODUCT = /^@$|(^|\.)(dot|matmul|mm)$/;
const FARTHEST = 6;

/** Whether the last axis holds the units of all gates. */
function areUnitsLast(tensor: TensorValue, columns: Dim, count: number, depth = 0): boolean {
  const { operation, layer, parents } = tensor.source;
  if (/^(Linear|Dense)$/.test(layer?.layer?.type ?? '')) return true;
  if (PRODUCT.test(operation)) return isRecurrentKernel(parents[1] && shapeOf(parents[1]), columns, count);
  if (!/^\+$|(^|\.)add$/.test(operation) || depth > FARTHEST) return false;
  return parents.some(parent => {
    const shape = shapeOf(parent);
    return (
      shape?.length === 2 && sameDim(shape[1], columns) && areUnitsLast(parent, columns, count, depth + 1)
    );
  });
}

/** (units, 4 * units) */
function isRecurrentKernel(shape: Shape | undefined, columns: Dim, count: number): boolean {
  const [units, all] = shape ?? [];
  return (
    shape?.length === 2 &&
    units !== undefined &&
    sameDim(all, columns) &&
    sameDim(all, multiply(units, size(count)))
  );
}

/** The sizes of a cell and the shapes that follow from them, in the column convention and as stored. */
import { constantOf, type Dim, multiply, type Shape, size, sum } from '../shapes/index.ts';
import { type BoundCell, parametersOf } from './bind.ts';
import { inputSymbol, type Role, type SizeName } from './cell.ts';
import type { StoredWeight } from './layouts/layout.ts';

export interface CellSizes {
  readonly units: Dim;
  readonly features: Dim;
  /** Size of h where the cell projects it. */
  readonly projection?: Dim | undefined;
}

/** Sizes that are all plain numbers. */
export interface NumericSizes {
  readonly units: number;
  readonly features: number;
  readonly projection?: number | undefined;
}

export function dimsOf(sizes: NumericSizes): CellSizes {
  const { units, features, projection } = sizes;
  return {
    units: size(units),
    features: size(features),
    projection: projection === undefined ? undefined : size(projection),
  };
}

export function sizeOf(name: SizeName, sizes: CellSizes): Dim {
  if (name === 'projection') return sizes.projection ?? sizes.units;
  return name === 'units' ? sizes.units : sizes.features;
}

/** Shape of one gate's parameter as equations use it: [rows, columns], a vector [n, 1]. */
export function parameterShape(bound: BoundCell, role: Role, sizes: CellSizes): Shape {
  const [rows = 'units', columns] = bound.cell.roles[role] ?? [];
  return [sizeOf(rows, sizes), columns ? sizeOf(columns, sizes) : size(1)];
}

/** Shapes of every symbol that an equation may read, and of every line's result. Parameters have their stored orientation. */
export function symbolShapes(bound: BoundCell, sizes: CellSizes): ReadonlyMap<string, Shape> {
  const one = size(1);
  const shapes = new Map<string, Shape>([[inputSymbol, [sizes.features, one]]]);
  for (const { symbol, role, weight } of parametersOf(bound)) {
    const shape = parameterShape(bound, role, sizes);
    shapes.set(symbol, weight.transposed ? [...shape].reverse() : shape);
  }
  for (const line of bound.cell.lines) shapes.set(line.target, [sizes.units, one]);
  for (const state of bound.cell.states) {
    const shape: Shape = [sizeOf(state.size, sizes), one];
    shapes.set(state.symbol, shape).set(state.previous, shape);
  }
  const [hidden] = bound.cell.states;
  for (const mask of bound.masks) shapes.set(mask, [sizeOf(hidden?.size ?? 'units', sizes), one]);
  return shapes;
}

/** Shape of a weight as the framework stores it: Keras' LSTM kernel (features, 4*units). */
export function storedShape(bound: BoundCell, weight: StoredWeight, sizes: CellSizes): Shape {
  const gates = size((weight.gates ?? bound.stored.gates).length);
  const blocks = weight.roles.map(role => storedBlockShape(bound, weight, role, sizes));
  const [first = []] = blocks;
  const shape = first.map((dim, axis) => {
    const along = weight.roleAxis === axis ? sum(blocks.map(block => block[axis] ?? size(0))) : dim;
    return weight.gateAxis === axis ? multiply(along, gates) : along;
  });
  return weight.directions ? [size(1), ...shape] : shape;
}

/** Shape of one gate's block inside its weight, without an axis of directions. A bias is (units,), a row (1, units), or a column (units, 1). */
export function storedBlockShape(
  bound: BoundCell,
  weight: StoredWeight,
  role: Role,
  sizes: CellSizes,
): Shape {
  const [rows = 'units', columns] = bound.cell.roles[role] ?? [];
  if (!columns) {
    const vector = sizeOf(rows, sizes);
    if (weight.biasColumn) return [vector, size(1)];
    return weight.biasRow ? [size(1), vector] : [vector];
  }
  const shape = [sizeOf(rows, sizes), sizeOf(columns, sizes)];
  return weight.transposed ? shape.reverse() : shape;
}

/** A shape of plain numbers; an unknown or symbolic size is an error of the caller and becomes 0. */
export function numericShape(shape: Shape): readonly number[] {
  return shape.map(dim => constantOf(dim) ?? 0);
}

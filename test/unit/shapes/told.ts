/** Shapes from text, and results as short text. */
import assert from 'node:assert/strict';
import {
  type Dim,
  type Mismatch,
  parseDim,
  printDim,
  printShape,
  type Shape,
  type ShapeResult,
  unknownDim,
} from '../../../src/shapes/index.ts';

/** 'batch, 8, 8' as a shape. */
export function shape(text: string): Shape {
  return text === '' ? [] : text.split(',').map(part => parseDim(part.trim()) ?? unknownDim());
}

export const text = (result: ShapeResult<Shape | undefined>): string =>
  result.ok ? (result.value ? printShape(result.value) : 'any rank') : result.mismatch.kind;

export function mismatchOf(result: ShapeResult<unknown>): Mismatch {
  assert.ok(!result.ok, JSON.stringify(result));
  return result.mismatch;
}

/** A mismatch as short text, sizes printed. */
export const told = (result: ShapeResult<unknown>) =>
  JSON.parse(
    JSON.stringify(mismatchOf(result), (_, value: unknown) => (isDim(value) ? printDim(value) : value)),
  ) as unknown;

const isDim = (value: unknown): value is Dim =>
  typeof value === 'object' && value !== null && 'origins' in value;

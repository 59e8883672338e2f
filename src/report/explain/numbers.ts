/** The numbers of a conflict, as an error message may have them. */
import type { Size, Sizes } from '../../errors/index.ts';
import { constantOf, type Dim, type Mismatch, type Shape } from '../../shapes/index.ts';
import type { Conflict } from '../../values/index.ts';

export interface Numbers {
  /** Shapes that take part; null: not known. */
  readonly shapes: readonly Sizes[];
  /** Two sizes that should be equal, or the sizes that were needed and came. */
  readonly pair: readonly [Size, Size] | undefined;
  /** The number of axes of what came, and those that are taken. */
  readonly rank: number | undefined;
  readonly ranks: readonly number[];
  /** Names that a message may have: of arguments and attributes. */
  readonly names: readonly string[];
  /** A message that has a name has one of these. */
  readonly isNamed: boolean;
}

const NONE: Numbers = { shapes: [], pair: undefined, rank: undefined, ranks: [], names: [], isNamed: false };

export function numbersOf(conflict: Conflict): Numbers {
  switch (conflict.kind) {
    case 'input-rank':
      return {
        ...NONE,
        shapes: known(conflict.input.shape),
        rank: conflict.input.shape?.length,
        ranks: conflict.ranks,
      };
    case 'feature-size':
      return {
        ...NONE,
        shapes: known(conflict.input.shape),
        pair: pairOf(conflict.expected, conflict.actual),
        names: conflict.parameter === undefined ? [] : [conflict.parameter],
      };
    case 'initial-state':
      return {
        ...NONE,
        shapes: known(conflict.state.shape, conflict.expected),
        pair:
          conflict.expectedCount === undefined || conflict.actualCount === undefined
            ? undefined
            : [conflict.expectedCount, conflict.actualCount],
        rank: conflict.state.shape?.length,
        ranks: conflict.expected ? [conflict.expected.length] : [],
      };
    case 'operands':
      return {
        ...NONE,
        ...ofMismatch(conflict.mismatch),
        shapes: known(...conflict.operands.map(({ shape }) => shape), ...shapesIn(conflict.mismatch)),
      };
    case 'target-shape':
      return {
        ...NONE,
        ...ofMismatch(conflict.mismatch),
        shapes: known(conflict.output.shape, conflict.target.shape),
      };
    case 'argument':
      return {
        ...NONE,
        names: [conflict.parameter, ...(conflict.given === undefined ? [] : [unquoted(conflict.given)])],
        isNamed: conflict.aspect === 'unknown' || conflict.aspect === 'missing',
      };
    case 'misread':
      return { ...NONE, shapes: known(conflict.tensor.shape, conflict.gives) };
    case 'assertion':
      return { ...NONE, shapes: known(conflict.tensor.shape) };
    case 'tuple-as-tensor':
    case 'unused-layer':
      return NONE;
    case 'unpack-count':
      return { ...NONE, pair: [conflict.expected, conflict.actual], shapes: known(conflict.shape) };
    case 'program':
      return { ...NONE, names: [conflict.name], isNamed: conflict.aspect === 'attribute' };
  }
}

function ofMismatch(mismatch: Mismatch): Pick<Numbers, 'pair' | 'rank' | 'ranks'> {
  const nothing = { pair: undefined, rank: undefined, ranks: [] };
  switch (mismatch.kind) {
    case 'dims':
      return { ...nothing, pair: pairOf(mismatch.left.dim, mismatch.right.dim) };
    case 'rank':
      return { ...nothing, rank: mismatch.actual, ranks: [mismatch.expected.least, mismatch.expected.most] };
    case 'axis':
      return { ...nothing, rank: mismatch.rank };
    case 'bounds':
      return { ...nothing, pair: pairOf(mismatch.position, mismatch.dim) };
    case 'count':
      return { ...nothing, pair: [constant(mismatch.from), null] };
    default:
      return nothing;
  }
}

function shapesIn(mismatch: Mismatch): readonly Shape[] {
  switch (mismatch.kind) {
    case 'count':
      return [mismatch.fromShape, mismatch.toShape];
    case 'apart':
      return [mismatch.toShape];
    default:
      return [];
  }
}

function known(...shapes: readonly (Shape | undefined)[]): readonly Sizes[] {
  return shapes.filter(shape => shape !== undefined).map(shape => shape.map(constant));
}

function pairOf(a: Dim, b: Dim): readonly [Size, Size] {
  return [constant(a), constant(b)];
}

export function constant(dim: Dim): Size {
  return constantOf(dim) ?? null;
}

function unquoted(code: string): string {
  return code.replace(/^["']|["']$/g, '');
}

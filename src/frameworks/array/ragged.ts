/** Data whose rows are of different lengths, of which no array can be made. */
import { compare, constantOf, type Shape } from '../../shapes/index.ts';
import { itemsOf, shapeOf, type Value } from '../parts.ts';
import { dtypeOption } from './dtype.ts';
import { type Operation, option } from './operation.ts';
import { refuseArgument } from './scene.ts';

interface Ragged {
  /** 'rows of 2 and 3' */
  readonly given: string;
  /** The axes that the rows still agree in, counted with that of the rows themselves. */
  readonly agreed: Shape;
  readonly lengths: readonly (number | undefined)[];
}

/** Nested lists or arrays that differ in length are refused; NumPy's did become arrays of objects until 1.24, if no kind of numbers was asked for. */
export function refuseRagged(op: Operation, value: Value): Value | undefined {
  const items = itemsOf(value);
  if (!items || items.length < 2 || op.flavour.takesRagged(op.host)) return undefined;
  if (option(op, 'dtype').kind !== 'none' && !dtypeOption(op, undefined)) return undefined;
  const ragged = raggedLists(op, items) ?? raggedArrays(op, items);
  if (!ragged) return undefined;
  const parameter = op.bound.names[0] ?? 'data';
  return refuseArgument(op, {
    parameter,
    aspect: 'value',
    allowed: 'rows of one length',
    given: ragged.given,
    at: op.bound.at(parameter),
    says: saysOf(op, items.length, ragged),
  });
}

function raggedLists(op: Operation, items: readonly Value[]): Ragged | undefined {
  const lengths = items.map(item => itemsOf(item)?.length);
  const [first] = lengths;
  if (first === undefined || lengths.includes(undefined) || lengths.every(length => length === first))
    return undefined;
  if (first === 0 && op.flavour.endsAtEmptyRow) return undefined;
  return { given: `rows of ${[...new Set(lengths)].join(' and ')}`, agreed: [], lengths };
}

/** `np.array([a, b])` of arrays of other shapes. */
function raggedArrays({ framework }: Operation, items: readonly Value[]): Ragged | undefined {
  if (framework !== 'numpy' && framework !== 'jax') return undefined;
  const shapes = items.map(item => (item.kind === 'tensor' ? shapeOf(item) : undefined));
  const [first] = shapes;
  if (!first || !shapes.every(shape => shape !== undefined)) return undefined;
  const other = shapes.find(shape => areOther(first, shape));
  if (!other) return undefined;
  const differing = first.findIndex((dim, i) => !other[i] || compare(dim, other[i]) === 'different');
  return {
    given: `arrays of ${textOf(first)} and ${textOf(other)}`,
    agreed: differing < 0 ? first : first.slice(0, differing),
    lengths: [],
  };
}

const areOther = (a: Shape, b: Shape): boolean =>
  a.length !== b.length || a.some((dim, i) => b[i] && compare(dim, b[i]) === 'different');

const textOf = (shape: Shape): string =>
  `(${shape.map(dim => constantOf(dim) ?? '…').join(', ')}${shape.length === 1 ? ',' : ''})`;

function saysOf({ framework }: Operation, count: number, { agreed, lengths }: Ragged): string | undefined {
  const [first, ...others] = lengths;
  if (framework === 'torch')
    return `expected sequence of length ${first ?? '…'} at dim 1 (got ${others.find(each => each !== first) ?? '…'})`;
  if (framework !== 'numpy') return undefined;
  const detected = [count, ...agreed.map(dim => constantOf(dim) ?? '…')];
  const text = `(${detected.join(', ')}${detected.length === 1 ? ',' : ''})`;
  const dimensions = `${detected.length} dimensions`;
  return `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${dimensions}. The detected shape was ${text} + inhomogeneous part.`;
}

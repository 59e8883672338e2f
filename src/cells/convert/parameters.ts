/**
 * A cell's numbers in another framework's storage, so that it computes the same: gates change places, matrices are transposed, two biases become one or one
 * becomes two, and what a formula adds to the forget gate by itself is taken out of the bias.
 */
import { parametersOf } from '../bind.ts';
import type { Role } from '../cell.ts';
import type { Matrix } from '../matrix.ts';
import { parameterSymbol } from '../notation.ts';
import type { Problem, Result } from '../result.ts';
import { dimsOf, type NumericSizes, numericShape, parameterShape } from '../sizes.ts';
import type { Parameters } from '../trace.ts';
import type { BoundChoice } from './choice.ts';

type Numbers = Float32Array | Float64Array;

/** Cells whose candidate scales the recurrent product together with its bias: the two biases cannot be one there. */
const apart: ReadonlySet<string> = new Set(['gru-reset-after', 'mgu']);

const biasRoles: readonly Role[] = ['b', 'bx', 'bh'];

/** Fails where the other storage has no place for a number that is not zero. */
export function convertParameters(
  from: BoundChoice,
  to: BoundChoice,
  sizes: NumericSizes,
  parameters: Parameters,
): Result<Parameters> {
  const stored = new Map(parametersOf(from.bound).map(each => [each.symbol, each]));
  const wanted = parametersOf(to.bound);
  const converted = new Map<string, Matrix>();
  const problems: Problem[] = [];
  const isTurned = (gate: string): boolean => gate === 'z' && from.bound.cell.name !== to.bound.cell.name;
  for (const { symbol, role, gate, weight } of wanted) {
    if (biasRoles.includes(role)) continue;
    const source = parameters.get(symbol);
    const isFlipped = (stored.get(symbol)?.weight.transposed ?? weight.transposed) !== weight.transposed;
    if (source) converted.set(symbol, moved(source, isFlipped, isTurned(gate) ? -1 : 1));
  }
  const gates = new Set([...stored.values(), ...wanted].map(({ gate }) => gate));
  for (const gate of gates) {
    const sign = isTurned(gate) ? -1 : 1;
    const added = gate === 'f' ? forgetBias(from) - forgetBias(to) : 0;
    const own = (role: Role): Numbers | undefined => {
      const matrix = parameters.get(parameterSymbol(role, gate));
      return matrix && stored.has(parameterSymbol(role, gate)) ? scaled(matrix, sign) : undefined;
    };
    const has = (role: Role): boolean => wanted.some(each => each.symbol === parameterSymbol(role, gate));
    const isApart = gate === 'n' && apart.has(from.bound.cell.name);
    const size = biasSize(from, sizes);
    const result = isApart ? keptApart(own, has, size) : together(own, has, added, size);
    for (const [role, numbers] of result.biases)
      converted.set(parameterSymbol(role, gate), { rows: numbers.length, columns: 1, data: numbers });
    if (result.isLost)
      problems.push({
        where: to.bound.layout.title,
        message: `${to.bound.layout.title} keeps no ${result.isLost} for gate ${gate || 'h'}, and here it is not zero.`,
      });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: converted };
}

interface Biases {
  readonly biases: readonly (readonly [Role, Numbers])[];
  /** What has no place. */
  readonly isLost?: string | undefined;
}

type Own = (role: Role) => Numbers | undefined;

function keptApart(own: Own, has: (role: Role) => boolean, size: number): Biases {
  const outside = total([own('b'), own('bx')], 0, size);
  const inside = total([own('bh')], 0, size);
  const biases: (readonly [Role, Numbers])[] = [];
  const role = has('bx') ? 'bx' : 'b';
  if (has(role)) biases.push([role, outside]);
  if (has('bh')) biases.push(['bh', inside]);
  const isLost =
    !has(role) && anyIn(outside) ? 'bias' : !has('bh') && anyIn(inside) ? 'recurrent bias' : undefined;
  return { biases, isLost };
}

function together(own: Own, has: (role: Role) => boolean, added: number, size: number): Biases {
  const present = biasRoles.filter(has);
  const [first, ...others] = present;
  const all = biasRoles.map(own);
  if (first === undefined) return { biases: [], isLost: anyIn(total(all, added, size)) ? 'bias' : undefined };
  const isAlike = biasRoles.every(role => has(role) === (own(role) !== undefined));
  const kept = isAlike ? others.map(role => [role, own(role) ?? new Float64Array(size)] as const) : [];
  const rest = isAlike ? total([own(first)], added, size) : total(all, added, size);
  const zeros = isAlike ? [] : others.map(role => [role, rest.slice().fill(0)] as const);
  return { biases: [[first, rest], ...kept, ...zeros] };
}

function total(parts: readonly (Numbers | undefined)[], added: number, size: number): Numbers {
  const [first, ...others] = parts.filter(part => part !== undefined);
  const sum = first?.slice() ?? new Float64Array(size);
  for (const other of others)
    for (let place = 0; place < sum.length; place++) sum[place] = (sum[place] ?? 0) + (other[place] ?? 0);
  if (added !== 0) for (let place = 0; place < sum.length; place++) sum[place] = (sum[place] ?? 0) + added;
  return sum;
}

const anyIn = (numbers: Numbers): boolean => numbers.some(value => value !== 0);

/** What the formula adds to the forget gate. */
function forgetBias({ choice, bound }: BoundChoice): number {
  const lines = bound.cell.equations.some(equation => equation.includes('forget_bias'));
  return lines ? (choice.forgetBias ?? bound.stored.forgetBias ?? 0) : 0;
}

function biasSize({ bound }: BoundChoice, sizes: NumericSizes): number {
  return numericShape(parameterShape(bound, 'b', dimsOf(sizes)))[0] ?? sizes.units;
}

function scaled({ data }: Matrix, sign: number): Numbers {
  const numbers = data instanceof Float32Array ? data.slice() : Float64Array.from(data);
  return sign === 1 ? numbers : numbers.map(value => -value);
}

function moved(matrix: Matrix, isFlipped: boolean, sign: number): Matrix {
  const data = scaled(matrix, sign);
  if (!isFlipped) return { ...matrix, data };
  const { rows, columns } = matrix;
  const flipped = data.slice();
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      flipped[column * rows + row] = data[row * columns + column] ?? 0;
  return { rows: columns, columns: rows, data: flipped };
}

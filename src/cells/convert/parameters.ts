/** A cell's numbers in another framework's storage, so that it computes the same (`plan.ts`). */
import type { Matrix } from '../matrix.ts';
import type { Problem, Result } from '../result.ts';
import { dimsOf, type NumericSizes, numericShape, parameterShape } from '../sizes.ts';
import type { Parameters } from '../trace.ts';
import type { BoundChoice } from './choice.ts';
import { conversionPlan, isBiasRole, type Lost, type Part } from './plan.ts';

type Numbers = Float32Array | Float64Array;

/** Fails where the other storage has no place for a number that is not zero. */
export function convertParameters(
  from: BoundChoice,
  to: BoundChoice,
  sizes: NumericSizes,
  parameters: Parameters,
): Result<Parameters> {
  const { parts, lost } = conversionPlan(from, to);
  const size = biasSize(from, sizes);
  const { title } = to.bound.layout;
  const problems = lost
    .filter(each => summed(each, size, parameters).some(value => value !== 0))
    .map(
      ({ gate, sources }): Problem => ({
        where: title,
        message: `${title} keeps no ${sources.every(({ role }) => role === 'bh') && sources.length > 0 ? 'recurrent bias' : 'bias'} for gate ${gate || 'h'}, and here it is not zero.`,
      }),
    );
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: new Map(
      parts.flatMap(part => {
        const matrix = isBiasRole(part.target.role) ? bias(part, size, parameters) : kernel(part, parameters);
        return matrix ? [[part.target.symbol, matrix] as const] : [];
      }),
    ),
  };
}

function bias(part: Part, size: number, parameters: Parameters): Matrix {
  const data = summed(part, size, parameters);
  return { rows: data.length, columns: 1, data };
}

function kernel({ target, sources: [source], sign }: Part, parameters: Parameters): Matrix | undefined {
  const matrix = source && parameters.get(source.symbol);
  return matrix && moved(matrix, source.weight.transposed !== target.weight.transposed, sign);
}

function summed(
  { sources, sign, added }: Pick<Lost, 'sources' | 'sign' | 'added'>,
  size: number,
  parameters: Parameters,
): Numbers {
  const [first, ...others] = sources.flatMap(({ symbol }) => parameters.get(symbol) ?? []);
  const sum = first ? scaled(first, sign) : new Float64Array(size);
  for (const { data } of others)
    for (let place = 0; place < sum.length; place++)
      sum[place] = (sum[place] ?? 0) + sign * (data[place] ?? 0);
  if (added !== 0) for (let place = 0; place < sum.length; place++) sum[place] = (sum[place] ?? 0) + added;
  return sum;
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

/** The cell of a pass with its parameters in place: bound, sized, its weights checked and split. */
import { type BoundCell, bindCell, bindConvolutional, parametersOf } from '../bind.ts';
import type { Matrix } from '../matrix.ts';
import type { Problem, Result } from '../result.ts';
import type { NumericSizes } from '../sizes.ts';
import type { Parameters } from '../trace.ts';
import { splitWeights, type Tensor, type Weights, weightShapes } from '../weights.ts';
import { betweenStates, convolvedExtent, product, repeated, unrolled } from './convolution.ts';
import type { Found } from './names.ts';
import { shapeText } from './nested.ts';
import type { Convolution, Pass } from './plan.ts';

export interface SizedCell {
  readonly pass: Pass;
  readonly bound: BoundCell;
  /** Of the matrices that are computed with; of a convolutional cell those of whole images. */
  readonly sizes: NumericSizes;
  /** Shape of one step's input, of h and of c, without the batch, channels last. */
  readonly input: readonly number[];
  readonly hidden: readonly number[];
  readonly memory: readonly number[];
}

/** `input`: the shape of one step. Fails where the framework has no such cell, and where a window is larger than the image. */
export function sizeCell(pass: Pass, input: readonly number[]): Result<SizedCell> {
  const { cell, units, projection, convolution } = pass;
  const binding = convolution ? bindConvolutional(cell) : bindCell(cell);
  if (!binding.ok) return binding;
  const bound = binding.value;
  if (!convolution) {
    const [features = 0] = input;
    const sizes = { units, features, projection };
    return {
      ok: true,
      value: { pass, bound, sizes, input, hidden: [projection ?? units], memory: [units] },
    };
  }
  const image = [...convolvedExtent(convolution, input.slice(0, -1)), units];
  if (product(image) === 0)
    return {
      ok: false,
      problems: [
        {
          where: 'x',
          message: `x: expected images of at least ${convolution.window.join(' by ')}, the kernel's size, got ${input.slice(0, -1).join(' by ')}.`,
        },
      ],
    };
  const sizes = { units: product(image), features: product(input) };
  return { ok: true, value: { pass, bound, sizes, input, hidden: image, memory: image } };
}

/** The weights of a cell as the framework stores them, with the shapes that they must have. */
export function expectedShapes(sized: SizedCell): ReadonlyMap<string, readonly number[]> {
  const { pass, bound, sizes, input } = sized;
  if (!pass.convolution) return weightShapes(bound, sizes);
  const { window } = pass.convolution;
  const gates = bound.stored.gates.length * pass.units;
  return new Map(
    bound.weights.map(({ name, roles: [role] }) => {
      if (role !== 'W' && role !== 'U') return [name, [gates]];
      return [name, [...window, role === 'W' ? (input.at(-1) ?? 1) : pass.units, gates]];
    }),
  );
}

/** Fails, naming each, on weights of another shape. */
export function parametersFor(sized: SizedCell, found: Found): Result<Parameters> {
  const { pass } = sized;
  const problems: Problem[] = [];
  const weights = new Map<string, Tensor>();
  for (const [stored, expected] of expectedShapes(sized)) {
    const given = found.of(pass, stored);
    if (!given) continue;
    const { direction } = pass;
    const whole = direction ? [direction.count, ...expected.slice(1)] : expected;
    if (shapeText(given.tensor.shape) !== shapeText(whole))
      problems.push({
        where: given.name,
        message: `weight "${given.name}": expected ${shapeText(whole)}, got ${shapeText(given.tensor.shape)}.`,
      });
    else weights.set(stored, direction ? sliceOf(given.tensor, direction.index, expected) : given.tensor);
  }
  // Weights that were not found have been told of.
  if (sized.bound.weights.some(({ name }) => !weights.has(name))) return { ok: false, problems };
  if (pass.convolution) return unrolledParameters(sized, weights, pass.convolution);
  return splitWeights(sized.bound, sized.sizes, weights);
}

/** One direction of a weight that holds several, with an axis of 1 in front. */
function sliceOf({ data }: Tensor, index: number, shape: readonly number[]): Tensor {
  const size = product(shape);
  return { shape, data: Array.from(data).slice(index * size, (index + 1) * size) };
}

function unrolledParameters(
  { pass, bound, input, hidden }: SizedCell,
  weights: Weights,
  convolution: Convolution,
): Result<Parameters> {
  const parameters = new Map<string, Matrix>();
  const places = product(hidden.slice(0, -1));
  const gates = bound.stored.gates;
  for (const { symbol, role, gate, weight } of parametersOf(bound)) {
    const tensor = weights.get(weight.name);
    if (!tensor) continue;
    const block = columnsOf(tensor, gates.indexOf(gate), pass.units);
    if (role !== 'W' && role !== 'U') {
      parameters.set(symbol, repeated(block, places));
      continue;
    }
    const matrix =
      role === 'W'
        ? unrolled(block, convolution, input.slice(0, -1), input.at(-1) ?? 1)
        : unrolled(block, betweenStates(convolution), hidden.slice(0, -1), pass.units);
    if (!matrix.ok) return matrix;
    parameters.set(symbol, matrix.value);
  }
  return { ok: true, value: parameters };
}

/** The columns of one gate; all axes but the last are rows. */
function columnsOf({ shape, data }: Tensor, gate: number, filters: number): Matrix {
  const width = shape.at(-1) ?? 0;
  const rows = data.length / width;
  const cut = new Float64Array(rows * filters);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < filters; column++)
      cut[row * filters + column] = data[row * width + gate * filters + column] ?? Number.NaN;
  return { rows, columns: filters, data: cut };
}

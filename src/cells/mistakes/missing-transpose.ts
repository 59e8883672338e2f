/** A weight in the orientation in which it is stored, in an equation that means its transpose. */
import { type Shape, size } from '../../shapes/index.ts';
import { inputSymbol } from '../cell.ts';
import type { Expression } from '../expression.ts';
import { attemptsOf, versionOf } from './attempts.ts';
import { type Gate, gateOf, inRows, lineCode, styleOf, withoutTransposes } from './gate.ts';
import { exampleBatch, type Mistake, type Setting } from './mistake.ts';
import { transposedRecurrent } from './slips.ts';
import { codeOf } from './write-code.ts';

export function missingTranspose(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  if (!gate) return undefined;
  const { bound, sizes } = setting;
  const style = styleOf(setting);
  const isStoredForRows = withoutTransposes(gate.input) !== gate.input && isTransposed(gate.input);
  // Columns need the transpose of what is stored for rows; rows that of what is stored for columns.
  const right = isStoredForRows ? gate.sum : inRows(gate.sum);
  const shapes = isStoredForRows ? gate.shapes : asRows(gate);
  const wrong = withoutTransposes(right);
  const run = attemptsOf(wrong, shapes, style);
  const w = codeOf(withoutTransposes(gate.input), style);
  const u = codeOf(withoutTransposes(gate.recurrent), style);
  const stored = isStoredForRows
    ? `(${sizes.features}, ${sizes.units})`
    : `(${sizes.units}, ${sizes.features})`;
  const vector = isStoredForRows ? `x_t, a column,` : `x_t, of which each sample is a row,`;
  const square = sizes.projection === undefined;
  return {
    name: 'missing-transpose',
    title: 'A transpose is missing',
    idea: `${bound.layout.title} stores ${w} as ${stored}. With ${vector} the equation needs its transpose.`,
    versions: [
      versionOf(
        lineCode(gate, wrong, style),
        run,
        style,
        run.isRefused
          ? `${w} is ${stored}, so that ${isStoredForRows ? sizes.units : sizes.features} meets ${isStoredForRows ? sizes.features : sizes.units}. ${square ? `Mending this product alone is not enough: ${u} is square, and without its transpose it runs and gives other numbers.` : ''}`
          : 'All matrices are square: every product runs, each with the transpose of what is meant.',
      ),
    ],
    repair: {
      code: lineCode(gate, right, style),
      attempts: attemptsOf(right, shapes, style).attempts,
      sentence: 'Both weights are transposed.',
      place: { time: 0, operation: gate.operations.input },
    },
    slip: square ? transposedRecurrent(bound) : undefined,
  };
}

function isTransposed(node: Expression): boolean {
  return node.kind === 'operation' && node.operator === 'transpose';
}

/** A batch of rows in place of each column; biases are added to every row. */
function asRows(gate: Gate): ReadonlyMap<string, Shape> {
  const shapes = new Map(gate.shapes);
  for (const [name, shape] of shapes) {
    const [length, columns] = shape;
    if (!length || shape.length !== 2 || columns === undefined) continue;
    const isVector = name === inputSymbol || /_(prev|t)$/.test(name);
    if (isVector) shapes.set(name, [size(exampleBatch), length]);
    else if (/^(b|bx|bh|p)(_|$)/.test(name)) shapes.set(name, [length]);
  }
  return shapes;
}

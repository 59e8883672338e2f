/** `W * x` as mathematics writes it, where code needs `W @ x`: the vector is laid along the rows, and a matrix stays. */
import { constantOf, printShape } from '../../shapes/index.ts';
import { attemptsOf, type Run, versionOf } from './attempts.ts';
import { elementwise, flattened, type Gate, gateOf, lineCode, styleOf } from './gate.ts';
import type { Attempt, Mistake, Setting } from './mistake.ts';

export function elementwiseAsProduct(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  if (!gate) return undefined;
  const style = styleOf(setting);
  const isScript = style.library.language === 'javascript';
  const shapes = isScript || setting.vectorAxes === 2 ? gate.shapes : flattened(gate.shapes);
  const wrong = elementwise(gate.sum);
  const run = attemptsOf(wrong, shapes, style);
  const [own, meant] = isScript ? ['mul', 'matMul'] : ['*', '@'];
  return {
    name: 'elementwise-as-product',
    title: `${own} where ${meant} is meant`,
    idea: `Side by side, a matrix and a vector are a matrix product in mathematics. In code ${own} multiplies element by element; the product is ${meant}.`,
    versions: [
      versionOf(
        lineCode(gate, wrong, style),
        run,
        style,
        run.isRefused ? refusedWords(run.attempts) : silentWords(gate, run, setting),
      ),
    ],
    repair: {
      code: lineCode(gate, gate.sum, style),
      attempts: attemptsOf(gate.sum, shapes, style).attempts,
      sentence: 'Each row of the matrix is multiplied with the vector and summed: one number a unit.',
      place: { time: 0, operation: gate.operations.input },
    },
    slip: undefined,
  };
}

function refusedWords(attempts: readonly Attempt[]): string {
  const last = attempts.at(-1);
  if (!last) return '';
  const [a, b] = last.operands;
  const sizes = `${a.code} is ${printShape(a.shape)}, ${b.code} is ${printShape(b.shape)}`;
  return last.operator === '*'
    ? `Element by element, sizes must be equal or 1: ${sizes}.`
    : `Nothing is summed: each product stays a matrix, along which the vector is repeated. ${sizes}.`;
}

function silentWords({ name }: Gate, { shape = [] }: Run, { sizes }: Setting): string {
  if (shape.every(dim => constantOf(dim) === 1)) return 'There is one number only: nothing had to be summed.';
  return `Nothing is summed: each product stays a matrix, along which the vector is repeated, and ${name} is ${printShape(shape)} where one number for each of the ${sizes.units} units is meant.`;
}

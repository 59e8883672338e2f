/** Fixes of matrix products: the operands in the other order, or one of them transposed. */
import type { Operand, OperandConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { productAxes } from '../tell/ways-out.ts';
import { isInputName } from '../tell/whole-sequence.ts';
import { code } from '../tell/words.ts';
import { argumentValue } from './arguments.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { fixSides } from './joins.ts';
import { asOperand, callAt, exprAt, textAt } from './source.ts';
import { takingStep } from './steps.ts';
import { rewriting } from './wrap.ts';

export function fixProduct(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  const { operands, framework } = conflict;
  const [left, right] = operands;
  if (!left || !right || left.at.start === right.at.start)
    return proposals(...alongOtherAxes(conflict, facts), ...fixSides(conflict, facts));
  const transposed = framework === 'tfjs' ? '.transpose()' : '.T';
  const isMatrix = (operand: Operand): boolean => operand.shape?.length === 2;
  const transposing = (operand: Operand, which: string): Fix | undefined =>
    isMatrix(operand)
      ? rewriting(
          operand,
          facts,
          `Transpose the ${which} operand: \`${textAt(facts, operand.at)}${transposed}\``,
          code => `${code}${transposed}`,
        )
      : undefined;
  const transposes = [transposing(right, 'second'), transposing(left, 'first')];
  const steps = isMatrix(right) ? takingStep(right, framework, facts) : [];
  const isInput = isInputName(textAt(facts, right.at));
  return proposals(
    ...(isInput ? [...steps, ...transposes] : [...transposes, ...steps]),
    swapping(left.at, right.at, facts),
    ...fixSides(conflict, facts),
  );
}

/** The axes that `Dot` of Keras sums along, where others are equal. */
function alongOtherAxes(
  { operation, operands, layer, framework }: OperandConflict,
  facts: Facts,
): readonly Fix[] {
  const [a, b] = operands.map(({ shape }) => shape);
  const place = layer?.site ?? operands[0]?.at;
  const call = place && callAt(facts, place);
  if (!a || !b || !place || !call || !/^dot$/i.test(operation)) return [];
  const edited = { call, file: place.file, framework, facts };
  const value = argumentValue(edited, 'axes', 0);
  if (!value || value.kind === 'dict') return [];
  return productAxes(a, b).map(axes => {
    const text = framework === 'tfjs' ? `[${axes.join(', ')}]` : `(${axes.join(', ')})`;
    return {
      title: `Sum along axes that are equal: ${code(text)}`,
      edits: [replacing({ file: place.file, start: value.start, end: value.end }, text)],
      isSafe: false,
    };
  });
}

function swapping(left: OperandConflict['at'], right: OperandConflict['at'], facts: Facts): Fix | undefined {
  const [a, b] = [exprAt(facts, left), exprAt(facts, right)];
  if (!a || !b || left.file !== right.file) return undefined;
  const [first, second] = [asOperand(textAt(facts, left), a), asOperand(textAt(facts, right), b)];
  return {
    title: `Swap the operands: \`${second} @ ${first}\``,
    edits: [replacing(left, second), replacing(right, first)],
    isSafe: false,
  };
}

/** `bmm`, `mm` and their like take one number of axes; `matmul` takes any. */
export function fixRankedProduct(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  return [...asMatrices(conflict, facts), ...withMatmul(conflict, facts)];
}

/** A batch of vectors as one of rows or columns. */
function asMatrices({ operands, operation, framework }: OperandConflict, facts: Facts): readonly Fix[] {
  const vector = operands.find(({ shape }) => shape?.length === 2);
  if (!vector || !/bmm$/.test(operation) || framework === 'tfjs') return [];
  const axes = vector === operands[0] ? [1, 2] : [2, 1];
  return proposals(
    ...axes.map(axis =>
      rewriting(
        vector,
        facts,
        `Take its rows for matrices: \`${textAt(facts, vector.at)}.unsqueeze(${axis})\``,
        code => `${code}.unsqueeze(${axis})`,
      ),
    ),
  );
}

function withMatmul({ at, operation }: OperandConflict, facts: Facts): readonly Fix[] {
  const call = callAt(facts, at);
  const name = /(?:^|\.)(bmm|mm|mv|dot)$/.exec(operation)?.[1];
  if (!call || name === undefined) return [];
  const { end } = call.callee;
  const place = { file: at.file, start: end - name.length, end };
  if (textAt(facts, place) !== name) return [];
  return [
    {
      title: 'Use `matmul`, which takes any number of axes',
      edits: [replacing(place, 'matmul')],
      isSafe: false,
    },
  ];
}

/** `x W` where `W x` is meant, or the other way round: refused by the kernel, and silent in the recurrent one, which is square. */
import { inputSymbol } from '../cell.ts';
import { type Expression, operation, symbolsIn } from '../expression.ts';
import { attemptsOf, versionOf } from './attempts.ts';
import { flattened, gateOf, inRows, lineCode, replaced, styleOf, withFactorsSwapped } from './gate.ts';
import type { Mistake, Setting, Version } from './mistake.ts';
import { transposedRecurrent } from './slips.ts';
import { codeOf } from './write-code.ts';

export function productOrder(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  if (!gate) return undefined;
  const { bound, sizes } = setting;
  const style = styleOf(setting);
  // It multiplies matrices only.
  if (style.library.language === 'javascript') return undefined;
  // Without a transpose: W x where W is stored (units, features), x W where it is stored (features, units).
  const right = hasTranspose(gate.input) ? inRows(gate.sum) : gate.sum;
  const isRow = right !== gate.sum;
  const shapes = flattened(gate.shapes);
  const swapped = withFactorsSwapped(right);
  const version = (sum: Expression, sentence: string): Version => {
    return versionOf(lineCode(gate, sum, style), attemptsOf(sum, shapes, style), style, sentence);
  };
  const square = sizes.units === sizes.features && sizes.projection === undefined;
  const half = replaced(right, node =>
    node.kind === 'operation' && node.operator === 'multiply' && !symbolsIn(node).includes(inputSymbol)
      ? operation('multiply', ...[...node.operands].reverse())
      : undefined,
  );
  const [w, u] = [gate.input, gate.recurrent].map(each => codeOf(isRow ? stripped(each) : each, style));
  const versions = [
    version(
      swapped,
      square
        ? `With as many units as features both products run, each with the transpose of what is meant.`
        : `${w} meets x_t with its ${sizes.units} units where its ${sizes.features} features belong.`,
    ),
    ...(square || sizes.projection !== undefined
      ? []
      : [
          version(
            half,
            `${u} is square, (${sizes.units}, ${sizes.units}): both orders run, and this one multiplies with its transpose. Every number after the first step is another.`,
          ),
        ]),
  ];
  return {
    name: 'product-order',
    title: 'W·x and x·W mixed up',
    idea: `${bound.layout.title} keeps ${w} as ${isRow ? '(features, units), for x·W' : '(units, features), for W·x'}. A vector of one axis fits on either side of @.`,
    versions,
    repair: {
      code: lineCode(gate, right, style),
      attempts: attemptsOf(right, shapes, style).attempts,
      sentence: isRow
        ? `The vector stands on the left, in both products; the equations with the vector on the right read the same matrices transposed: ${codeOf(gate.recurrent, style)}.`
        : 'The matrix stands on the left, in both products.',
      place: { time: Math.min(1, setting.steps - 1), operation: gate.operations.recurrent },
    },
    slip: sizes.projection === undefined ? transposedRecurrent(bound) : undefined,
  };
}

function hasTranspose(node: Expression): boolean {
  return node.kind === 'operation' && node.operator === 'transpose';
}

function stripped(node: Expression): Expression {
  return (hasTranspose(node) && node.kind === 'operation' ? node.operands[0] : undefined) ?? node;
}

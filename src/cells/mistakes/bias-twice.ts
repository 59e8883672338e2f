/** A bias in both of the places where some frameworks have one each. */

import { parametersOf } from '../bind.ts';
import { type Expression, operation, symbolsIn } from '../expression.ts';
import { symbolIn } from '../write.ts';
import { attemptsOf, versionOf } from './attempts.ts';
import { gateOf, lineCode, styleOf } from './gate.ts';
import type { Mistake, Setting } from './mistake.ts';
import { biasTwice as slip } from './slips.ts';

export function biasTwice(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  const { bound, sizes } = setting;
  const biases = parametersOf(bound).filter(
    ({ symbol, role }) => /^b/.test(role) && gate && symbolsIn(gate.sum).includes(symbol),
  );
  if (!gate || biases.length === 0) return undefined;
  const style = styleOf(setting);
  const wrong = biases.reduce<Expression>(
    (sum, { symbol }) => appended(sum, { kind: 'symbol', name: symbol }),
    gate.sum,
  );
  const names = biases.map(({ symbol }) => symbolIn(bound, symbol));
  const isPair = biases.length > 1;
  const run = attemptsOf(wrong, gate.shapes, style);
  return {
    name: 'bias-twice',
    title: 'The bias twice',
    idea: isPair
      ? `${bound.layout.title} adds two biases, ${names.join(' and ')}; frameworks with one bias keep their sum. Weights that are carried over with the sum in both places count it twice.`
      : `${bound.layout.title} adds one bias, ${names[0]}; PyTorch and a GRU with reset_after add two. Who writes both products with their bias and has one counts it twice.`,
    versions: [
      versionOf(
        lineCode(gate, wrong, style),
        run,
        style,
        `Every term is (${sizes.units}, 1), so that nothing is refused. Each gate is shifted by its bias once more.`,
      ),
    ],
    repair: {
      code: lineCode(gate, gate.sum, style),
      attempts: attemptsOf(gate.sum, gate.shapes, style).attempts,
      sentence: isPair
        ? 'To go from two biases to one, add them; to go from one to two, leave the other zero.'
        : 'One bias a gate.',
      place: { time: 0, operation: gate.operations.sum },
    },
    slip: slip(bound),
  };
}

function appended(sum: Expression, term: Expression): Expression {
  return sum.kind === 'operation' && sum.operator === 'add'
    ? operation('add', ...sum.operands, term)
    : operation('add', sum, term);
}

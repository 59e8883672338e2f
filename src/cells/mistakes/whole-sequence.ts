/** The whole X where an equation means x_t: the question that this project began with. */
import { printShape, type Shape, size } from '../../shapes/index.ts';
import { inputSymbol } from '../cell.ts';
import { attemptsOf } from './attempts.ts';
import { type Gate, gateOf, lineCode, replaced, styleOf, transposeOf } from './gate.ts';
import type { Mistake, Setting, Version } from './mistake.ts';
import { codeOf } from './write-code.ts';

export function wholeSequence(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  if (!gate) return undefined;
  const { steps, sizes } = setting;
  const right = styleOf(setting);
  const x: Shape = [size(steps), size(sizes.features)];
  const product = codeOf(gate.input, right);
  return {
    name: 'whole-sequence',
    title: 'The whole X where x_t is needed',
    idea: `The equations of a cell are of one time step. X is ${printShape(x)}: ${steps} steps of ${sizes.features} features, of which one row leaves for each step.`,
    versions: [version(setting, gate, x, false), version(setting, gate, x, true)],
    repair: {
      code: loopCode(setting, lineCode(gate, gate.sum, right)),
      attempts: attemptsOf(gate.sum, gate.shapes, right).attempts,
      sentence: `One row of X at a time, as a column: ${product} times (${sizes.features}, 1) is (${sizes.units}, 1), which is what the other terms are. The state of each step goes into the next.`,
      place: { time: 0, operation: gate.operations.input },
    },
    slip: { kind: 'sequence', target: gate.target },
  };
}

function loopCode(setting: Setting, line: string): string {
  return styleOf(setting).library.language === 'javascript'
    ? `for (const row of tf.unstack(X)) {\n  const x_t = row.expandDims(1);\n  const ${line};\n}`
    : `for row in X:\n    x_t = row[:, None]\n    ${line}`;
}

function version(setting: Setting, gate: Gate, x: Shape, isTransposed: boolean): Version {
  const style = styleOf(setting, new Map([[inputSymbol, 'X']]));
  const sum = isTransposed
    ? replaced(gate.sum, node =>
        node.kind === 'symbol' && node.name === inputSymbol ? transposeOf(node) : undefined,
      )
    : gate.sum;
  const run = attemptsOf(sum, new Map(gate.shapes).set(inputSymbol, x), style);
  return {
    code: lineCode(gate, sum, style),
    attempts: run.attempts,
    readings: undefined,
    isRefused: run.isRefused,
    library: style.library.title,
    says: run.says,
    sentence: run.isRefused
      ? refusedWords(setting)
      : silentWords(setting, gate, isTransposed, style.library.title),
  };
}

function refusedWords({ sizes, steps }: Setting): string {
  return `The product sums over the ${sizes.features} features, and the first axis of X has the ${steps} steps.`;
}

/** Vectors of mathematics are not repeated, arrays are. */
function silentWords(
  { sizes, steps }: Setting,
  { name }: Gate,
  isTransposed: boolean,
  library: string,
): string {
  const { units, features } = sizes;
  const columns = isTransposed ? steps : features;
  const because = isTransposed
    ? ''
    : `There are as many steps as features, so the product runs too, and sums over the steps where the features are meant. `;
  if (columns === 1) return `${because}There is one column only, so that the sum is right.`;
  return `${because}In mathematics (${units}, ${columns}) + (${units}, 1) is no sum. ${library} raises nothing: it repeats the one column of the state ${columns} times, and ${name} has ${columns} columns that all begin from the same state.`;
}

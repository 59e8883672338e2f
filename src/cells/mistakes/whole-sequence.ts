/** The whole X where an equation means x_t: the question that this project began with. */
import { printShape, type Shape, size } from '../../shapes/index.ts';
import { inputSymbol } from '../cell.ts';
import { type Expression, symbolLeaf } from '../expression.ts';
import { attemptsOf, type Run, versionOf } from './attempts.ts';
import {
  elementwise,
  flattened,
  type Gate,
  gateOf,
  lineCode,
  replaced,
  styleOf,
  transposeOf,
} from './gate.ts';
import type { Library } from './library.ts';
import type { Attempt, Mistake, Repair, Setting, VectorAxes, Version } from './mistake.ts';
import { type CodeStyle, codeOf } from './write-code.ts';

export function wholeSequence(setting: Setting): Mistake | undefined {
  const gate = gateOf(setting);
  if (!gate) return undefined;
  const { steps, sizes } = setting;
  const x: Shape = [size(steps), size(sizes.features)];
  const versions = versionsOf(setting, gate, x);
  return {
    name: 'whole-sequence',
    title: 'The whole X where x_t is needed',
    idea: `The equations of a cell are of one time step. X is ${printShape(x)}: ${steps} steps of ${sizes.features} features, of which one row leaves for each step.`,
    versions: versions.map(({ shown }) => shown),
    repair: repairOf(setting, gate),
    // Its numbers are those of columns.
    slip: versions.some(({ axes, shown }) => axes === 2 && !shown.isRefused)
      ? {
          kind: 'sequence',
          target: gate.target,
          written: codeOf(transposeOf(symbolLeaf(inputSymbol)), wholeStyle(setting)),
        }
      : undefined,
  };
}

function repairOf(setting: Setting, gate: Gate): Repair {
  const { sizes, vectorAxes } = setting;
  const style = styleOf(setting);
  const line = lineCode(gate, gate.sum, style);
  const isFlat = vectorAxes === 1;
  const [row, of] = isFlat
    ? [`(${sizes.features},)`, `(${sizes.units},)`]
    : [`(${sizes.features}, 1)`, `(${sizes.units}, 1)`];
  return {
    code: isFlat ? `for x_t in X:\n    ${line}` : loopCode(style.library.language, line),
    attempts: attemptsOf(gate.sum, isFlat ? flattened(gate.shapes) : gate.shapes, style).attempts,
    sentence: `One row of X at a time${isFlat ? '' : ', as a column'}: ${codeOf(gate.input, style)} times ${row} is ${of}, which is what the other terms are. The state of each step goes into the next.`,
    place: { time: 0, operation: gate.operations.input },
  };
}

function loopCode(language: Library['language'], line: string): string {
  return language === 'javascript'
    ? `for (const row of tf.unstack(X)) {\n  const x_t = row.expandDims(1);\n  const ${line};\n}`
    : `for row in X:\n    x_t = row[:, None]\n    ${line}`;
}

interface Written {
  readonly shown: Version;
  /** Of the state and the biases. */
  readonly axes: VectorAxes;
}

/** People keep the state as a column or as a vector of one axis: where it is not known which, and it matters, both are told. */
function versionsOf(setting: Setting, gate: Gate, x: Shape): readonly Written[] {
  const { sizes, steps } = setting;
  const isScript = styleOf(setting).library.language === 'javascript';
  const axes = isScript ? 2 : setting.vectorAxes;
  const write = (spelling: Spelling, own: VectorAxes, note?: string): Written => ({
    shown: version({ setting, gate, x, spelling, axes: own, note }),
    axes: own,
  });
  // Of one axis, both products are refused at the same sum where both run.
  if (axes === 1 && sizes.features === steps) return [write('X', axes), write('*', axes)];
  if (axes !== undefined) return [write('X', axes), write('X.T', axes), write('*', axes)];
  const both: readonly Written[] =
    sizes.features === steps
      ? [write('X', 2, `h (${sizes.units}, 1)`), write('X', 1, `h (${sizes.units},)`)]
      : [write('X', 2)];
  return [...both, write('X.T', 2), write('*', 1)];
}

/** `W @ X`, `W @ X.T`, `W * X`. */
type Spelling = 'X' | 'X.T' | '*';

interface Wrong {
  readonly setting: Setting;
  readonly gate: Gate;
  readonly x: Shape;
  readonly spelling: Spelling;
  readonly axes: VectorAxes;
  /** Beside the code, where that alone does not say what it is given. */
  readonly note: string | undefined;
}

function version(wrong: Wrong): Version {
  const { setting, gate, x, spelling, axes, note } = wrong;
  const style = wholeStyle(setting);
  const sum = spelled(gate.sum, spelling);
  const shapes = axes === 1 ? flattened(gate.shapes) : gate.shapes;
  const run = attemptsOf(sum, new Map(shapes).set(inputSymbol, x), style);
  const code = lineCode(gate, sum, style);
  const sentence = run.isRefused ? refusedWords(wrong, run.attempts) : silentWords(wrong, run);
  return versionOf(note === undefined ? code : `${code}   # ${note}`, run, style, sentence);
}

/** The code with X where the cell has x_t. */
const wholeStyle = (setting: Setting): CodeStyle => styleOf(setting, new Map([[inputSymbol, 'X']]));

function spelled(sum: Expression, spelling: Spelling): Expression {
  if (spelling === 'X') return sum;
  if (spelling === '*') return elementwise(sum);
  return replaced(sum, node =>
    node.kind === 'symbol' && node.name === inputSymbol ? transposeOf(node) : undefined,
  );
}

function refusedWords(wrong: Wrong, attempts: readonly Attempt[]): string {
  const { setting, spelling } = wrong;
  const { sizes, steps } = setting;
  const last = attempts.at(-1);
  const [a, b] = last?.operands ?? [];
  if (spelling === '*') {
    const pair = a && b ? `: ${a.code} is ${printShape(a.shape)}, ${b.code} is ${printShape(b.shape)}` : '';
    return `Element by element, sizes must be equal or 1${pair}. The equation means the matrix product, of one step.`;
  }
  if (last?.operator === '+' && a && b)
    return `${because(wrong)}The product has a column for each of the ${columnsOf(wrong)} ${spelling === 'X' ? 'features' : 'steps'}, ${printShape(a.shape)}, and ${b.code} is one vector, ${printShape(b.shape)}: that is no sum.`;
  return `The product sums over the ${sizes.features} features, and the first axis of X has the ${steps} steps.`;
}

/** Why `W @ X` runs at all. */
const because = ({ spelling }: Wrong): string =>
  spelling === 'X'
    ? 'There are as many steps as features, so the product runs too, and sums over the steps where the features are meant. '
    : '';

const columnsOf = ({ spelling, setting }: Wrong): number =>
  spelling === 'X.T' ? setting.steps : setting.sizes.features;

/** Vectors of mathematics are not repeated, arrays are. */
function silentWords(wrong: Wrong, { shape = [] }: Run): string {
  const { setting, gate, spelling, axes } = wrong;
  const { units } = setting.sizes;
  const library = styleOf(setting).library.title;
  const columns = columnsOf(wrong);
  if (spelling === '*')
    return `The sizes are equal by chance: nothing is summed, and ${gate.name} is ${printShape(shape)} where one number for each of the ${units} units is meant.`;
  if (axes === 1)
    return `${because(wrong)}${library} lays a vector of one axis along the last axis, whatever that is: ${gate.name} is ${printShape(shape)} where (${units},) is meant.`;
  if (columns === 1) return `${because(wrong)}There is one column only, so that the sum is right.`;
  return `${because(wrong)}In mathematics (${units}, ${columns}) + (${units}, 1) is no sum. ${library} raises nothing: it repeats the one column of the state ${columns} times, and ${gate.name} has ${columns} columns that all begin from the same state.`;
}

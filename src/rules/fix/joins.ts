/** Fixes of tensors that are joined or combined element by element: another axis, an axis that is kept or put in, a size. */

import { profileOf } from '../../profiles/index.ts';
import { type OperandConflict, shapeOf, type TensorRole } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { lackingAxis } from '../tell/lacking-axis.ts';
import { recurrentOrigin } from '../tell/operands.ts';
import { isReduction } from '../tell/operations.ts';
import { bothDirections } from '../tell/ways-out.ts';
import { code } from '../tell/words.ts';
import { argumentValue } from './arguments.ts';
import { mergingDirections } from './directions.ts';
import { type Fix, onlyProposed, proposals, replacing } from './fix.ts';
import { settingFlag } from './flags.ts';
import { fixAxis } from './numbers.ts';
import { resizingEither } from './origins.ts';
import { keepingAxis } from './reductions.ts';
import { callAt, textAt } from './source.ts';
import { fixCell } from './steps.ts';
import { rewriting, withAxis } from './wrap.ts';

/** The axis that is joined along; the sizes of the others. */
export function fixJoin(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  return proposals(
    ...keepingSteps(conflict, facts),
    ...fixAxis(conflict, facts),
    axisGiven(conflict, facts),
    ...fixSides(conflict, facts),
  );
}

/** Every step of the one beside every step of the other, or the last step of both. */
function keepingSteps({ mismatch, operands }: OperandConflict, facts: Facts): readonly Fix[] {
  if (mismatch.kind !== 'rank') return [];
  const made = operands.flatMap(({ tensor }) => recurrentOrigin(tensor) ?? []);
  const setting = (role: TensorRole, value: boolean): readonly (Fix | undefined)[] =>
    made.map(({ source }) =>
      source.layer && source.role === role
        ? settingFlag(source.layer, 'return_sequences', value, facts)
        : undefined,
    );
  return onlyProposed(() => proposals(...setting('last-step', true), ...setting('sequence', false)))();
}

/** The axis that one of the tensors lacks. */
function axisGiven(conflict: OperandConflict, facts: Facts): Fix | undefined {
  const lacking = conflict.mismatch.kind === 'rank' ? lackingAxis(conflict) : undefined;
  if (!lacking?.operand.tensor || lacking.operand.tensor.graph || !lacking.isAlone) return undefined;
  const { axis, operand } = lacking;
  const write = (code: string) => withAxis(code, axis, conflict.framework);
  return rewriting(operand, facts, `Give it the axis that it lacks: \`${write('x')}\``, write);
}

/** Either of two sizes that disagree. */
export function fixSides({ mismatch }: OperandConflict, facts: Facts): readonly Fix[] {
  if (mismatch.kind === 'dims' || (mismatch.kind === 'einsum' && mismatch.reason === 'dims'))
    return resizingEither(mismatch.left.dim, mismatch.right.dim, facts);
  return [];
}

export function fixBroadcast(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  return proposals(
    ...fixCell(conflict, facts),
    ...conflict.operands.flatMap((_, index) => [
      keepingReduced(conflict, index, facts),
      ...axesPutIn(conflict, index, facts),
    ]),
    ...transposes(conflict, facts),
    ...conflict.operands.flatMap(({ tensor }) => mergingDirections(tensor, facts)),
    halvingUnits(conflict, facts),
    ...fixSides(conflict, facts),
  );
}

/** As many units for each direction as make the wanted size together. */
function halvingUnits(conflict: OperandConflict, facts: Facts): Fix | undefined {
  const found = bothDirections(conflict);
  if (!found || found.wanted % 2 !== 0) return undefined;
  const inner = found.layer.layer?.inner[0] ?? found.layer;
  const call = callAt(facts, inner.site);
  const { framework, name } = inner.class;
  const { file } = inner.site;
  const argument = profileOf(framework).wording.units;
  const position = framework === 'torch' || framework === 'paddle' ? 1 : 0;
  const value = call && argumentValue({ call, file, framework, facts }, argument, position);
  if (value?.kind !== 'number' || value.value !== found.units) return undefined;
  const text = String(found.wanted / 2);
  return {
    title: `Set ${code(argument)} of ${name} to ${code(text)}`,
    edits: [replacing({ file, start: value.start, end: value.end }, text)],
    isSafe: false,
  };
}

const keepingReduced = ({ operands, framework }: OperandConflict, index: number, facts: Facts) =>
  isReduction(operands[index]?.tensor?.source.operation ?? '')
    ? keepingAxis(operands[index], framework, facts)
    : undefined;

/** The shorter operand with an axis of size 1 where it lacks one. */
function axesPutIn({ operands }: OperandConflict, index: number, facts: Facts): readonly (Fix | undefined)[] {
  const operand = operands[index];
  const most = Math.max(...operands.map(({ shape }) => shape?.length ?? 0));
  const { tensor } = operand ?? {};
  if (!operand || !tensor || tensor.graph || (operand.shape?.length ?? most) >= most) return [];
  return ([-1, 1] as const).map(axis =>
    rewriting(
      operand,
      facts,
      `Put an axis of size 1 in: \`${withAxis('x', axis, tensor.framework)}\``,
      code => withAxis(code, axis, tensor.framework),
    ),
  );
}

function transposes({ operands, framework }: OperandConflict, facts: Facts): readonly (Fix | undefined)[] {
  const turned = framework === 'tfjs' ? '.transpose()' : '.T';
  return operands.map(operand => {
    const isMatrix = operand.tensor && !operand.tensor.graph && shapeOf(operand.tensor)?.length === 2;
    const title = `Transpose it: \`${textAt(facts, operand.at)}${turned}\``;
    return isMatrix ? rewriting(operand, facts, title, code => `${code}${turned}`) : undefined;
  });
}

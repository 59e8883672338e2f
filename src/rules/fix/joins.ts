/** Fixes of tensors that are joined or combined element by element: another axis, an axis that is kept or put in, a size. */
import { type OperandConflict, shapeOf } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { lackingAxis } from '../tell/lacking-axis.ts';
import { isReduction } from '../tell/operations.ts';
import { mergingDirections } from './directions.ts';
import { type Fix, proposals } from './fix.ts';
import { fixAxis } from './numbers.ts';
import { resizingEither } from './origins.ts';
import { keepingAxis } from './reductions.ts';
import { textAt } from './source.ts';
import { fixCell } from './steps.ts';
import { rewriting, withAxis } from './wrap.ts';

/** The axis that is joined along; the sizes of the others. */
export function fixJoin(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  return proposals(...fixAxis(conflict, facts), axisGiven(conflict, facts), ...fixSides(conflict, facts));
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
    ...fixSides(conflict, facts),
    ...conflict.operands.flatMap(({ tensor }) => mergingDirections(tensor, facts)),
  );
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

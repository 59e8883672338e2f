/** Fixes of a softmax over one number: the axis that the steps lie along, or the sigmoid. */
import type { CallExpr } from '../../syntax/tree.ts';
import type { ArgumentConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { fixArgumentValue } from './names.ts';
import { callAt, isPython, type Place, textAt } from './source.ts';
import { replacingValue } from './values.ts';

/** Scores of steps are compared along the steps; what has none is a yes or no. `allowed`: the axis of the steps, where there is one. */
export function fixSoftmaxOfOne(conflict: ArgumentConflict, facts: Facts): readonly Fix[] {
  const { parameter, allowed = '', layer, at } = conflict;
  if (parameter === 'activation') return fixArgumentValue(conflict, facts, "'sigmoid'");
  return proposals(
    ...(/^\d$/.test(allowed) ? settingAxis(conflict, allowed, facts) : []),
    asSigmoid(layer?.site ?? at, facts),
  ).map(fix => ({ ...fix, isSafe: false }));
}

/** Of a function where it stands; of a layer in its constructor. */
export const settingAxis = (conflict: ArgumentConflict, axis: string, facts: Facts): readonly Fix[] =>
  conflict.layer ? fixArgumentValue(conflict, facts, axis) : replacingValue(conflict, axis, facts);

/** `torch.sigmoid(x)` for `torch.softmax(x, dim=1)`, `nn.Sigmoid()` for `nn.Softmax(dim=1)`. */
function asSigmoid(place: Place, facts: Facts): Fix | undefined {
  const call = isPython(facts, place.file) ? callAt(facts, place) : undefined;
  const name = call?.callee.kind === 'attribute' ? call.callee.name : '';
  if (!call || !/^softmax$/i.test(name)) return undefined;
  const { file } = place;
  const callee = textAt(facts, { file, start: call.callee.start, end: call.callee.end });
  const owner = callee.slice(0, -name.length);
  const text = `${owner}${name === 'softmax' ? 'sigmoid' : 'Sigmoid'}(${tensorIn(call, owner, file, facts)})`;
  const edits = [replacing({ file, start: call.start, end: call.end }, text)];
  return { title: `Take the sigmoid: ${code(text)}`, edits, isSafe: false };
}

/** Of a function; layers and methods are given none. */
function tensorIn({ callee, arguments: given }: CallExpr, owner: string, file: string, facts: Facts): string {
  const isFunction =
    callee.kind === 'attribute' &&
    callee.name === 'softmax' &&
    /^(F|nn|torch|tf|jax|mx|np|paddle)\b/.test(owner);
  const [first] = given;
  return isFunction && first ? textAt(facts, { file, start: first.value.start, end: first.value.end }) : '';
}

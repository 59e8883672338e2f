/** Fixes of sums, means and splits: the axis that they go along, and whether it is kept. */
import type { CallExpr, Span } from '../../syntax/tree.ts';
import type { FrameworkName, Operand } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { argumentValue, type Edited, settingArgument } from './arguments.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { callAt, exprAt, type Place, textAt } from './source.ts';

const TORCH_NAMES: ReadonlySet<FrameworkName> = new Set(['torch', 'paddle']);

/** What the framework calls the flag that keeps a reduced axis, and the axis itself. */
const keepingName = (framework: FrameworkName): string =>
  TORCH_NAMES.has(framework) ? 'keepdim' : 'keepdims';
const axisName = (framework: FrameworkName): string => (framework === 'torch' ? 'dim' : 'axis');

/** `keepdims=True` of the reduction that dropped the axis. */
export function keepingAxis(
  operand: Operand | undefined,
  framework: FrameworkName,
  facts: Facts,
): Fix | undefined {
  const name = keepingName(framework);
  const edit = setting(operand, name, 'True', framework, facts);
  return edit && { title: `Keep the reduced axis: \`${name}=True\``, edits: [edit], isSafe: false };
}

/** A sum of everything as one along the last axis, which is kept. */
export function summingRows(
  operand: Operand | undefined,
  framework: FrameworkName,
  facts: Facts,
): Fix | undefined {
  const further = `-1, ${keepingName(framework)}=True`;
  const name = axisName(framework);
  const edit = setting(operand, name, further, framework, facts);
  return edit && { title: `Sum along the last axis: \`${name}=${further}\``, edits: [edit], isSafe: false };
}

/** A reduction along another axis: its number where one is written, else as an argument of its own. */
export const reducingAlong = (place: Place, axis: number, framework: FrameworkName, facts: Facts) =>
  alongAxis(place, axis, framework, facts, numberOf);

/** A split along another axis than the first; a number that it is given is that of its parts. */
export const splittingAlong = (place: Place, axis: number, framework: FrameworkName, facts: Facts) =>
  alongAxis(place, axis, framework, facts, () => undefined);

function alongAxis(
  place: Place,
  axis: number,
  framework: FrameworkName,
  facts: Facts,
  positional: (edited: Edited) => Span | undefined,
): Fix | undefined {
  const name = axisName(framework);
  const call = ownCall(place, facts);
  if (!call) return undefined;
  const edited: Edited = { call, file: place.file, framework, facts };
  const written = argumentValue(edited, 'dim') ?? argumentValue(edited, 'axis') ?? positional(edited);
  const edit = written
    ? replacing({ file: place.file, start: written.start, end: written.end }, String(axis))
    : settingArgument(edited, name, String(axis));
  return edit && { title: `Go along axis ${axis}: \`${name}=${axis}\``, edits: [edit], isSafe: false };
}

/** `0` of `x.mean(0)` and of `torch.mean(x, 0)`. */
function numberOf({ call, file, facts }: Edited): Span | undefined {
  return call.arguments.find(
    ({ name, value: { start, end } }) => name === null && /^-?\d+$/.test(textAt(facts, { file, start, end })),
  )?.value;
}

/** Sets an argument of the call that made a tensor. */
function setting(
  operand: Operand | undefined,
  name: string,
  text: string,
  framework: FrameworkName,
  facts: Facts,
): Edit | undefined {
  const site = operand?.tensor?.source.site;
  const call = site && ownCall(site, facts);
  return call && settingArgument({ call, file: site.file, framework, facts }, name, text);
}

/** The call that is a place, not one around it. */
function ownCall(place: Place, facts: Facts): CallExpr | undefined {
  return exprAt(facts, place)?.kind === 'call' ? callAt(facts, place) : undefined;
}

/** Fixes of states that are carried into the next batch: detached where they are given to the layer, or once `backward()` is through. */
import { type Node, nodesAround } from '../../syntax/find.ts';
import { lineStartAt } from '../../syntax/lines.ts';
import type { ExprStmt, Stmt } from '../../syntax/tree.ts';
import type { MisreadConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { assignmentsIn, exprAt, type Place, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

/** Where the state is given, or behind `backward()`: a state that is None in the first round cannot be detached in it. */
export function detaching({ at, tensor }: MisreadConflict, facts: Facts): readonly Fix[] {
  const { role, layer } = tensor.tensor?.source ?? {};
  const write = role === 'h' ? detachedCode(at, layer?.layer?.cell?.kind === 'lstm', facts) : undefined;
  if (write === undefined) return [];
  const written = textAt(facts, at);
  return proposals(
    beginsAsNone(at, facts)
      ? undefined
      : rewriting({ at }, facts, `Detach the state: ${code(write)}`, () => write),
    /^[\w.]+$/.test(written)
      ? behindBackward(at, `${written} = ${write}`, facts)
      : behindBackward(at, separately(at, facts), facts),
  );
}

const beginsAsNone = (at: Place, facts: Facts): boolean =>
  assignmentsIn(facts, at.file).some(
    ({ targets, value }) =>
      value !== null &&
      textAt(facts, { file: at.file, start: value.start, end: value.end }) === 'None' &&
      targets.some(({ start, end }) => textAt(facts, { file: at.file, start, end }) === textAt(facts, at)),
  );

/** A pair of states that is written as one, one by one, or as a single one. */
function detachedCode(at: Place, isPair: boolean, facts: Facts): string | undefined {
  const names = namesIn(at, facts);
  if (names) return `(${names.map(detached).join(', ')})`;
  const written = textAt(facts, at);
  if (!/^[\w.]+$/.test(written)) return isPair ? undefined : detached(written);
  return isPair ? `tuple(s.detach() for s in ${written})` : detached(written);
}

const detached = (name: string): string => `${name}.detach()`;

/** `h` and `c` of `(h, c)`. */
function namesIn(at: Place, facts: Facts): readonly string[] | undefined {
  const expr = exprAt(facts, at);
  if (expr?.kind !== 'tuple' && expr?.kind !== 'list') return undefined;
  const names = expr.items.map(({ start, end }) => textAt(facts, { file: at.file, start, end }));
  return names.every(name => /^[\w.]+$/.test(name)) ? names : undefined;
}

function separately(at: Place, facts: Facts): string | undefined {
  const names = namesIn(at, facts);
  return names && `${names.join(', ')} = ${names.map(detached).join(', ')}`;
}

/** Behind the `loss.backward()` of the same round. */
function behindBackward(at: Place, statement: string | undefined, facts: Facts): Fix | undefined {
  const source = facts.files.get(at.file);
  const around = source ? nodesAround(source.module, at) : [];
  const call = around.toReversed().flatMap(statementsOf).find(isBackward);
  if (!source || !call || statement === undefined) return undefined;
  const indent = source.text.slice(lineStartAt(source.text, call.start), call.start);
  const isAlone = indent.trim() === '' && /^[ \t]*(#.*)?(\r?\n|$)/.test(source.text.slice(call.end));
  if (!isAlone) return undefined;
  const place = { file: at.file, start: call.end, end: call.end };
  const title = `Detach the state behind ${code('backward()')}: ${code(statement)}`;
  return { title, edits: [replacing(place, `\n${indent}${statement}`)], isSafe: false };
}

const statementsOf = (node: Node): readonly Stmt[] =>
  node.kind === 'for' || node.kind === 'while' || node.kind === 'with' || node.kind === 'if' ? node.body : [];

const isBackward = (statement: Stmt): statement is ExprStmt =>
  statement.kind === 'expr' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'attribute' &&
  statement.value.callee.name === 'backward';

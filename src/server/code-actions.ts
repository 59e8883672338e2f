/** Quick fixes for the problems at a place, all safe fixes of a file at once, and the calculator for the layer at a place. */
import { diffLines } from 'diff';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Fixed, fixAll, ignoring, workingFixes } from '../fixes/index.ts';
import { COMMANDS } from '../protocol/commands.ts';
import { calculatorSpecAt } from '../report/index.ts';
import type { Edit, Fix, Problem } from '../rules/index.ts';
import type { Result } from './analyst.ts';
import { mistakeTarget, SHOW_MISTAKE } from './mistake.ts';
import type { Program } from './program.ts';
import { withoutFiller } from './room.ts';
import type { Session } from './session.ts';
import { diagnosticOf, rangeIn } from './to-lsp.ts';

/** Our part of what an editor does on "Fix All" and, where it is so set, on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lstmShapes`;

/** What a layer offers without any problem; no kind of fix or refactoring, so that nothing does it by itself. */
export const OPEN_LAYER = 'lstmShapes.calculator';

export function codeActionsFor(
  { textDocument, range, context }: CodeActionParams,
  session: Session,
  hasCommands: boolean,
): readonly CodeAction[] {
  const program = session.programOf(textDocument.uri);
  const result = program && session.freshResultOf(program);
  if (!program || !result) return [];
  const wants = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`));
  const start = program.offsetAt(textDocument.uri, range.start);
  const end = program.offsetAt(textDocument.uri, range.end);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix) && start !== undefined && end !== undefined) {
    const here = result.problems.filter(problem => problem.start <= end && start <= problem.end);
    actions.push(...here.flatMap(problem => quickFixes(problem, result, session, hasCommands)));
  }
  if (hasCommands && wants(OPEN_LAYER) && start !== undefined) {
    const spec = calculatorSpecAt(result.facts, start);
    const target = { uri: textDocument.uri, position: range.start };
    const title = 'reason' in spec ? '' : `Open ${spec.layer} in the gate calculator`;
    const command = { title, command: COMMANDS.openCalculator, arguments: [target] };
    if (title !== '') actions.push({ title, kind: OPEN_LAYER, command });
  }
  // Trying all fixes of a file takes a while: only for those who ask for it.
  if (context.only?.length && wants(FIX_ALL)) actions.push(...fixingAll(program, result, session));
  return actions;
}

function quickFixes(
  problem: Problem,
  result: Result,
  session: Session,
  hasCommands: boolean,
): readonly CodeAction[] {
  const placed = diagnosticOf(problem, session.placeOf);
  if (!placed) return [];
  const working = workingFixes(session.triable(result), problem, result.all);
  const [only] = working.filter(({ isSafe }) => isSafe);
  const fixes = working.map(fix => action(fix, placed.diagnostic, fix === only, session));
  // What is said of a comment, or of a file as such, no comment ignores.
  const ignore = problem.finding
    ? action(ignoring(problem, result.facts), placed.diagnostic, false, session)
    : undefined;
  const show = hasCommands ? showing(problem, placed.diagnostic, result, session) : undefined;
  return [...fixes, ignore, show].flatMap(each => each ?? []);
}

function showing(
  problem: Problem,
  diagnostic: Diagnostic,
  result: Result,
  session: Session,
): CodeAction | undefined {
  const target = mistakeTarget(problem, result, session);
  if (!target) return undefined;
  const command = { title: SHOW_MISTAKE, command: COMMANDS.openCalculator, arguments: [target] };
  return { title: SHOW_MISTAKE, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command };
}

function action(
  { title, edits }: Fix,
  diagnostic: Diagnostic,
  isPreferred: boolean,
  session: Session,
): CodeAction | undefined {
  const edit = workspaceEdit(edits, session);
  return edit && { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit, isPreferred };
}

/** undefined where a place is in no document. */
function workspaceEdit(edits: readonly Edit[], session: Session): WorkspaceEdit | undefined {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, start, end, text } of edits) {
    const at = rangeIn(file, { start, end }, session.placeOf);
    if (!at) return undefined;
    changes[at.uri] = [...(changes[at.uri] ?? []), { range: at.range, newText: withoutFiller(text) }];
  }
  return { changes };
}

function fixingAll(program: Program, result: Result, session: Session): readonly CodeAction[] {
  const fixed = fixAll(session.triable(result), path => path === program.path);
  const edit = fixed.count > 0 ? workspaceEdit(editsOf(fixed, session), session) : undefined;
  const title = `Fix ${fixed.count === 1 ? 'the problem' : `${fixed.count} problems`} of LSTM Shapes that can be fixed safely`;
  return edit ? [{ title, kind: FIX_ALL, edit }] : [];
}

/** From line to line, so that what did not change stays where the cursor is. */
function editsOf({ texts }: Fixed, { workspace }: Session): readonly Edit[] {
  return [...texts].flatMap(([file, text]) => {
    const edits: Edit[] = [];
    let at = 0;
    for (const { value, added, removed } of diffLines(workspace.source(file)?.text ?? '', text)) {
      if (added) edits.push({ file, start: at, end: at, text: value });
      else {
        if (removed) edits.push({ file, start: at, end: at + value.length, text: '' });
        at += value.length;
      }
    }
    return edits;
  });
}

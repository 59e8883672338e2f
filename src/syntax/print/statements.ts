/** Statements, one a line; bodies are indented by two spaces below their statement. */
import type { ImportBinding, Stmt, SwitchCase, TryStmt } from '../tree.ts';
import { functionMarks, list, printArgument, printExpr } from './expressions.ts';
import { printParameters } from './parameters.ts';
import { printPattern } from './patterns.ts';
import { printTarget } from './targets.ts';

export function printStmt(s: Stmt): readonly string[] {
  return printSimple(s) ?? printCompound(s);
}

function body(stmts: readonly Stmt[]): readonly string[] {
  return stmts.flatMap(printStmt).map(line => `  ${line}`);
}

function section(head: string, stmts: readonly Stmt[]): readonly string[] {
  return stmts.length === 0 ? [] : [head, ...body(stmts)];
}

function printSimple(s: Stmt): readonly string[] | null {
  switch (s.kind) {
    case 'import':
      return [list('import', `${'.'.repeat(s.level)}${s.module}`, ...s.bindings.map(printBinding))];
    case 'export':
      return [list('export', s.exported, printExpr(s.value))];
    case 'augment':
      return [list(`${s.op}=`, printTarget(s.target), printExpr(s.value))];
    case 'expr':
      return [printExpr(s.value)];
    case 'return':
    case 'raise':
      return [list(s.kind, ...(s.value === null ? [] : [printExpr(s.value)]))];
    case 'break':
    case 'continue':
      return [list(s.kind)];
    case 'assert':
      return [list('assert', printExpr(s.test))];
    case 'delete':
      return [list('delete', ...s.targets.map(printTarget))];
    case 'global':
    case 'nonlocal':
      return [list(s.kind, ...s.names)];
    default:
      return null;
  }
}

function printBinding(binding: ImportBinding): string {
  switch (binding.kind) {
    case 'root':
      return `root:${binding.local}`;
    case 'module':
      return `as:${binding.local}`;
    case 'member':
      return binding.member === binding.local ? binding.member : `${binding.member}:${binding.local}`;
    case 'all':
      return '*';
  }
}

function printCompound(s: Stmt): readonly string[] {
  switch (s.kind) {
    case 'assign':
      return [printAssign(s)];
    case 'if':
      return [list('if', printExpr(s.test)), ...body(s.body), ...section('else', s.orelse)];
    case 'for':
      return [
        list(s.over === 'keys' ? 'for-in' : 'for', printTarget(s.target), printExpr(s.iterable)),
        ...body(s.body),
        ...section('else', s.orelse),
      ];
    case 'while':
      return [
        list(s.testAfter ? 'do-while' : 'while', printExpr(s.test)),
        ...body(s.body),
        ...section('update', s.update),
        ...section('else', s.orelse),
      ];
    case 'try':
      return printTry(s);
    case 'with':
      return [list('with', ...s.items.map(printItem)), ...body(s.body)];
    case 'switch':
      return [list('switch', printExpr(s.subject)), ...s.cases.flatMap(printCase).map(line => `  ${line}`)];
    case 'block':
      return ['block', ...body(s.body)];
    default:
      return printDefinition(s);
  }
}

function printAssign(s: Extract<Stmt, { kind: 'assign' }>): string {
  const annotation = s.annotation === null ? [] : [`:${printExpr(s.annotation)}`];
  return list(
    s.isStatic ? 'static' : (s.declares ?? '='),
    ...s.targets.map(printTarget),
    ...annotation,
    printExpr(s.value),
  );
}

function printDefinition(s: Stmt): readonly string[] {
  if (s.kind === 'function') {
    const { function: made } = s;
    const returns = made.returns === null ? '' : ` -> ${printExpr(made.returns)}`;
    const head = `${functionMarks(made)}def ${s.name}${printParameters(made.parameters)}${returns}`;
    return [...s.decorators.map(it => `@${printExpr(it)}`), head, ...body(made.body)];
  }
  if (s.kind !== 'class') return [list(s.kind)];
  const head = list('class', s.name, ...s.bases.map(printExpr), ...s.keywords.map(printArgument));
  return [...s.decorators.map(it => `@${printExpr(it)}`), head, ...body(s.body)];
}

function printItem(item: Extract<Stmt, { kind: 'with' }>['items'][number]): string {
  return item.target === null
    ? printExpr(item.context)
    : list('as', printExpr(item.context), printTarget(item.target));
}

function printTry(s: TryStmt): readonly string[] {
  const handlers = s.handlers.flatMap(handler => [
    list('except', printExpr(handler.type), ...(handler.name === null ? [] : [handler.name])),
    ...body(handler.body),
  ]);
  return [
    'try',
    ...body(s.body),
    ...handlers,
    ...section('else', s.orelse),
    ...section('finally', s.finally),
  ];
}

function printCase(one: SwitchCase): readonly string[] {
  const guard = one.guard === null ? [] : [list('if', printExpr(one.guard))];
  return [
    list('case', ...(one.pattern ? [printPattern(one.pattern)] : one.tests.map(printExpr)), ...guard),
    ...body(one.body),
    ...(one.fallsThrough ? ['falls'] : []),
  ];
}

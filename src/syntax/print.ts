/** The tree as compact s-expressions, one statement a line, for tests and for looking at it. */
import { printExpr } from './print/expressions.ts';
import { printStmt } from './print/statements.ts';
import type { Module, Stmt } from './tree.ts';

export { printExpr };

export function printModule(module: Module): string {
  return printBody(module.body);
}

export function printBody(body: readonly Stmt[]): string {
  return body.flatMap(printStmt).join('\n');
}

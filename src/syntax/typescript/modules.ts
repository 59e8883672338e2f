/**
 * Imports and exports. What is exported from another module is imported under a name that no program can write
 * (`'./m'#default`) and exported under its own.
 */
import type { Lowering, StmtRule } from '../lowering.ts';
import { childOf, childOfType, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { ExportStmt, Expr, ImportBinding, Span, Stmt } from '../tree.ts';
import { classOf } from './classes.ts';
import { constant } from './declarations.ts';
import { functionOf } from './functions.ts';
import { stringValue } from './literals.ts';
import { namesBound } from './targets.ts';

export const importStatement: StmtRule = (node, lowering) => {
  const required = childOfType(node, 'import_require_clause');
  if (required !== null) return importRequire(node, required, lowering);
  const source = childOf(node, 'source');
  const clause = childOfType(node, 'import_clause');
  if (source === null) return [];
  const bindings = clause === null ? [] : named(clause).flatMap(child => bindingsOf(child, lowering));
  return [importOf(node, source, bindings, lowering)];
};

function importOf(
  node: SyntaxNode,
  source: SyntaxNode,
  bindings: readonly ImportBinding[],
  lowering: Lowering,
): Stmt {
  return { kind: 'import', ...spanOf(node), module: stringValue(source, lowering), level: 0, bindings };
}

function bindingsOf(node: SyntaxNode, lowering: Lowering): readonly ImportBinding[] {
  const span = spanOf(node);
  if (node.type === 'identifier')
    return [{ kind: 'member', ...span, member: 'default', local: lowering.textOf(node) }];
  if (node.type === 'named_imports') return named(node).flatMap(child => specifier(child, lowering));
  const local = node.type === 'namespace_import' ? firstNamed(node) : null;
  return local === null ? [] : [{ kind: 'module', ...span, local: lowering.textOf(local) }];
}

function specifier(node: SyntaxNode, lowering: Lowering): readonly ImportBinding[] {
  const name = childOf(node, 'name');
  if (node.type !== 'import_specifier' || name === null) return [];
  const member = exportedName(name, lowering);
  const alias = childOf(node, 'alias');
  return [
    { kind: 'member', ...spanOf(node), member, local: alias === null ? member : lowering.textOf(alias) },
  ];
}

/** Names of exports may be strings. */
function exportedName(node: SyntaxNode, lowering: Lowering): string {
  return node.type === 'string' ? stringValue(node, lowering) : lowering.textOf(node);
}

/** `import x = require('m')` */
function importRequire(node: SyntaxNode, clause: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const name = firstNamed(clause);
  const source = childOf(clause, 'source');
  if (name === null || source === null) return [];
  const keyword = childOfType(clause, 'require') ?? clause;
  const span = spanOf(source);
  const value: Expr = {
    kind: 'call',
    start: keyword.start,
    end: clause.end,
    callee: { kind: 'name', ...spanOf(keyword), name: 'require' },
    arguments: [{ ...span, name: null, spread: null, value: lowering.expr(source) }],
    constructs: false,
    argumentsSpan: { start: keyword.end, end: clause.end },
  };
  return [constant(node, name, value, lowering)];
}

/** `import y = A.B` */
export const importAlias: StmtRule = (node, lowering) => {
  const [name, value] = named(node);
  return name === undefined || value === undefined
    ? []
    : [constant(node, name, lowering.expr(value), lowering)];
};

/** `export type` exports nothing at run time. */
export const exportStatement: StmtRule = (node, lowering) => {
  if (childOfType(node, 'type') !== null) return [];
  const source = childOf(node, 'source');
  const declared = childOf(node, 'declaration');
  if (source !== null) return exportFrom(node, source, lowering);
  if (declared !== null) return exportDeclaration(node, declared, lowering);
  const clause = childOfType(node, 'export_clause');
  if (clause !== null)
    return clauseExports(clause, lowering).map(one => exportOf(one, one.exported, nameExpr(one)));
  const value = childOf(node, 'value');
  if (value !== null) return exportDefault(node, value, lowering);
  return has(node, '=') ? exportAssignment(node, lowering) : [];
};

interface ClauseExport extends Span {
  readonly exported: string;
  readonly name: string;
}

function clauseExports(clause: SyntaxNode, lowering: Lowering): readonly ClauseExport[] {
  return named(clause).flatMap(child => {
    const name = childOf(child, 'name');
    if (child.type !== 'export_specifier' || name === null) return [];
    const alias = childOf(child, 'alias');
    const own = exportedName(name, lowering);
    return [{ ...spanOf(child), exported: alias === null ? own : exportedName(alias, lowering), name: own }];
  });
}

function exportOf({ start, end }: Span, exported: string, value: Expr): ExportStmt {
  return { kind: 'export', start, end, exported, value };
}

function nameExpr({ start, end, name }: Span & { readonly name: string }): Expr {
  return { kind: 'name', start, end, name };
}

/** `export * from 'm'` is an import of all names, which the module then has. */
function exportFrom(node: SyntaxNode, source: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const module = lowering.textOf(source);
  const clause = childOfType(node, 'export_clause');
  const space = childOfType(node, 'namespace_export');
  if (clause !== null) {
    const items = clauseExports(clause, lowering).map(one => ({ ...one, local: `${module}#${one.name}` }));
    const bindings = items.map<ImportBinding>(({ start, end, name, local }) => ({
      kind: 'member',
      start,
      end,
      member: name,
      local,
    }));
    const exports = items.map(one =>
      exportOf(one, one.exported, nameExpr({ ...spanOf(one), name: one.local })),
    );
    return [importOf(node, source, bindings, lowering), ...exports];
  }
  const local = `${module}#*`;
  const name = space === null ? null : firstNamed(space);
  if (space === null || name === null)
    return [importOf(node, source, [{ kind: 'all', ...spanOf(node) }], lowering)];
  const binding: ImportBinding = { kind: 'module', ...spanOf(space), local };
  const exported = exportOf(space, exportedName(name, lowering), nameExpr({ ...spanOf(space), name: local }));
  return [importOf(node, source, [binding], lowering), exported];
}

/** The declaration itself, then its names. */
function exportDeclaration(node: SyntaxNode, declared: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const stmts = lowering.stmt(declared);
  const isDefault = has(node, 'default');
  const names = stmts.flatMap<Span & { readonly name: string }>(stmt => {
    if (stmt.kind === 'function' || stmt.kind === 'class') return [{ ...stmt.nameSpan, name: stmt.name }];
    return stmt.kind === 'assign' ? stmt.targets.flatMap(namesBound) : [];
  });
  return [
    ...stmts,
    ...names.map(one =>
      exportOf(one, isDefault ? 'default' : one.name, nameExpr({ ...spanOf(one), name: one.name })),
    ),
  ];
}

/** A class without a name is called `default`, as its `name` is at run time. */
function exportDefault(node: SyntaxNode, value: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  if (value.type !== 'class') return [exportOf(node, 'default', defaultValue(value, lowering))];
  const keyword = childOfType(node, 'default') ?? value;
  const written = childOf(value, 'name');
  const name = written === null ? 'default' : lowering.textOf(written);
  const made = classOf(value, name, spanOf(written ?? keyword), lowering);
  const whole = { ...made, ...spanOf(node) };
  return [whole, exportOf(keyword, 'default', nameExpr({ ...spanOf(keyword), name }))];
}

function defaultValue(value: SyntaxNode, lowering: Lowering): Expr {
  return value.type === 'function_declaration' ? functionOf(value, lowering) : lowering.expr(value);
}

/** `export = x` is `module.exports = x`. */
function exportAssignment(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const value = firstNamed(node);
  const at = spanOf(childOfType(node, '=') ?? node);
  if (value === null) return [];
  const object: Expr = { kind: 'name', ...at, name: 'module' };
  return [
    {
      kind: 'assign',
      ...spanOf(node),
      targets: [{ kind: 'attribute', ...at, object, name: 'exports', nameSpan: at }],
      value: lowering.expr(value),
      annotation: null,
      declares: null,
    },
  ];
}

/** Import statements in every spelling. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { childOf, childOfType, childrenOf, type SyntaxNode, spanOf } from '../node.ts';
import type { ImportBinding, ImportStmt, Stmt } from '../tree.ts';

/** `import a.b, c as d`: one statement a module. */
export const importStatement: StmtRule = (node, lowering) =>
  childrenOf(node, 'name').map<Stmt>(child => {
    const { path, alias } = nameAndAlias(child, lowering);
    const span = spanOf(child);
    const binding: ImportBinding =
      alias === null
        ? { kind: 'root', ...span, local: path.split('.')[0] ?? path }
        : { kind: 'module', ...span, local: alias };
    return { kind: 'import', ...spanOf(node), module: path, level: 0, bindings: [binding] };
  });

export const importFrom: StmtRule = (node, lowering) => {
  const from = childOf(node, 'module_name');
  const { module, level } = from === null ? { module: '__future__', level: 0 } : sourceOf(from, lowering);
  const all = childOfType(node, 'wildcard_import');
  const members = childrenOf(node, 'name').map(child => member(child, lowering));
  const bindings: readonly ImportBinding[] = all === null ? members : [{ kind: 'all', ...spanOf(all) }];
  return [{ kind: 'import', ...spanOf(node), module, level, bindings } satisfies ImportStmt];
};

function sourceOf(node: SyntaxNode, lowering: Lowering): { module: string; level: number } {
  if (node.type !== 'relative_import') return { module: pathOf(node, lowering), level: 0 };
  const dots = childOfType(node, 'import_prefix');
  const path = childOfType(node, 'dotted_name');
  return {
    module: path === null ? '' : pathOf(path, lowering),
    level: dots === null ? 1 : lowering.textOf(dots).replace(/[^.]/g, '').length,
  };
}

function member(node: SyntaxNode, lowering: Lowering): ImportBinding {
  const { path, alias } = nameAndAlias(node, lowering);
  return { kind: 'member', ...spanOf(node), member: path, local: alias ?? path };
}

function nameAndAlias(node: SyntaxNode, lowering: Lowering): { path: string; alias: string | null } {
  if (node.type !== 'aliased_import') return { path: pathOf(node, lowering), alias: null };
  const path = childOf(node, 'name');
  const alias = childOf(node, 'alias');
  return {
    path: path === null ? '' : pathOf(path, lowering),
    alias: alias === null ? null : lowering.textOf(alias),
  };
}

/** `a . b` is the module a.b. */
function pathOf(node: SyntaxNode, lowering: Lowering): string {
  return lowering.textOf(node).replace(/[\s\\]/g, '');
}

/** Which rule lowers which node of tree-sitter-python. */
import { awaitExpr } from '../both.ts';
import type { ExprRule, LoweringRules, StmtRule } from '../lowering.ts';
import { firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import * as access from './access.ts';
import * as collections from './collections.ts';
import * as compound from './compound.ts';
import * as functions from './functions.ts';
import * as imports from './imports.ts';
import { matchStatement } from './match.ts';
import { numberExpr } from './numbers.ts';
import * as operators from './operators.ts';
import * as simple from './simple.ts';
import * as strings from './strings.ts';
import { target } from './targets.ts';
import { typeAlias } from './type-alias.ts';
import * as types from './types.ts';

const number: ExprRule = (node, lowering) => numberExpr(lowering.textOf(node), spanOf(node));

const exprs: ReadonlyMap<string, ExprRule> = new Map([
  ['identifier', access.name],
  ['attribute', access.attribute],
  ['dotted_name', access.dotted],
  ['subscript', access.subscript],
  ['call', access.call],
  ['integer', number],
  ['float', number],
  ['string', strings.string],
  ['concatenated_string', strings.concatenated],
  ['true', node => ({ kind: 'boolean', ...spanOf(node), value: true })],
  ['false', node => ({ kind: 'boolean', ...spanOf(node), value: false })],
  ['none', node => ({ kind: 'none', ...spanOf(node) })],
  ['ellipsis', node => ({ kind: 'ellipsis', ...spanOf(node) })],
  ['binary_operator', operators.binary],
  ['unary_operator', operators.unary],
  ['not_operator', operators.not],
  ['boolean_operator', operators.boolean],
  ['comparison_operator', operators.comparison],
  ['conditional_expression', operators.conditional],
  ['await', awaitExpr],
  ['yield', operators.yieldExpr],
  ['named_expression', operators.walrus],
  ['lambda', functions.lambda],
  ['list', collections.display('list')],
  ['tuple', collections.display('tuple')],
  ['expression_list', collections.display('tuple')],
  ['pattern_list', collections.display('tuple')],
  ['set', collections.display('set')],
  ['dictionary', collections.dict],
  ['list_splat', collections.spread],
  ['list_splat_pattern', collections.spread],
  ['splat_type', collections.spread],
  ['parenthesized_list_splat', collections.spread],
  ['list_comprehension', collections.comprehension('list')],
  ['set_comprehension', collections.comprehension('set')],
  ['dictionary_comprehension', collections.comprehension('dict')],
  ['generator_expression', collections.comprehension('generator')],
  ['generic_type', types.generic],
  ['union_type', types.union],
  ['member_type', types.member],
]);

const stmts: ReadonlyMap<string, StmtRule> = new Map([
  ['expression_statement', simple.expressionStatement],
  ['assignment', simple.assignment],
  ['augmented_assignment', simple.augmented],
  ['return_statement', simple.returnStatement],
  ['raise_statement', simple.raise],
  ['assert_statement', simple.assertion],
  ['delete_statement', simple.del],
  ['pass_statement', simple.nothing],
  ['break_statement', simple.jump('break')],
  ['continue_statement', simple.jump('continue')],
  ['global_statement', simple.scope('global')],
  ['nonlocal_statement', simple.scope('nonlocal')],
  ['type_alias_statement', typeAlias],
  ['print_statement', simple.keywordCall('print')],
  ['exec_statement', simple.keywordCall('exec')],
  ['import_statement', imports.importStatement],
  ['import_from_statement', imports.importFrom],
  ['future_import_statement', imports.importFrom],
  ['if_statement', compound.ifStatement],
  ['for_statement', compound.forStatement],
  ['while_statement', compound.whileStatement],
  ['try_statement', compound.tryStatement],
  ['with_statement', compound.withStatement],
  ['match_statement', matchStatement],
  ['function_definition', functions.functionDefinition],
  ['class_definition', functions.classDefinition],
  ['decorated_definition', functions.decorated],
  ['block', (node, lowering) => lowering.body(node)],
]);

/** Parentheses and the `type` node around an annotation only group. */
function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === 'parenthesized_expression' || (inner.type === 'type' && inner.named)) {
    const only = named(inner).length === 1 && !has(inner, 'ERROR') ? firstNamed(inner) : null;
    if (only === null) return inner;
    inner = only;
  }
  return inner;
}

export const PYTHON: LoweringRules = {
  exprs,
  stmts,
  target,
  unwrap,
  tolerant: new Set(['list', 'tuple', 'set', 'dictionary', 'expression_list', 'string', 'lambda']),
};

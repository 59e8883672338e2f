/** Which rule lowers which node of the JavaScript, TypeScript and TSX grammars. */
import { awaitExpr } from '../both.ts';
import type { ExprRule, LoweringRules, StmtRule } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { spanOf } from '../node.ts';
import * as access from './access.ts';
import * as assignments from './assignments.ts';
import * as classes from './classes.ts';
import * as collections from './collections.ts';
import * as compound from './compound.ts';
import * as declarations from './declarations.ts';
import { enumDeclaration } from './enums.ts';
import * as functions from './functions.ts';
import * as literals from './literals.ts';
import * as modules from './modules.ts';
import * as operators from './operators.ts';
import * as statements from './statements.ts';
import { target } from './targets.ts';
import { unwrap } from './unwrap.ts';

const exprs: ReadonlyMap<string, ExprRule> = new Map([
  ['identifier', access.name],
  ['shorthand_property_identifier', access.name],
  ['property_identifier', access.name],
  ['private_property_identifier', access.name],
  ['type_identifier', access.name],
  ['this', access.name],
  ['super', access.name],
  ['import', access.name],
  ['member_expression', access.member],
  ['nested_identifier', access.member],
  ['subscript_expression', access.subscript],
  ['call_expression', access.call],
  ['new_expression', access.newExpr],
  ['number', literals.number],
  ['string', literals.string],
  ['template_string', literals.template],
  ['regex', literals.regex],
  ['true', node => ({ kind: 'boolean', ...spanOf(node), value: true })],
  ['false', node => ({ kind: 'boolean', ...spanOf(node), value: false })],
  ['null', node => ({ kind: 'none', ...spanOf(node) })],
  ['undefined', node => ({ kind: 'none', ...spanOf(node) })],
  ['meta_property', node => opaque(node, 'a meta property')],
  ['array', collections.array],
  ['object', collections.object],
  ['spread_element', collections.spread],
  ['binary_expression', operators.binary],
  ['unary_expression', operators.unary],
  ['ternary_expression', operators.ternary],
  ['await_expression', awaitExpr],
  ['yield_expression', operators.yieldExpr],
  ['sequence_expression', operators.sequence],
  ['assignment_expression', assignments.assignmentExpr],
  ['augmented_assignment_expression', assignments.augmentedExpr],
  ['update_expression', assignments.updateExpr],
  ['arrow_function', functions.functionExpr],
  ['function_expression', functions.functionExpr],
  ['generator_function', functions.functionExpr],
  ['class', classes.classExpr],
  ['jsx_element', operators.jsx],
  ['jsx_self_closing_element', operators.jsx],
]);

const stmts: ReadonlyMap<string, StmtRule> = new Map([
  ['expression_statement', statements.expressionStatement],
  ['return_statement', statements.returnStatement],
  ['throw_statement', statements.throwStatement],
  ['break_statement', statements.jump('break')],
  ['continue_statement', statements.jump('continue')],
  ['labeled_statement', statements.labelled],
  ['empty_statement', statements.nothing],
  ['debugger_statement', statements.nothing],
  ['lexical_declaration', declarations.declaration],
  ['variable_declaration', declarations.declaration],
  ['using_declaration', declarations.declaration],
  ['enum_declaration', enumDeclaration],
  ['internal_module', declarations.namespace],
  ['module', declarations.namespace],
  ['function_declaration', functions.functionDeclaration],
  ['generator_function_declaration', functions.functionDeclaration],
  ['function_signature', statements.nothing],
  ['class_declaration', classes.classDeclaration],
  ['abstract_class_declaration', classes.classDeclaration],
  ['interface_declaration', statements.nothing],
  ['type_alias_declaration', statements.nothing],
  ['ambient_declaration', compound.ambient],
  ['import_statement', modules.importStatement],
  ['import_alias', modules.importAlias],
  ['export_statement', modules.exportStatement],
  ['statement_block', compound.block],
  ['if_statement', compound.ifStatement],
  ['for_statement', compound.forStatement],
  ['for_in_statement', compound.forInStatement],
  ['while_statement', compound.whileStatement(false)],
  ['do_statement', compound.whileStatement(true)],
  ['switch_statement', compound.switchStatement],
  ['try_statement', compound.tryStatement],
  ['with_statement', compound.withStatement],
]);

export const TYPESCRIPT: LoweringRules = {
  exprs,
  stmts,
  target,
  unwrap,
  tolerant: new Set(['array', 'object', 'template_string', 'jsx_element', 'jsx_self_closing_element']),
};

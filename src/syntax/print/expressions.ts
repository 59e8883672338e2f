/** Expressions as s-expressions on one line: `(call (. nn LSTM) 10 bias=false *rest)`. */
import type { Argument, DictEntry, Expr, FunctionExpr, Index } from '../tree.ts';
import { printParameters } from './parameters.ts';
import { printStmt } from './statements.ts';
import { printTarget } from './targets.ts';

export function list(head: string, ...items: readonly string[]): string {
  return `(${[head, ...items].join(' ')})`;
}

export function printExpr(e: Expr | null): string {
  return e === null ? '_' : (printSimple(e) ?? printCompound(e));
}

function printSimple(e: Expr): string | null {
  switch (e.kind) {
    case 'number':
      return `${e.value}${e.float && Number.isInteger(e.value) ? '.0' : ''}${e.isImaginary ? 'j' : ''}`;
    case 'string':
      return JSON.stringify(e.value);
    case 'boolean':
      return String(e.value);
    case 'none':
      return 'none';
    case 'ellipsis':
      return '...';
    case 'name':
      return e.name;
    default:
      return null;
  }
}

function printCompound(e: Expr): string {
  switch (e.kind) {
    case 'attribute':
      return list(e.optional ? '?.' : '.', printExpr(e.object), e.name);
    case 'index':
      return list('[]', printExpr(e.object), ...e.indices.map(printIndex));
    case 'call':
      return list(e.constructs ? 'new' : 'call', printExpr(e.callee), ...e.arguments.map(printArgument));
    case 'compare':
      return list(
        'compare',
        ...e.operands.map((operand, i) => [e.ops[i - 1], printExpr(operand)].join(' ').trim()),
      );
    case 'conditional':
      return list('?', printExpr(e.test), printExpr(e.body), printExpr(e.orelse));
    case 'function':
      return printFunction(e);
    case 'comprehension':
      return printComprehension(e);
    default:
      return printPlain(e);
  }
}

function printPlain(e: Expr): string {
  switch (e.kind) {
    case 'template':
      return list('template', ...e.parts.map(printExpr));
    case 'unary':
      return list(e.op, printExpr(e.operand));
    case 'binary':
    case 'logical':
      return list(e.op, printExpr(e.left), printExpr(e.right));
    case 'list':
    case 'tuple':
    case 'set':
      return list(e.kind, ...e.items.map(printExpr));
    case 'dict':
      return list('dict', ...e.entries.map(printEntry));
    case 'spread':
      return list('*', printExpr(e.value));
    case 'walrus':
      return list(':=', printTarget(e.target), printExpr(e.value));
    case 'yield':
      return list(e.delegates ? 'yield-from' : 'yield', printExpr(e.value));
    case 'await':
      return list('await', printExpr(e.value));
    case 'opaque':
      return list('opaque', JSON.stringify(e.reason), ...e.parts.map(printExpr));
    default:
      return list(e.kind);
  }
}

export function printIndex(index: Index): string {
  if (index.kind !== 'slice') return printExpr(index);
  return list(':', printExpr(index.lower), printExpr(index.upper), printExpr(index.step));
}

export function printArgument(argument: Argument): string {
  const stars = { list: '*', dict: '**' };
  const prefix = argument.spread === null ? '' : stars[argument.spread];
  return `${prefix}${argument.name === null ? '' : `${argument.name}=`}${printExpr(argument.value)}`;
}

function printEntry({ key, value }: DictEntry): string {
  return key === null ? `**${printExpr(value)}` : `${printExpr(key)}:${printExpr(value)}`;
}

function printComprehension(e: Extract<Expr, { kind: 'comprehension' }>): string {
  const clauses = e.clauses.map(clause =>
    clause.kind === 'if'
      ? list('if', printExpr(clause.test))
      : list('for', printTarget(clause.target), printExpr(clause.iterable)),
  );
  const element = e.key === null ? printExpr(e.element) : `${printExpr(e.key)}:${printExpr(e.element)}`;
  return list(`${e.collects}-of`, element, ...clauses);
}

/** `lambda` binds its own `this`, `=>` does not. */
function printFunction(e: FunctionExpr): string {
  const body = e.body.flatMap(printStmt).map(line => line.trim());
  return list(e.bindsThis ? 'lambda' : '=>', `${functionMarks(e)}${printParameters(e.parameters)}`, ...body);
}

export function functionMarks(e: FunctionExpr): string {
  return `${e.async ? 'async ' : ''}${e.generator ? 'generator ' : ''}`;
}

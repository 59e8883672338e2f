/**
 * Copies the parser's tree into plain nodes in one walk without recursion, and keeps comments and problems aside.
 *
 * A walk with a cursor costs less than a microsecond a node; asking node objects for their children costs several times that.
 */
import { type ConcreteTree, ERROR, type SyntaxNode } from './node.ts';
import { isGap, problemAt } from './problems.ts';
import type { Comment, SyntaxProblem } from './tree.ts';
import { holdsUnits, leadsToUnits, type UnitRound } from './units.ts';

/** What is used of web-tree-sitter's TreeCursor. */
export interface Cursor {
  readonly nodeTypeId: number;
  readonly currentFieldId: number;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Names of a grammar by number. */
export interface GrammarNames {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly (string | null)[];
  /** Types of nodes that no rule asks for. */
  readonly skipped: readonly boolean[];
  /** Types of nodes that never have children. */
  readonly leaves: readonly boolean[];
}

/** A third of all nodes; their problems are still told. */
const SKIPPED = new Set(['line_continuation', '(', ')', '[', ']', '{', '}', '.', ';', '"', "'", '`', '${']);

/** The commonest of those that hold nothing: asking each for its first child would cost as much as reading it. */
const LEAVES = new Set(['identifier', 'property_identifier', 'integer', 'float', 'number']);

export function grammarNames(
  types: readonly string[],
  named: readonly boolean[],
  fields: readonly (string | null)[],
): GrammarNames {
  const skipped = types.map(type => SKIPPED.has(type));
  return { types, named, fields, skipped, leaves: types.map(type => LEAVES.has(type)) };
}

/** A leaf shares one empty list of children until it gets one of its own. */
interface OpenNode extends SyntaxNode {
  children: readonly SyntaxNode[];
}

const NO_CHILDREN: readonly SyntaxNode[] = [];

interface Reading {
  readonly cursor: Cursor;
  readonly text: string;
  readonly names: GrammarNames;
  /** The parser found no error: no node is missing. */
  readonly isWhole: boolean;
  readonly round: UnitRound | null;
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
  /** No problem is told inside one already told. */
  quietUntil: number;
  damage: number;
}

const COMMENTS = new Set(['comment', 'html_comment', 'hash_bang_line']);

/** A node whose children are being read. */
interface Level {
  readonly children: SyntaxNode[];
  /** Whether the children may be known from the round before, and whether what lies below them may be. */
  readonly holdsUnits: boolean;
  readonly leadsToUnits: boolean;
  /** Whether the node itself stands in brackets, and whether the child that is read now does. */
  readonly inBrackets: boolean;
  bracketed: boolean;
}

/** The tree under the cursor, which must stand at its root. Units that `round` knows have no children; it is for whole trees only. */
export function readTree(
  cursor: Cursor,
  text: string,
  names: GrammarNames,
  isWhole: boolean,
  round: UnitRound | null = null,
): ConcreteTree {
  const reading: Reading = {
    cursor,
    text,
    names,
    isWhole,
    round,
    comments: [],
    problems: [],
    quietUntil: -1,
    damage: 0,
  };
  const root = readNode(cursor, names);
  notice(root, reading);
  if (cursor.gotoFirstChild()) root.children = readChildren(reading, round !== null && holdsUnits(root.type));
  return { root, comments: reading.comments, problems: reading.problems, damage: reading.damage };
}

/** Everything below the node whose first child the cursor stands at. */
function readChildren(reading: Reading, ofUnits: boolean): readonly SyntaxNode[] {
  const { cursor } = reading;
  const top: Level = {
    children: [],
    holdsUnits: ofUnits,
    leadsToUnits: ofUnits,
    inBrackets: false,
    bracketed: false,
  };
  const open: Level[] = [];
  let level = top;
  for (;;) {
    const node = readInto(level, reading);
    if (node !== null && cursor.gotoFirstChild()) {
      open.push(level);
      level = levelBelow(level, node);
      node.children = level.children;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      const outer = open.pop();
      if (outer === undefined) return top.children;
      cursor.gotoParent();
      level = outer;
    }
  }
}

function levelBelow({ leadsToUnits: leads, bracketed }: Level, { type }: SyntaxNode): Level {
  return {
    children: [],
    holdsUnits: leads && holdsUnits(type),
    leadsToUnits: leads && leadsToUnits(type),
    inBrackets: bracketed,
    bracketed,
  };
}

/** The node under the cursor, added to its siblings; null where there is nothing to read below it. */
function readInto(level: Level, reading: Reading): OpenNode | null {
  const { cursor, names } = reading;
  const typeId = cursor.nodeTypeId;
  const skipped = names.skipped[typeId] === true;
  if (skipped) noticeBracket(level, names.types[typeId] ?? '');
  if (skipped && (reading.isWhole || !cursor.nodeIsMissing)) return null;
  const node = readNode(cursor, names);
  notice(node, reading);
  if (skipped || COMMENTS.has(node.type)) return null;
  if (node.field === 'attribute' && !level.bracketed) noticeBrokenAttribute(level.children, node, reading);
  level.children.push(node);
  if (!node.named || names.leaves[typeId] === true) return null;
  const known = level.holdsUnits ? reading.round?.recognise(node) : null;
  if (known === null || known === undefined) return node;
  reading.comments.push(...known);
  return null;
}

function noticeBracket(level: Level, type: string): void {
  if (type === '(' || type === '[' || type === '{') level.bracketed = true;
  else if (type === ')' || type === ']' || type === '}') level.bracketed = level.inBrackets;
}

/**
 * `x = model.` before another line: the grammar of Python takes the next line's first word for the attribute, which CPython refuses
 * outside brackets.
 */
function noticeBrokenAttribute(before: readonly SyntaxNode[], name: SyntaxNode, reading: Reading): void {
  const object = before[before.length - 1];
  if (object === undefined) return;
  const between = reading.text.slice(object.end, name.start);
  if (!/[\r\n]/.test(between) || between.includes('\\')) return;
  const at = object.end + between.indexOf('.') + 1;
  reading.problems.push({ start: at, end: at, message: 'missing a name' });
  reading.damage += 1;
}

function readNode(cursor: Cursor, names: GrammarNames): OpenNode {
  const typeId = cursor.nodeTypeId;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  return {
    type: names.types[typeId] ?? ERROR,
    field: names.fields[cursor.currentFieldId] ?? null,
    named: names.named[typeId] ?? true,
    missing: start === end && cursor.nodeIsMissing,
    start,
    end,
    children: NO_CHILDREN,
  };
}

function notice(node: SyntaxNode, reading: Reading): void {
  if (COMMENTS.has(node.type)) reading.comments.push(commentOf(node, reading.text));
  if (node.type !== ERROR && !node.missing) return;
  if (node.start < reading.quietUntil || isGap(node, reading.text)) return;
  reading.problems.push(problemAt(node, reading.text));
  reading.damage += Math.max(1, node.end - node.start);
  if (node.type === ERROR) reading.quietUntil = node.end;
}

function commentOf(node: SyntaxNode, text: string): Comment {
  const raw = text.slice(node.start, node.end);
  const body = raw.startsWith('/*')
    ? raw.slice(2, raw.endsWith('*/') ? -2 : undefined)
    : raw.replace(/^(#!?|\/\/)/, '');
  return { start: node.start, end: node.end, text: body.trim() };
}

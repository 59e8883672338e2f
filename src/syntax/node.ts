/**
 * The parser's concrete tree as plain data, so that lowering needs neither the parser nor its memory.
 *
 * Comments are kept apart while reading: no lowering rule ever meets one.
 */
import type { Comment, Span, SyntaxProblem } from './tree.ts';

export interface SyntaxNode extends Span {
  readonly type: string;
  /** The role of this node in its parent, as the grammar names it. */
  readonly field: string | null;
  /** False for keywords, operators and punctuation. */
  readonly named: boolean;
  /** Inserted by the parser where something was expected; zero wide. */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];
}

/** What was read from one concrete tree: comments and problems in source order. */
export interface ConcreteTree {
  readonly root: SyntaxNode;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /** How many characters were not understood; one for each missing token. */
  readonly damage: number;
}

/** The type of nodes that hold what the parser could not place. */
export const ERROR = 'ERROR';

export function childOf(node: SyntaxNode, field: string): SyntaxNode | null {
  return node.children.find(child => child.field === field) ?? null;
}

export function childrenOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter(child => child.field === field);
}

export function named(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(child => child.named);
}

export function firstNamed(node: SyntaxNode): SyntaxNode | null {
  return node.children.find(child => child.named) ?? null;
}

/** The first child of one of these types; for keywords, operators and the nodes that a grammar gives no field name. */
export function childOfType(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | null {
  return node.children.find(child => types.includes(child.type)) ?? null;
}

export function has(node: SyntaxNode, type: string): boolean {
  return node.children.some(child => child.type === type);
}

export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** What stands at an offset, and how far a question about it may reach: from a name to its call, not from an argument to the call around it. */
import type { CallExpr, Module, Span } from '../../syntax/tree.ts';

/** A node of the tree; arguments and dictionary entries have no kind. */
export type Node = Span & { readonly kind?: string };

/** The nodes around the character at an offset, outermost first. */
export function nodesAt(module: Module, offset: number): readonly Node[] {
  const chain: Node[] = [];
  let children: readonly Node[] = module.body;
  for (;;) {
    const child = children.find(node => node.start <= offset && offset < node.end);
    if (!child) return chain;
    chain.push(child);
    children = childrenOf(child);
  }
}

const NOT_CHILDREN = new Set(['nameSpan', 'argumentsSpan']);

function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) => (NOT_CHILDREN.has(key) ? [] : nodesIn(value)));
}

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isRecord(value)) return [];
  // Holders without a place of their own (a `with` item) are looked through.
  return isNode(value) ? [value] : Object.values(value).flatMap(nodesIn);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isNode(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Node {
  return typeof value.start === 'number' && typeof value.end === 'number';
}

/** Whether `child` is what `parent` calls: a hover on a function's name may show what the call gives. */
export function isCalleeOf(child: Node, parent: Node): boolean {
  return parent.kind === 'call' && 'callee' in parent && parent.callee === child;
}

/** Methods by which an object is called in other words: `layer.apply(x)`, `net.forward(x)`. */
const CALLING = new Set(['apply', 'call', 'forward', '__call__']);

/** The call of the node at `index` in the chain from the outermost node: `f(x)`, `f.apply(x)`. */
export function callOf(chain: readonly Node[], index: number): CallExpr | undefined {
  const [node, parent, outer] = [chain[index], chain[index - 1], chain[index - 2]];
  if (!node || !parent) return undefined;
  if (isCall(parent)) return parent.callee === node ? parent : undefined;
  const isMethod = 'name' in parent && typeof parent.name === 'string' && CALLING.has(parent.name);
  return parent.kind === 'attribute' && isMethod && outer && isCall(outer) && outer.callee === parent
    ? outer
    : undefined;
}

function isCall(node: Node): node is CallExpr {
  return node.kind === 'call';
}

const LITERALS = new Set([
  'number',
  'string',
  'boolean',
  'none',
  'tuple',
  'list',
  'dict',
  'unary',
  undefined,
]);

/** Plain constants and argument names have nothing of their own to show: a question about them is one about the call. */
export function isPlain(node: Node): boolean {
  return LITERALS.has(node.kind);
}

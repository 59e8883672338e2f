/** What a person may write over the names of a step: numbers, names, elements of them, arithmetic, comparisons and a few functions. */

export const operatorNames = [
  'add',
  'subtract',
  'multiply',
  'dotMultiply',
  'divide',
  'dotDivide',
  'pow',
  'dotPow',
  'unaryMinus',
  'unaryPlus',
  'transpose',
  'smaller',
  'larger',
  'smallerEq',
  'largerEq',
  'equal',
  'unequal',
  'and',
  'or',
  'not',
] as const;

/** As mathjs names them; `transpose` also stands for its `ctranspose`. */
export type UserOperator = (typeof operatorNames)[number];

export type UserNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  /** Zero-based, as everywhere in the calculator. */
  | { readonly kind: 'element'; readonly of: UserNode; readonly row: number; readonly column: number }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly UserNode[] }
  | { readonly kind: 'operation'; readonly operator: UserOperator; readonly operands: readonly UserNode[] };

/** Every name in the tree, each once. */
export function namesIn(node: UserNode): readonly string[] {
  return [...new Set(namesOf(node))];
}

function namesOf(node: UserNode): readonly string[] {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'element') return namesOf(node.of);
  return node.kind === 'number' ? [] : node.operands.flatMap(namesOf);
}

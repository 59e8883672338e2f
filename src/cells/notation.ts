/** Symbols as a layout writes them: in plain text (`W_fᵀ`, `h_{t-1}`) and in LaTeX. */
import type { Role } from './cell.ts';
import type { Layout, LayoutCell, Written } from './layouts/layout.ts';

/** Symbols that every layout writes alike. */
const timed: ReadonlyMap<string, Written> = new Map([
  ['h_prev', { base: 'h', subscript: 't-1' }],
  ['c_prev', { base: 'c', subscript: 't-1' }],
]);

const roleNames: ReadonlyMap<string, Role> = new Map(
  (['W', 'U', 'b', 'bx', 'bh', 'p', 'R'] as const).map(role => [role, role]),
);

/** The symbol of a role's parameter for one gate: `W_f`, or `W` for a cell without gates. */
export function parameterSymbol(role: Role, gate: string): string {
  return gate === '' ? role : `${role}_${gate}`;
}

/** The symbol of a gate's two weights side by side, where a notation has one product for both: `WU_f`. */
export function joinedSymbol(gate: string): string {
  return gate === '' ? 'WU' : `WU_${gate}`;
}

/** The gate of such a symbol; undefined for others. */
export function gateOfJoined(symbol: string): string | undefined {
  if (symbol === 'WU') return '';
  return symbol.startsWith('WU_') ? symbol.slice(3) : undefined;
}

/** The role of a parameter's symbol; undefined for inputs, states and results. */
export function roleOf(symbol: string): Role | undefined {
  const [base = '', subscript = ''] = symbol.split('_');
  return subscript === 't' ? undefined : roleNames.get(base);
}

/** How a layout writes a framework-neutral symbol: `g_t` is Keras' `c̃_t`, `U_f` is PyTorch's `W_hf`. */
export function written(symbol: string, layout: Layout, cell: LayoutCell): Written {
  const [base = symbol, subscript = ''] = symbol.split('_');
  const role = roleOf(symbol);
  if (role) return writtenParameter(role, subscript, layout, cell);
  const joined = gateOfJoined(symbol);
  if (joined !== undefined) return { base: layout.bases.W[0], subscript: letterOf(joined, cell) };
  // A mask has the letter of its gate.
  if (base === 'm' && subscript !== 't') return { base, subscript: letterOf(subscript, cell) };
  const output = subscript === 't' ? cell.outputs?.[base] : undefined;
  return timed.get(symbol) ?? output ?? { base, subscript };
}

function writtenParameter(role: Role, gate: string, layout: Layout, cell: LayoutCell): Written {
  const [base, prefix] = layout.bases[role];
  // A projection belongs to no gate, whatever letter gateless weights have.
  return { base, subscript: role === 'R' ? prefix : prefix + letterOf(gate, cell) };
}

/** The framework's own letter of a gate: Keras' "c" for g. */
export function letterOf(gate: string, { letters = {} }: LayoutCell): string {
  return Object.hasOwn(letters, gate) ? (letters[gate] ?? gate) : gate;
}

/** `c̃_t`, `h_{t-1}`, `W_if`. */
export function symbolText({ base, tilde, subscript }: Written): string {
  const letter = tilde ? `${base}\u0303` : base;
  if (subscript === '') return letter;
  return /^\w+$/.test(subscript) ? `${letter}_${subscript}` : `${letter}_{${subscript}}`;
}

export function symbolLatex({ base, tilde, subscript }: Written): string {
  const letter = tilde ? `\\tilde{${base}}` : base;
  return subscript === '' ? letter : `${letter}_{${subscript}}`;
}

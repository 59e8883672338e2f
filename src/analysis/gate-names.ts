/** Names of variables that gates of a fused weight are split into, against the order in which the layer stores them. */
import { candidateAlike } from '../frameworks/gate-order.ts';
import type { Value } from '../values/index.ts';

/** 'i' of 'W_i', 'b_ii', 'i_gate'; undefined where a name names no gate. */
function gateOf(name: string): string | undefined {
  const plain = name
    .toLowerCase()
    .replace(/^(weights?|kernel|bias)_?/, '')
    .replace(/_?(gate|kernel|weight|bias)$/, '');
  const words: Readonly<Record<string, string>> = {
    input: 'i',
    forget: 'f',
    output: 'o',
    cell: 'g',
    reset: 'r',
    update: 'z',
  };
  const word = words[plain];
  if (word) return word;
  const [, letter] = /^(?:[wubrk]_?)?(?:[ihx](?=[ifgocjrznh]))?([ifgocjrznh])$/.exec(plain) ?? [];
  return letter;
}

/** The layer's own order, where the names are the same gates in another one. */
export function foreignOrder(
  names: readonly (string | undefined)[],
  items: readonly Value[],
): readonly string[] | undefined {
  const stored = items.flatMap(item =>
    item.kind === 'tensor' && item.weight?.gates.length === 1 ? item.weight.gates : [],
  );
  const count = items.length;
  if (stored.length !== count || (count !== 3 && count !== 4)) return undefined;
  const read = names.map(name => (name === undefined ? undefined : gateOf(name)));
  const known = read.flatMap(gate => (gate === undefined ? [] : [candidateAlike(gate, count)]));
  const own = stored.map(gate => candidateAlike(gate.toLowerCase(), count));
  const isSame = new Set([...known, ...own]).size === count && new Set(known).size === count;
  return known.length === count && isSame && known.some((gate, i) => gate !== own[i]) ? stored : undefined;
}

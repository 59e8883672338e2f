/** Names of variables that gates of a fused weight are split into, against the order in which the layer stores them. */
import { gatesIn, isComputed } from '../frameworks/array/preactivations.ts';
import { candidateAlike } from '../frameworks/gate-order.ts';
import type { TensorValue, Value } from '../values/index.ts';

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
  // 'outgate' is a gate, 'out' is what a layer gives.
  const word = words[plain] ?? (/gate$/i.test(name) ? { in: 'i', out: 'o', new: 'n' }[plain] : undefined);
  if (word) return word;
  const [, letter] = /^(?:[wubrk]_?)?(?:[ihx](?=[ifgocjrznh]))?([ifgocjrznh])$/.exec(plain) ?? [];
  return letter;
}

/** Whether each of three or four names is another gate. */
export function areGates(names: readonly (string | undefined)[]): boolean {
  const { length } = names;
  const gates = names.flatMap(name => (name === undefined ? [] : (gateOf(name) ?? [])));
  return (
    (length === 3 || length === 4) && new Set(gates.map(gate => candidateAlike(gate, length))).size === length
  );
}

export interface ForeignOrder {
  /** The layer's own order. */
  readonly stored: readonly string[];
  /** The names in it. */
  readonly names: readonly string[];
}

/** Where the names are the same gates in another order than the layer's. */
export function foreignOrder(
  names: readonly (string | undefined)[],
  items: readonly Value[],
): ForeignOrder | undefined {
  const stored = items.flatMap(item => {
    const { gates = [] } = (item.kind === 'tensor' && gatesIn(item)) || {};
    return gates.length === 1 ? gates : [];
  });
  const count = items.length;
  if (stored.length !== count || (count !== 3 && count !== 4)) return undefined;
  const read = names.flatMap(name => {
    const gate = name === undefined ? undefined : gateOf(name);
    return name === undefined || gate === undefined ? [] : [{ name, gate: candidateAlike(gate, count) }];
  });
  const own = stored.map(gate => candidateAlike(gate.toLowerCase(), count));
  const byGate = new Map(read.map(({ name, gate }) => [gate, name]));
  if (read.length !== count || byGate.size !== count || read.every(({ gate }, i) => gate === own[i]))
    return undefined;
  const ordered = own.flatMap(gate => byGate.get(gate) ?? []);
  return ordered.length === count ? { stored, names: ordered } : undefined;
}

const SQUASHED = /(^|[._])(sigmoid|expit)$|^\/$/i;

/** Gates whose letter stands for nothing else: i may be the input, c and h a state. */
const PLAIN_GATES: ReadonlySet<string> = new Set(['f', 'o', 'r', 'z']);

/** All gates of the layer as it stores them, where one of them gets the name of another: `W_o = kernel[:, 2 * units : 3 * units]` in Keras. */
export function foreignGate(name: string, value: TensorValue): readonly string[] | undefined {
  const weight = gatesIn(value);
  const [own] = weight?.gates ?? [];
  const stored = weight?.layer.layer?.built.value.weights?.find(each => each.name === weight.name)?.gates;
  const count = stored?.length;
  if (!own || weight?.gates.length !== 1 || (count !== 3 && count !== 4)) return undefined;
  // A letter by itself may be anything, but for what went through a gate's activation.
  if (name.length < 2 && !(isComputed(value) && SQUASHED.test(value.source.operation))) return undefined;
  const gate = gateOf(name);
  if (gate === undefined || !PLAIN_GATES.has(gate)) return undefined;
  const all = stored?.map(each => candidateAlike(each.toLowerCase(), count));
  const isOther = candidateAlike(gate, count) !== candidateAlike(own.toLowerCase(), count);
  return isOther && all?.includes(candidateAlike(gate, count)) ? stored : undefined;
}

/** The final states of both directions of a bidirectional layer in the place of the last step of its output. */
import type { Expr, Target } from '../../syntax/tree.ts';
import type { FrameworkName, MisreadConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { assignmentAt, type Place, textAt } from './source.ts';

/** How the framework joins two tensors along their last axis. */
const JOINS: Readonly<Partial<Record<FrameworkName, (a: string, b: string) => string>>> = {
  torch: (a, b) => `torch.cat((${a}, ${b}), dim=-1)`,
  paddle: (a, b) => `paddle.concat((${a}, ${b}), axis=-1)`,
};

/** Takes the states of the last layer from what the layer has returned beside its output, giving them a name where they have none. */
export function takingBothStates(
  { at, framework, layer, tensor }: MisreadConflict,
  facts: Facts,
): readonly Fix[] {
  const join = JOINS[framework];
  const site = tensor.tensor?.source.site;
  if (!join || !layer || !site) return [];
  const states = statesOf(site, layer.layer?.cell?.kind === 'lstm', facts);
  if (!states) return [];
  const text = join(`${states.name}[-2]`, `${states.name}[-1]`);
  const edits = [...states.edits, replacing(at, text)];
  return [{ title: `Take the final states of both directions: \`${text}\``, edits, isSafe: false }];
}

interface States {
  /** Of the hidden states. */
  readonly name: string;
  /** What gives them that name. */
  readonly edits: readonly Edit[];
}

/** The name of the hidden states in `out, (h, c) = lstm(x)`, `out, h = gru(x)` or `out, _ = lstm(x)`. */
function statesOf(site: Place, isPair: boolean, facts: Facts): States | undefined {
  const { file } = site;
  const [target] = assignmentAt(facts, site)?.targets ?? [];
  const second = target?.kind === 'sequence' && target.items.length === 2 ? target.items[1] : undefined;
  if (!second) return undefined;
  const textOf = ({ start, end }: Target | Expr): string => textAt(facts, { file, start, end });
  const place = { file, start: second.start, end: second.end };
  if (second.kind !== 'sequence') {
    const name = textOf(second);
    const isUnnamed = /^_+$/.test(name);
    if (!isPair) return isUnnamed ? { name: 'h_n', edits: [replacing(place, 'h_n')] } : { name, edits: [] };
    return isUnnamed
      ? { name: 'h_n', edits: [replacing(place, '(h_n, _)')] }
      : { name: `${name}[0]`, edits: [] };
  }
  const [first] = second.items;
  if (!isPair || !first || second.items.length !== 2) return undefined;
  const name = textOf(first);
  const own = { file, start: first.start, end: first.end };
  return /^_+$/.test(name) ? { name: 'h_n', edits: [replacing(own, 'h_n')] } : { name, edits: [] };
}

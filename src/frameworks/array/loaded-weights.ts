/** Weights of one framework's recurrent layer written into another's: the shapes may fit where the gates stand in another order. */
import type { Origin } from '../../shapes/index.ts';
import { candidateAlike } from '../gate-order.ts';
import { shapeOf, type TensorValue, type Value, type WeightOf } from '../parts.ts';
import { type Scene, suspectMisreading } from './scene.ts';

/** `target` takes the numbers of `value`, which stands at `at`. */
export function suspectLoaded(scene: Scene, target: TensorValue, value: Value, at: Origin): void {
  if (target.weight) suspectLoadedInto(scene, target.weight, value, at);
}

export function suspectLoadedInto(scene: Scene, into: WeightOf, value: Value, at: Origin): void {
  const from = value.kind === 'tensor' ? value.weight : undefined;
  if (value.kind !== 'tensor' || !from || !isForeign(into, from)) return;
  const tensor = { role: 'weights', shape: shapeOf(value), tensor: value, at: value.source.site };
  const shared = { tensor, axis: from.gateAxis, names: from.gates, meant: into.gates, at };
  const place = { ...scene, layer: into.layer };
  if (areReordered(from.gates, into.gates)) suspectMisreading(place, { about: 'unordered-gates', ...shared });
  else if (leavesBias(place, into)) suspectMisreading(place, { about: 'random-bias', ...shared });
  else if (losesBias(place, into, from)) suspectMisreading(place, { about: 'lost-bias', ...shared });
}

const isForeign = (into: WeightOf, from: WeightOf): boolean =>
  into.layer.class.framework !== from.layer.class.framework && into.gates.length === from.gates.length;

/** The same gates in another order. */
function areReordered(from: readonly string[], into: readonly string[]): boolean {
  const [a, b] = [from, into].map(gates =>
    gates.map(gate => candidateAlike(gate.toLowerCase(), gates.length)),
  );
  if (!a || !b || a.length < 2 || new Set(a).size !== a.length) return false;
  return a.every(gate => b.includes(gate)) && a.some((gate, i) => gate !== b[i]);
}

/** Words of programs that reach all weights of a module at once. */
const REACHES_ALL = [
  'bias_hh',
  'parameters(',
  'state_dict',
  'all_weights',
  'flat_weights',
  'getattr',
  'get_parameter',
];

/** PyTorch adds two biases. The second one begins with random numbers, and stays so where the program never names it. */
const leavesBias = ({ host }: Scene, { name, layer }: WeightOf): boolean =>
  layer.class.framework === 'torch' &&
  name.startsWith('bias_ih') &&
  !REACHES_ALL.some(word => host.mentions(word));

/** A layer that adds one bias is given one of two. A program that names the other may have made it zeros. */
const losesBias = ({ host }: Scene, into: WeightOf, from: WeightOf): boolean =>
  /^bias_[ih]h/.test(from.name) && !/^bias_[ih]h/.test(into.name) && !host.mentions(otherBias(from.name));

const otherBias = (name: string): string => (name.startsWith('bias_ih') ? 'bias_hh' : 'bias_ih');

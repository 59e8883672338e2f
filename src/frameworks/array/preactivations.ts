/**
 * `x @ W + h @ U + b` with the fused weights of a layer: its columns are the gates as the layer stores them. Who computes a cell by hand takes them apart,
 * and may do so in another framework's order, or leave out one of two biases.
 */
import { beside, type Operand, shapeOf, type TensorValue, type WeightOf } from '../parts.ts';
import { type Scene, suspectMisreading } from './scene.ts';

interface Preactivation {
  /** The gates along an axis of this tensor, as a weight of the layer has them. */
  readonly gates: WeightOf;
  /** The weights of the layer that were summed up; undefined: something else was added too. */
  readonly names: readonly string[] | undefined;
}

const NOTED = beside<TensorValue, Preactivation>();

/** The gates that a tensor holds: of a weight, or of what was computed with one. */
export const gatesIn = (tensor: TensorValue | undefined): WeightOf | undefined =>
  tensor && (tensor.weight ?? NOTED.get(tensor)?.gates);

/** A part of a weighted sum, or a function of one. */
export const isComputed = (tensor: TensorValue): boolean => !tensor.weight && NOTED.get(tensor) !== undefined;

const rankOf = (tensor: TensorValue | undefined): number | undefined => tensor && shapeOf(tensor)?.length;

/** `x @ W` and `W @ x`. */
export function noteProduct(made: TensorValue, [left, right]: readonly [Operand, Operand]): void {
  const rank = rankOf(made);
  const [a, b] = [left.tensor?.weight, right.tensor?.weight];
  if (rank === undefined || rank === 0) return;
  if (b && isFused(b) && rankOf(right.tensor) === 2 && b.gateAxis === 1) note(made, b, rank - 1, [b.name]);
  else if (a && isFused(a) && rankOf(left.tensor) === 2 && a.gateAxis === 0) note(made, a, 0, [a.name]);
}

/** `linear(x, W, b)` of PyTorch's layout. */
export function noteLinear(made: TensorValue, kernel: Operand, bias: Operand | undefined): void {
  const { weight } = kernel.tensor ?? {};
  const rank = rankOf(made);
  if (!weight || !rank || !isFused(weight) || weight.gateAxis !== 0) return;
  const added = bias?.tensor && factsOf(bias.tensor);
  const names = !bias?.tensor ? [] : isOfSame(weight, added) ? added?.names : undefined;
  note(made, weight, rank - 1, names && [weight.name, ...names]);
}

const isFused = ({ gates }: WeightOf): boolean => gates.length > 1;

function note(
  made: TensorValue,
  gates: WeightOf,
  gateAxis: number | undefined,
  names: Preactivation['names'],
): void {
  NOTED.set(made, { gates: { ...gates, gateAxis }, names });
}

/** Of a weight by itself it is as if it alone were summed up. */
function factsOf(tensor: TensorValue): Preactivation | undefined {
  const { weight } = tensor;
  return (
    NOTED.get(tensor) ?? (weight && isFused(weight) ? { gates: weight, names: [weight.name] } : undefined)
  );
}

const isOfSame = ({ layer, gates }: WeightOf, other: Preactivation | undefined): boolean =>
  other !== undefined && other.gates.layer === layer && other.gates.gates.length === gates.length;

/** A sum of such products and of biases, and what numbers make of one (`1 / (1 + exp(-z))`). */
export function noteCombined(scene: Scene, made: TensorValue, operands: readonly Operand[]): void {
  const tensors = operands.flatMap(({ tensor }) => (tensor ? [tensor] : []));
  const known = tensors.map(factsOf);
  const [only, ...others] = tensors;
  if (others.length === 0) {
    noteUnary(made, only);
    return;
  }
  const widest = known.find((facts, i) => facts && rankOf(tensors[i]) === rankOf(made));
  if (!widest) return;
  if (!/^\+$|(^|\.)add(_v2)?$/.test(scene.operation)) return;
  const areAll = known.every(facts => isOfSame(widest.gates, facts) && facts?.names !== undefined);
  const names = areAll ? known.flatMap(facts => facts?.names ?? []) : undefined;
  NOTED.set(made, { gates: widest.gates, names });
}

/** `sigmoid(z)`, `tanh(z)`: each element for itself. */
export function noteUnary(made: TensorValue, input: TensorValue | undefined): void {
  const facts = input && NOTED.get(input);
  if (facts) NOTED.set(made, facts);
}

/** Some of the gates of a tensor that holds all of them. */
export function notePart(scene: Scene, made: TensorValue, from: Operand, gates: WeightOf | undefined): void {
  const facts = from.tensor && NOTED.get(from.tensor);
  if (!facts || !gates || from.tensor?.weight) return;
  NOTED.set(made, { gates, names: undefined });
  suspectOneBias(scene, from, facts);
}

/** Where both kernels were summed up with one of the two biases that the layer adds. */
function suspectOneBias(scene: Scene, from: Operand, { gates: { layer }, names }: Preactivation): void {
  const of = (kind: string): readonly string[] => names?.filter(name => name.startsWith(kind)) ?? [];
  const [bias, ...others] = [...of('bias_ih'), ...of('bias_hh')];
  if (!bias || others.length > 0 || of('weight_ih').length !== 1 || of('weight_hh').length !== 1) return;
  const other = bias.startsWith('bias_ih') ? 'bias_hh' : 'bias_ih';
  const stored = layer.layer?.built.value.weights?.find(({ name }) => name.startsWith(other));
  if (!stored || scene.host.mentions(other)) return;
  suspectMisreading(
    { ...scene, layer },
    { about: 'lost-bias', tensor: { ...from, role: 'the gates' }, names: [bias, stored.name], at: from.at },
  );
}

/** `initial_state=[c, h]`: both have the same shape, so that no framework notices. What a layer before called them is the witness. */
import {
  type Argument,
  itemsOf,
  type NativeValue,
  type Operand,
  shapeOf,
  type TensorValue,
} from '../parts.ts';
import { type Scene, suspectMisreading } from './scene.ts';

export function suspectExchanged(scene: Scene, given: Argument | undefined): void {
  const [first, second, ...more] = (given && itemsOf(given.value)) ?? [];
  if (!given || first?.kind !== 'tensor' || second?.kind !== 'tensor' || more.length > 0) return;
  const [cell, hidden] = [stateOf(first), stateOf(second)];
  if (cell?.role !== 'c' || hidden?.role !== 'h') return;
  const operand = (role: string, tensor: TensorValue): Operand => ({
    role,
    shape: shapeOf(tensor),
    tensor,
    at: given.at,
  });
  suspectMisreading(
    { ...scene, layer: cell.layer },
    { about: 'exchanged-states', tensor: operand('h', first), other: operand('c', second), at: given.at },
  );
}

/** Operations between the layer that gave a state and the one that takes it. */
const FARTHEST = 5;

/** Joins of both directions, bridges between an encoder and a decoder. */
const CARRYING =
  /^indexing$|^\+$|(^|\.)(cat|concat|concatenate|stack|add|tanh|relu|squeeze|unsqueeze|expand_dims|view|reshape|transpose|permute|contiguous|dropout|detach|clone)$/;
const BRIDGES = /^(Linear|Dense|Concatenate|Add|Average|Dropout)$/;

interface State {
  readonly role: 'h' | 'c';
  readonly layer: NativeValue;
}

/** Which of the two states a tensor is, or was made of alone, and which layer gave it. */
function stateOf({ source }: TensorValue, depth = 0): State | undefined {
  const { role, layer, operation, parents } = source;
  if (layer?.layer?.recurrent) return role === 'h' || role === 'c' ? { role, layer } : undefined;
  const isCarried = layer ? BRIDGES.test(layer.layer?.type ?? '') : CARRYING.test(operation);
  if (!isCarried || depth > FARTHEST) return undefined;
  const [first, ...others] = parents.map(parent => stateOf(parent, depth + 1));
  return others.every(other => other?.role === first?.role) ? first : undefined;
}

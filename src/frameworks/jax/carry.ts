/** The law of JAX's loops: what the body gives as carry has the structure and the shapes of what it was given. */
import { betterKnown, compare, type Origin, type Shape, surelyDiffer } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import { type Operand, shapeOf, type TensorValue, type Value } from '../parts.ts';
import { childrenOf } from './trees.ts';

/** Where two trees differ for certain. */
export type Difference =
  | { readonly kind: 'structure'; readonly path: string; readonly first: Value; readonly second: Value }
  | {
      readonly kind: 'shape';
      readonly path: string;
      readonly first: TensorValue;
      readonly second: TensorValue;
    };

export function difference(first: Value, second: Value, path = ''): Difference | undefined {
  if (first.kind === 'tensor' && second.kind === 'tensor')
    return surelyDiffer(shapeOf(first), shapeOf(second)) ? { kind: 'shape', path, first, second } : undefined;
  const [own, other] = [childrenOf(first), childrenOf(second)];
  if (own && other) {
    if (own.length !== other.length || (first.kind === 'dict') !== (second.kind === 'dict'))
      return { kind: 'structure', path, first, second };
    for (const [i, child] of own.entries()) {
      const found = difference(child, other[i] ?? child, `${path}[${i}]`);
      if (found) return found;
    }
    return undefined;
  }
  const isMixed = (own && isArray(second)) || (other && isArray(first));
  return isMixed ? { kind: 'structure', path, first, second } : undefined;
}

/** An argument of a function that nobody calls may be any tree as long as nothing is known of its shape. */
export const isArray = (value: Value): boolean => value.kind === 'tensor' && shapeOf(value) !== undefined;

const axisOf = (first: Shape, second: Shape): number =>
  first.findIndex((dim, i) => {
    const other = second[i];
    return other !== undefined && compare(dim, other) === 'different';
  });

export interface CarryPlace {
  readonly at: Origin;
  /** 'carry': what it is called in messages. */
  readonly role: string;
  readonly says: string;
}

/** States that the initial carry is not what the body gives. */
export function refuseCarry(scene: Scene, found: Difference, { at, role, says }: CarryPlace): void {
  const { host, framework, operation, layer } = scene;
  const base = {
    kind: 'initial-state',
    framework,
    operation,
    layer,
    at,
    says,
    axisMeaning: undefined,
  } as const;
  const named = `${role}${found.path}`;
  if (found.kind === 'structure') {
    const [actual, wanted] = [childrenOf(found.first)?.length, childrenOf(found.second)?.length];
    const tensor = found.first.kind === 'tensor' ? found.first : undefined;
    const state: Operand = { role: named, shape: tensor && shapeOf(tensor), tensor, at };
    const counts = { expectedCount: wanted ?? 1, actualCount: actual ?? 1 };
    host.refuse({ ...base, aspect: 'count', state, expected: undefined, axis: undefined, ...counts });
    return;
  }
  const [given, expected] = [shapeOf(found.first), shapeOf(found.second)];
  const state: Operand = { role: named, shape: given, tensor: found.first, at };
  const isRank = given?.length !== expected?.length;
  const axis = isRank || !given || !expected ? undefined : axisOf(given, expected);
  const counts = { expectedCount: undefined, actualCount: undefined };
  host.refuse({ ...base, aspect: isRank ? 'rank' : 'shape', state, expected, axis, ...counts });
}

/** What is known of both: arrays that agree, size by size. */
export function agreed(scene: Scene, first: Value, second: Value): Value {
  if (first.kind === 'unknown') return second;
  if (first.kind !== 'tensor' || second.kind !== 'tensor') return first;
  const [a, b] = [shapeOf(first), shapeOf(second)];
  if (!a || !b || a.length !== b.length) return a ? first : second;
  const shape = a.map((dim, i) => betterKnown(dim, b[i] ?? dim));
  return result(scene, shape, { parents: [first, second], dtype: first.dtype });
}

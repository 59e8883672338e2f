/** Which of the facts a hover is about: the layer, model, tensor or unknown value at an offset. */
import type { FileFacts, Observation } from '../../analysis/result.ts';
import type { CallExpr, Span } from '../../syntax/tree.ts';
import { optionsOf, type Value } from '../../values/index.ts';
import { callOf, isCalleeOf, isPlain, type Node, nodesAt } from './at.ts';

export type Accepts = (value: Value, node: Node) => boolean;

export interface Subject {
  readonly start: number;
  readonly end: number;
  /** Distinct values, the last run first. */
  readonly values: readonly Value[];
  /** The call of it, where it stands as what is called. */
  readonly call: CallExpr | undefined;
}

/**
 * The innermost expression at the offset whose value `accepts` takes. From a callee the search goes on to its call; from a constant or an
 * argument's name it goes on to the constructor of a layer around it, and no further.
 */
export function subjectAt(file: FileFacts, offset: number, accepts: Accepts): Subject | undefined {
  const chain = nodesAt(file.module, offset);
  let isDirect = true;
  for (let i = chain.length - 1; i >= 0; i--) {
    const [node, parent] = [chain[i], chain[i - 1]];
    const subject = node && acceptedAt(file, node, callOf(chain, i), accepts);
    if (subject && (isDirect || isConstructor(subject))) return subject;
    if (!node || !parent) return undefined;
    if (isDirect && isCalleeOf(node, parent)) continue;
    if (!isPlain(node)) return undefined;
    isDirect = false;
  }
  return undefined;
}

/** A call that makes a layer: the layer's own site. */
function isConstructor({ start, end, values }: Subject): boolean {
  return values.some(
    value => value.kind === 'native' && value.layer && value.site.start === start && value.site.end === end,
  );
}

function acceptedAt(
  file: FileFacts,
  node: Node,
  call: CallExpr | undefined,
  accepts: Accepts,
): Subject | undefined {
  const values = valuesSeen(file, node).filter(value => accepts(value, node));
  return values.length > 0 ? { start: node.start, end: node.end, values, call } : undefined;
}

/** What an expression was seen to be, alternatives listed, each value once; of an assignment target, the tensor assigned. */
export function valuesSeen(file: FileFacts, { start, end }: Span): readonly Value[] {
  const seen = observationAt(file.observations, start, end)?.values.flatMap(optionsOf) ?? [];
  if (seen.length > 0) return [...new Set(seen)];
  return file.tensors.filter(fact => fact.start === start && fact.end === end).map(fact => fact.tensor);
}

/** Observations are sorted by start, wider ones first. */
function observationAt(
  observations: readonly Observation[],
  start: number,
  end: number,
): Observation | undefined {
  let [low, high] = [0, observations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((observations[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; observations[i]?.start === start; i++)
    if (observations[i]?.end === end) return observations[i];
  return undefined;
}

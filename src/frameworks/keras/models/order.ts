/**
 * In which order a functional model lists what it is made of: by the longest way to an output, and along it as it is first met on the way back from the
 * outputs. Source: keras/src/ops/function.py (`map_graph`), which older versions agree with (`_map_graph_network` of keras/engine/network.py).
 */
import type { NativeValue, TensorValue } from '../../parts.ts';
import { type GraphNode, nodeOf, tensorsIn } from '../core/graph.ts';
import type { ModelEnds } from '../core/registry.ts';

/** What a node stands for: a layer, an operation, or itself where it is neither. */
type Part = NativeValue | GraphNode;

const partOf = (node: GraphNode): Part => node.layer ?? node.op ?? node;

export interface Ordered {
  readonly layers: readonly NativeValue[];
  /** With what stands between them: undefined where that is a function of tensors. */
  readonly places: readonly (NativeValue | undefined)[];
  /** With the operations between them; undefined: not all are known. */
  readonly operations: readonly NativeValue[] | undefined;
  /** What the last call of each gave. */
  readonly gave: ReadonlyMap<NativeValue, readonly TensorValue[]>;
}

/** `unused`: whether inputs that no output needs are listed, at the end. */
export function inOrder(ends: ModelEnds, unused: boolean): Ordered {
  const { finished, met } = walk(ends);
  const depths = depthsOf(finished);
  if (unused) {
    for (const input of inputsOf(ends))
      if (!depths.has(partOf(input)) && input.args.length === 0) {
        depths.set(partOf(input), 0);
        met.set(partOf(input), -1);
      }
  }
  const parts = [...depths.keys()].sort(
    (a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0) || (met.get(a) ?? 0) - (met.get(b) ?? 0),
  );
  const isLayer = new Set(finished.concat(inputsOf(ends)).flatMap(node => node.layer ?? []));
  const known = parts.filter((part): part is NativeValue => 'kind' in part);
  return {
    layers: known.filter(part => isLayer.has(part)),
    places: parts.map(part => ('kind' in part && isLayer.has(part) ? part : undefined)),
    operations: known.length === parts.length ? known : undefined,
    gave: lastOutputs(finished),
  };
}

function lastOutputs(nodes: readonly GraphNode[]): Ordered['gave'] {
  const last = new Map<NativeValue, readonly TensorValue[]>();
  for (const { layer, outputs } of nodes) {
    const before = layer && last.get(layer)?.[0];
    if (layer && (outputs[0]?.id ?? 0) >= (before?.id ?? 0)) last.set(layer, outputs);
  }
  return last;
}

const inputsOf = ({ input }: ModelEnds): readonly GraphNode[] =>
  tensorsIn(input).flatMap(tensor => nodeOf(tensor) ?? []);

/** What a node is made of, its masks last. */
const sourcesOf = (node: GraphNode): readonly TensorValue[] =>
  node.masks ? [...node.inputs, ...node.masks] : node.inputs;

/** Nodes, each after those that it depends on, and the place at which each part is first met. */
function walk(ends: ModelEnds): { readonly finished: GraphNode[]; readonly met: Map<Part, number> } {
  const given = new Set(tensorsIn(ends.input));
  const finished: GraphNode[] = [];
  const met = new Map<Part, number>();
  const seen = new Set<GraphNode>();
  const open: { readonly node: GraphNode; readonly left: TensorValue[] }[] = [];
  const enter = (tensor: TensorValue): void => {
    const node = nodeOf(tensor);
    if (!node || seen.has(node)) return;
    seen.add(node);
    const isInput = node.args.length === 0;
    // What comes before an input that is a tensor from within a graph is no part of the model.
    if (!isInput && given.has(tensor)) return;
    if (!met.has(partOf(node))) met.set(partOf(node), met.size);
    open.push({ node, left: isInput ? [] : [...sourcesOf(node)].reverse() });
  };
  for (const output of tensorsIn(ends.output)) {
    enter(output);
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const next = last.left.pop();
      if (next) enter(next);
      else {
        open.pop();
        finished.push(last.node);
      }
    }
  }
  return { finished, met };
}

/** The longest way from each part to an output; where a layer is called several times, that of the call that is farthest. */
function depthsOf(finished: readonly GraphNode[]): Map<Part, number> {
  const nodes = new Set(finished);
  const ofNodes = new Map<GraphNode, number>();
  const ofParts = new Map<Part, number>();
  for (const node of finished.toReversed()) {
    const depth = Math.max(ofNodes.get(node) ?? 0, ofParts.get(partOf(node)) ?? 0);
    ofParts.set(partOf(node), depth);
    for (const source of new Set(sourcesOf(node).flatMap(tensor => nodeOf(tensor) ?? [])))
      if (nodes.has(source)) ofNodes.set(source, Math.max(ofNodes.get(source) ?? 0, depth + 1));
  }
  return ofParts;
}

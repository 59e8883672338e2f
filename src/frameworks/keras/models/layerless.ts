/**
 * Keras 2.0 to 2.3: each tensor on the way from the outputs of a model to its inputs is what a layer gave. A function of the backend, an operator or a
 * subscript makes one that no layer has given (keras/engine/network.py, `build_map`; base_layer.py, `_add_inbound_node`).
 */
import { refuseArgument, type Scene } from '../../array/scene.ts';
import type { Call, TensorValue } from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import { type GraphNode, nodeOf, tensorsIn } from '../core/graph.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';

/** Whether such a tensor is met, which has then been stated. */
export function refusesLayerless(call: Call, flavour: Flavour, ends: ModelEnds): boolean {
  const outputs = tensorsIn(ends.output);
  const loose = flavour.name === 'keras2' ? looseIn(outputs) : undefined;
  if (!loose) return false;
  const { framework } = flavour;
  const scene: Scene = { host: call.host, framework, operation: 'Model', site: call.site };
  const at =
    call.args.find(({ name }) => name === 'outputs' || name === 'output') ??
    call.args.filter(({ name }) => name === undefined)[1];
  const isOutput = outputs.includes(loose);
  refuseArgument(scene, {
    parameter: 'outputs',
    aspect: 'value',
    allowed: `made by layers alone (put \`${call.host.textOf(loose.source.site)}\` into a Lambda layer)`,
    at: at?.at ?? call.site,
    says: isOutput
      ? 'Output tensors to a Model must be the output of a Keras `Layer` (thus holding past layer metadata).'
      : "'NoneType' object has no attribute '_inbound_nodes'",
  });
  return true;
}

function looseIn(outputs: readonly TensorValue[]): TensorValue | undefined {
  const open = [...outputs].reverse();
  const seen = new Set<GraphNode>();
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    const node = nodeOf(tensor);
    if (!node || seen.has(node)) continue;
    seen.add(node);
    if (!node.layer) {
      if (isOperation(tensor)) return tensor;
      continue;
    }
    // What a layer is given beside its inputs is none of them.
    const [inputs] = node.args;
    if (inputs && inputs.name === undefined) open.push(...[...tensorsIn(inputs.value)].reverse());
  }
  return undefined;
}

/** Surely another tensor than the one that it was made of, and made by no layer. */
const isOperation = ({ source, graph }: TensorValue): boolean =>
  graph === true &&
  !layerOf(source.layer) &&
  source.role !== 'input' &&
  !MAY_BE_THE_SAME.test(source.operation);

const MAY_BE_THE_SAME =
  /cast|convert|identity|phase|switch|dropout|print|gradient|transpose|rename|function/i;

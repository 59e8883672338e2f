/**
 * TensorFlow.js frees each tensor of a functional model behind the last layer that reads it, unless it trains. The last output of a recurrent layer and
 * its state h are one tensor under two names: layers that read it under one name free it before those that read it under the other.
 * Source: tfjs-layers/src/engine/executor.ts (`execute`, tensorsToDispose), tfjs-layers/src/layers/recurrent.ts (`LSTMCell.call` gives [h, h, c]).
 */
import type { Call, LayerFacet } from '../../parts.ts';
import { type GraphNode, orderOf, tensorsIn } from '../core/graph.ts';
import type { ModelCore } from './model-core.ts';

export function refusesFreed(core: ModelCore, { host, site }: Call, method: string): boolean {
  const ends = core.flavour.name === 'tfjs' ? core.ends() : undefined;
  if (!ends) return false;
  const outputs = tensorsIn(ends.output);
  const nodes = orderOf(outputs, tensorsIn(ends.input));
  const broken = nodes.find(({ layer, outputs: [last, h, ...more] }) => {
    if (!last || !h || more.length > 1 || !layer?.layer || !keepsOneState(layer.layer)) return false;
    if (outputs.includes(last) || outputs.includes(h)) return false;
    const [ofLast, ofState] = [last, h].map(tensor => nodes.filter(({ inputs }) => inputs.includes(tensor)));
    const [first, second] = [ofLast?.at(-1), ofState?.at(-1)];
    return (
      first !== undefined && second !== undefined && first !== second && computes(first) && computes(second)
    );
  });
  if (!broken?.layer?.layer) return false;
  const { type } = broken.layer.layer;
  host.refuse({
    kind: 'program',
    framework: core.flavour.framework,
    dialect: core.flavour.name,
    operation: `different layers of the model use the last output of ${type} and its state h, which are one tensor: it is freed behind the first of them`,
    at: site,
    layer: broken.layer,
    aspect: 'call',
    name: method,
    instead: 'Take the state h for both',
    says: "Cannot read properties of undefined (reading 'backend')",
  });
  return true;
}

const ONE_STATE = /^(LSTM|GRU|SimpleRNN)$/;

/** A layer that gives its last step and states, and whose tensors are freed. */
const keepsOneState = ({ type, flags }: LayerFacet): boolean =>
  ONE_STATE.test(type) && flags.get('return_sequences') === false && flags.get('stateful') === false;

/** Layers that hand on what they are given, unless they train. */
const PASSING = /^(\w*Dropout\w*|GaussianNoise|Activation|Masking)$/;

/** Whether a layer reads the numbers of what it is given. */
const computes = ({ layer }: GraphNode): boolean =>
  layer?.layer !== undefined && !PASSING.test(layer.layer.type);

/** What the methods of layers and models of Keras 3 take: keras/src/layers/layer.py, keras/src/models/model.py and sequential.py. */
import { bind, type Call, signature } from '../../parts.ts';
import type { Flavour } from './flavour.ts';

const SIGNATURES: Readonly<Record<string, string>> = {
  get_weights: '',
  count_params: '',
  get_config: '',
  set_weights: 'weights',
  pop: 'rebuild=True',
  get_layer: 'name=None, index=None',
  summary:
    'line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None',
};

/** Whether a call of a method is refused, which has then been stated. */
export function refusesMethod(flavour: Flavour, type: string, name: string, call: Call): boolean {
  const known = flavour.name === 'keras3' && Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
  return known !== undefined && bind(call, signature(known), `${type}.${name}`, flavour.framework).refused;
}

/** Methods of modules that are asked of their class: `model = Net`, and then `model.parameters()`. By torch/nn/modules/module.py of 2.13. */
import type { UnboundMethods } from '../unbound-methods.ts';

const OF_SELF =
  'parameters named_parameters buffers named_buffers children named_children modules named_modules state_dict eval train cuda cpu half float double bfloat16 to zero_grad requires_grad_ share_memory';

const OF_MODULES: UnboundMethods = {
  ...Object.fromEntries(OF_SELF.split(' ').map(name => [name, 'self'])),
  load_state_dict: 'self, state_dict',
  apply: 'self, fn',
};

const OF_RECURRENT: UnboundMethods = { ...OF_MODULES, flatten_parameters: 'self' };

export const methodsOfClass = (type: string): UnboundMethods =>
  /^(GRU|LSTM|RNN)$/.test(type) ? OF_RECURRENT : OF_MODULES;

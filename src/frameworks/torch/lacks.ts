/**
 * Attributes that PyTorch's tensors have and none of its layers, and the other way round: by `dir()` of both and of an instance of each class of
 * torch.nn 2.13. Only names that nobody gives to an attribute of their own are in here.
 */
import { hasKnownWeights } from '../modules/tree.ts';
import type { NativeValue } from '../parts.ts';

const namesOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const OF_TENSORS = namesOf(
  'T mT shape ndim numel item tolist numpy view view_as reshape permute transpose unsqueeze squeeze contiguous flatten unflatten flip detach clone argmax argmin softmax log_softmax sigmoid tanh relu mean sum amax amin cumsum expand expand_as repeat chunk unbind split masked_fill masked_select index_select new_zeros new_ones bmm requires_grad',
);

const OF_MODULES = namesOf(
  'parameters named_parameters buffers named_buffers state_dict load_state_dict children named_children modules named_modules eval train forward zero_grad register_buffer register_parameter add_module register_forward_hook flatten_parameters reset_parameters weight bias weight_ih weight_hh bias_ih bias_hh weight_ih_l0 weight_hh_l0 bias_ih_l0 bias_hh_l0 all_weights hidden_size input_size proj_size num_layers batch_first bidirectional in_features out_features num_embeddings embedding_dim in_channels out_channels',
);

/** Layers that never have one; others may hold None of that name. */
const WITHOUT_WEIGHT =
  /^(Alpha)?Dropout[123]?d?$|^(ReLU6?|Tanh|Sigmoid|GELU|SiLU|ELU|SELU|LeakyReLU|Softmax|LogSoftmax|Softplus|Flatten|Unflatten|Identity|LSTM|GRU|RNN|Sequential|ModuleList)$|Pool[123]d$/;

const RECURRENT_WEIGHT = /^(weight|bias)_(ih|hh|hr)_l\d+(_reverse)?$/;

/** Of a tensor. */
export const tensorLacks = (_tensor: unknown, name: string): boolean => OF_MODULES.has(name);

/** Of a layer or a container, which has no attribute of this name as far as is known. */
export function moduleLacks(name: string, module: NativeValue): boolean {
  if (OF_TENSORS.has(name)) return true;
  if (RECURRENT_WEIGHT.test(name)) return hasKnownWeights(module);
  return name === 'weight' && WITHOUT_WEIGHT.test(module.class.name);
}

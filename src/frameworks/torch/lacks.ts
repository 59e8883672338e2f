/**
 * Attributes that PyTorch's tensors have and none of its layers, and the other way round: by `dir()` of both and of an instance of each class of
 * torch.nn 2.13. Only names that nobody gives to an attribute of their own are in here.
 */
import { isSurelyInTraining } from '../modules/trained.ts';
import { hasKnownWeights, isWhole } from '../modules/tree.ts';
import { isFrameworkGuessed, type NativeValue, shapeOf, type TensorValue } from '../parts.ts';
import { isRecurrentWeight, namesOfClass } from './layer-attributes.ts';
import { isSlip } from './tensor-names.ts';

const namesOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const OF_TENSORS = namesOf(
  'T mT shape ndim numel item tolist numpy view view_as reshape permute transpose unsqueeze squeeze contiguous flatten unflatten flip detach clone argmax argmin softmax log_softmax sigmoid tanh relu mean sum amax amin cumsum expand expand_as repeat chunk unbind split masked_fill masked_select index_select new_zeros new_ones bmm requires_grad prod cumprod cummax cummin argsort topk kthvalue logsumexp movedim swapaxes swapdims gather nonzero tril triu',
);

const OF_MODULES = namesOf(
  'parameters named_parameters buffers named_buffers state_dict load_state_dict children named_children modules named_modules eval train forward zero_grad register_buffer register_parameter add_module register_forward_hook flatten_parameters reset_parameters weight bias weight_ih weight_hh bias_ih bias_hh weight_ih_l0 weight_hh_l0 bias_ih_l0 bias_hh_l0 all_weights hidden_size input_size proj_size num_layers batch_first bidirectional in_features out_features num_embeddings embedding_dim in_channels out_channels',
);

/** Names that programs give to the layers of their modules, and nobody to a tensor. */
const OF_PROGRAMS = namesOf('embedding rnn lstm gru fc linear conv layers encoder decoder attention');

/** Arguments of functions, which nobody gives to a tensor. */
const OF_ARGUMENTS = namesOf(
  'axis keepdim keepdims return_sequences nonlinearity activation reduction units hidden_dim input_dim embed_dim n_layers n_heads num_heads bidirectional dropout kernel_size padding',
);

/** Layers that never have one; others may hold None of that name. */
const WITHOUT_WEIGHT =
  /^(Alpha)?Dropout[123]?d?$|^(ReLU6?|Tanh|Sigmoid|GELU|SiLU|ELU|SELU|LeakyReLU|Softmax|LogSoftmax|Softplus|Flatten|Unflatten|Identity|LSTM|GRU|RNN|Sequential|ModuleList)$|Pool[123]d$/;

/** Methods of tensors in the plural, which no optimiser keeps beside a parameter either. */
const PLURALS = namesOf(
  'chunks reshapes permutes transposes unsqueezes squeezes flattens unbinds narrows expands clones detaches selects',
);

/** Methods of tensors after which nobody names a part of a module, nor sets one by a name that is put together. */
const OF_TENSORS_ALONE = namesOf(
  'numel tolist view_as permute transpose unsqueeze squeeze contiguous argmax argmin masked_fill masked_select index_select new_zeros new_ones nonzero bmm unbind __getitem__',
);

export const isOfTensorsAlone = (name: string): boolean => OF_TENSORS_ALONE.has(name);

/** By `dir(torch.nn.Module())` of 2.13, and what older ones and decorations of modules add. */
const OF_EVERY_MODULE = namesOf(
  'T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda device double dtype dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules module mtia name named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad',
);

export const isOfEveryModule = (name: string): boolean => OF_EVERY_MODULE.has(name);

/** Of a tensor; optimisers and the like give parameters attributes of their own. */
export const tensorLacks = (tensor: TensorValue, name: string): boolean =>
  OF_MODULES.has(name) ||
  OF_PROGRAMS.has(name) ||
  OF_ARGUMENTS.has(name) ||
  isRecurrentWeight(name) ||
  PLURALS.has(name) ||
  (tensor.source.role !== 'weight' && !!shapeOf(tensor) && !isFrameworkGuessed(tensor) && isSlip(name));

/** A layer as torch.nn makes it, or a container all parts of which are known, which no code has that may have given it more. */
const isLayerAlone = (module: NativeValue): boolean =>
  isSurelyInTraining(module) && (module.layer !== undefined || isWhole(module));

function isOfNone(name: string, { class: { name: type, qualified } }: NativeValue): boolean {
  const names = qualified === `torch.nn.${type}` ? namesOfClass(type) : undefined;
  return names !== undefined && !names.has(name) && !isOfEveryModule(name);
}

/** Of a layer or a container, which has no attribute of this name as far as is known. */
export function moduleLacks(name: string, module: NativeValue): boolean {
  if (OF_TENSORS.has(name)) return true;
  if (isRecurrentWeight(name)) return hasKnownWeights(module);
  if (isLayerAlone(module) && !name.startsWith('_') && isOfNone(name, module)) return true;
  return name === 'weight' && WITHOUT_WEIGHT.test(module.class.name);
}

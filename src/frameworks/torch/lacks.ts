/**
 * Attributes that PyTorch's tensors have and none of its layers, and the other way round: by `dir()` of both and of an instance of each class of
 * torch.nn 2.13. Only names that nobody gives to an attribute of their own are in here.
 */
import { isSurelyInTraining } from '../modules/trained.ts';
import { hasKnownWeights, isWhole } from '../modules/tree.ts';
import { isFrameworkGuessed, type NativeValue, shapeOf, type TensorValue } from '../parts.ts';
import { isSlip } from './tensor-names.ts';

const namesOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const OF_TENSORS = namesOf(
  'T mT shape ndim numel item tolist numpy view view_as reshape permute transpose unsqueeze squeeze contiguous flatten unflatten flip detach clone argmax argmin softmax log_softmax sigmoid tanh relu mean sum amax amin cumsum expand expand_as repeat chunk unbind split masked_fill masked_select index_select new_zeros new_ones bmm requires_grad prod cumprod cummax cummin argsort topk kthvalue logsumexp movedim swapaxes swapdims gather nonzero tril triu',
);

const OF_MODULES = namesOf(
  'parameters named_parameters buffers named_buffers state_dict load_state_dict children named_children modules named_modules eval train forward zero_grad register_buffer register_parameter add_module register_forward_hook flatten_parameters reset_parameters weight bias weight_ih weight_hh bias_ih bias_hh weight_ih_l0 weight_hh_l0 bias_ih_l0 bias_hh_l0 all_weights hidden_size input_size proj_size num_layers batch_first bidirectional in_features out_features num_embeddings embedding_dim in_channels out_channels',
);

/** All that layers of torch.nn have, but what stands in `ONLY`; what pruning, quantisation and parametrisations add to them too. */
const OF_LAYERS = namesOf(
  'T_destination activation activation_post_process activation_relu_or_gelu add_module add_zero_attn affine align_corners all_weights alpha append apply approximate batch_first beta bfloat16 bias bias_hh bias_ih bias_k bias_mask bias_orig bias_v bidirectional blank buffers call_super_init ceil_mode check_forward_args check_hidden_size check_input children clear cls_to_become compile convert_sync_batchnorm count_include_pad cpu cuda cutoffs d_model delta dilation distance_function div_value double downscale_factor dropout dropout1 dropout2 dropout3 dump_patches elementwise_affine embed_dim embedding_dim enable_nested_tensor end_dim eps eval extend extra_repr flatten_parameters float forward from_pretrained full generate_square_subsequent_mask get_buffer get_expected_cell_size get_expected_hidden_size get_extra_state get_parameter get_submodule groups half has_uninitialized_params head_bias head_dim head_size hidden_size ignore_index in1_features in2_features in_channels in_features in_proj_bias in_proj_weight include_last_offset init initialize_parameters inplace input_size insert ipu items k k_proj_weight kdim keepdim kernel_size keys label_smoothing linear1 linear2 load_state_dict log_input log_prob log_target lower margin mask_check max_norm max_val merge_masks min_val mode modules momentum mtia multihead_attn n_classes n_clusters name named_buffers named_children named_modules named_parameters negative_slope nhead nonlinearity norm1 norm2 norm3 norm_first norm_type normalized_shape num_batches_tracked num_channels num_embeddings num_features num_groups num_heads num_layers num_parameters out_channels out_features out_proj output_padding output_ratio output_size p padding padding_idx padding_mode parameters parametrizations permute_hidden pop pos_weight predict process_group proj_size q_proj_weight qconfig recompute_scale_factor reduction register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ reset_parameters reset_running_stats return_indices running_mean running_var scale scale_factor scale_grad_by_freq self_attn set_extra_state set_submodule share_memory shortlist_size sparse start_dim state_dict stride swap threshold to to_empty track_running_stats train training transposed type unflattened_size update upper upscale_factor use_nested_tensor v_proj_weight value values vdim weight weight_fake_quant weight_g weight_hh weight_ih weight_mask weight_orig weight_u weight_v xpu zero_grad zero_infinity zero_point',
);

/** Common words, each an attribute of these classes alone. */
const ONLY: Readonly<Record<string, string>> = {
  size: 'LocalResponseNorm',
  dim: 'Softmax LogSoftmax Softmin CosineSimilarity GLU',
  norm: 'TransformerEncoder TransformerDecoder PairwiseDistance',
  layers: 'TransformerEncoder TransformerDecoder',
  encoder: 'Transformer',
  decoder: 'Transformer',
  head: 'AdaptiveLogSoftmaxWithLoss',
  tail: 'AdaptiveLogSoftmaxWithLoss',
};

/** Names that programs give to the layers of their modules, and nobody to a tensor. */
const OF_PROGRAMS = namesOf('embedding rnn lstm gru fc linear conv layers encoder decoder attention');

/** Arguments of functions, which nobody gives to a tensor. */
const OF_ARGUMENTS = namesOf(
  'axis keepdim keepdims return_sequences nonlinearity activation reduction units hidden_dim input_dim embed_dim n_layers n_heads num_heads bidirectional dropout kernel_size padding',
);

/** Layers that never have one; others may hold None of that name. */
const WITHOUT_WEIGHT =
  /^(Alpha)?Dropout[123]?d?$|^(ReLU6?|Tanh|Sigmoid|GELU|SiLU|ELU|SELU|LeakyReLU|Softmax|LogSoftmax|Softplus|Flatten|Unflatten|Identity|LSTM|GRU|RNN|Sequential|ModuleList)$|Pool[123]d$/;

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

const RECURRENT_WEIGHT = /^(weight|bias)_(ih|hh|hr)_l\d+(_reverse)?$/;

/** Of a tensor; optimisers and the like give parameters attributes of their own. */
export const tensorLacks = (tensor: TensorValue, name: string): boolean =>
  OF_MODULES.has(name) ||
  OF_PROGRAMS.has(name) ||
  OF_ARGUMENTS.has(name) ||
  RECURRENT_WEIGHT.test(name) ||
  (tensor.source.role !== 'weight' && !!shapeOf(tensor) && !isFrameworkGuessed(tensor) && isSlip(name));

/** A layer as torch.nn makes it, or a container all parts of which are known, which no code has that may have given it more. */
const isLayerAlone = (module: NativeValue): boolean =>
  isSurelyInTraining(module) && (module.layer !== undefined || isWhole(module));

function isOfNoLayer(name: string, { class: { name: type } }: NativeValue): boolean {
  const owners = Object.hasOwn(ONLY, name) ? ONLY[name]?.split(' ') : undefined;
  return owners ? !owners.includes(type) : !OF_LAYERS.has(name);
}

/** Of a layer or a container, which has no attribute of this name as far as is known. */
export function moduleLacks(name: string, module: NativeValue): boolean {
  if (OF_TENSORS.has(name)) return true;
  if (RECURRENT_WEIGHT.test(name)) return hasKnownWeights(module);
  if (isLayerAlone(module) && !name.startsWith('_') && isOfNoLayer(name, module)) return true;
  return name === 'weight' && WITHOUT_WEIGHT.test(module.class.name);
}

/**
 * Attributes that some layer of Keras has in any version, or gives itself: what `dir` says of the classes in Keras 3.15, tf_keras 2.21, `tf.keras` of TensorFlow
 * 1.15 and Keras 2.2.4, what their sources write (`self.name`, methods, properties), and what a module of PyTorch has, which layers are where that is the backend.
 */
import type { Host } from '../../parts.ts';
import type { Instance } from './instance.ts';
import { isOfEveryModel } from './known-names.ts';

const NAMES: ReadonlySet<string> = new Set(
  `
  T_destination activation activity_regularizer adapt adapt_mean adapt_variance add_loss add_metric add_module add_update add_variable add_weight
  addition_factor adjustment affine aggregate_lookup_table aggregation all_ops allow_last_axis_squeeze alpha alpha_constraint alpha_initializer
  alpha_regularizer antialias antirectifier antirectifier_output_shape apply arg1 arg2 args argument_names arguments arguments_dict
  assert_input_compatibility attention_axes attr_name auto_contrast autocast awq_scales awq_unpacked_column_size axes axis b backend backward_layer
  batch_input_shape batch_shape batch_size beta beta_constraint beta_initializer beta_regularizer bfloat16 bias bias_axes bias_c bias_c_i
  bias_constraint bias_f bias_f_i bias_h bias_h_i bias_i bias_i_i bias_initializer bias_o bias_o_i bias_r bias_r_i bias_regularizer bias_z bias_z_i
  bin_boundaries bins bounding_box_format brightness_factor bucketize buffers build build_from_config build_graph build_map_fn build_wrapper built
  calculate_update_delta call call_context_args call_signature_parameters call_super_init causal cell cells center center_crop chain_depth channel_axis
  check_type_return_shape children clip_limit clip_to_image_size cls cls_ref cls_symbol compare_accumulators compile compute compute_dtype compute_mask
  compute_output_shape compute_output_signature compute_output_spec compute_size concat concat_score_weight constants constants_spec constraints
  contrast_factor convert convert_format convert_weight convolution_op could_use_cudnn count count_params cpu create_zeros crop crop_to_aspect_ratio
  cropping cross crossers crosses crosses_by_name crossing_dim cuda cudnn_gru_fn cudnn_lstm_fn data_format decode_single_level default_residual_fn
  defun_layer delegate dense depth_multiplier depthwise_constraint depthwise_initializer depthwise_kernel depthwise_regularizer deserialize
  dilation_rate dims double dropout dropout_mask_count dropped_inputs dtype dtype_policy dump_patches dynamic dynamic_lookup_layer eager
  einsum_with_inputs_gradient embedding_initializer embedding_layer embeddings embeddings_constraint embeddings_initializer embeddings_regularizer
  embeddings_scale embeddings_zero enable_lora encoded_features encoding enter entry_layer enumerated_fn epsilon equalization equation eval
  eviction_policy expand_dims extra_repr extract factor feature feature_dim feature_names features fft_length fill_in fill_mode fill_value filters
  finalize_state first_arg fit float float_discretized float_normalized float_rescaled force_zero_output_for_mask forget_gate_peephole_weights forward
  forward_layer frame_length frame_step from_config frozen full_output_shape function fused g_idx gamma gamma_constraint gamma_initializer
  gamma_regularizer generator get_batch_input_shape get_buffer get_build_config get_call_context_arg get_clipped_bbox get_config get_constants
  get_dropout_mask get_dropout_mask_for_cell get_elastic_transform_params get_encoded_features get_extra_state get_initial_state get_input_at
  get_input_mask_at get_input_shape_at get_input_spec get_inputs get_losses_for get_output_at get_output_mask_at get_output_shape_at get_parameter
  get_random_transformation get_recurrent_dropout_mask get_recurrent_dropout_mask_for_cell get_shifted_bbox get_specs get_state_shape get_state_spec
  get_step_input_shape get_submodule get_tensors get_top_vocabulary get_transformed_x_y get_tuple_shape get_updates_for get_value get_vocabulary
  get_weights go_backwards gptq_unpacked_column_size gpu_gru_with_fallback gpu_lstm_with_fallback groups half handle hashing_dim head_dim height
  height_axis height_factor height_lower height_upper horizontal hue_factor idf_weights idf_weights_const imag_kernel implementation in_call
  in_keras_graph inbound_layers inbound_nodes initial_vocabulary initialize inner inner_loop input input_bias input_bias_h input_bias_r input_bias_z
  input_bin_boundaries input_conv input_dim input_dtype input_gate_peephole_weights input_idf_weights input_length input_mask input_masks input_mean
  input_not_right_padded input_right_padded input_shape input_shapes input_spec input_tensors input_variance input_vocabulary inputs inputs_amax_history
  inputs_quantizer inputs_scale insert_timesteps integer_categorical integer_hashed internal_table_size interpolation invert ipu is_adapted
  is_awq_calibrated is_gptq_calibrated is_input iter_children iter_modules keepdims keras_tensors kernel kernel_amax_history kernel_c kernel_constraint
  kernel_f kernel_h kernel_i kernel_idxs kernel_initializer kernel_mask kernel_o kernel_r kernel_regularizer kernel_scale kernel_shape kernel_size
  kernel_z kernel_zero key_dense key_dim key_dtype kwargs l1 l2 layer layer_name layers linear_to_mel_weight_matrix load_assets load_own_variables
  load_state_dict logit_soft_cap lookup_table lora_alpha lora_embeddings_a lora_embeddings_b lora_enabled lora_kernel_a lora_kernel_b lora_rank losses
  lower mag_exp make_adapt_function map_fn mask mask_token mask_value mask_zero matmul_with_inputs_gradient max_freq max_ndim max_number max_tokens
  max_value maybe_convert mean merge merge_mode method_name metric_name metrics metrics_variables min_freq min_ndim min_power mode modules momentum
  moving_mean moving_mean_initializer moving_stddev moving_stddev_initializer moving_var moving_variance moving_variance_initializer mtia n name
  name_scope named_buffers named_children named_modules named_parameters ndim negative_slope nested_tensor_argument_names node_def node_indices
  noise_shape noised non_trainable_variables non_trainable_weights normalize normalize_inference normalize_weights normalized_weights num_bins
  num_chains num_discretization_bins num_documents num_heads num_key_value_heads num_mel_bins num_oov_indices num_ops num_query_heads num_repeats
  num_tensors num_tokens offset on_predict_batch_begin on_predict_end one_hot_encoders oov_method oov_token op operation optional original_kernel_shape
  outbound_layer outbound_nodes output output_col output_dense output_dim output_dtype output_gate_peephole_weights output_length output_mask
  output_masks output_mode output_padding output_row output_shape output_shapes output_size output_tensors outputs outputs_grad_amax_history
  outputs_grad_scale pad pad_to_aspect_ratio pad_to_max_tokens padding param_broadcast parameters parent_nodes partial_output_shape path periodic
  perturb pointwise_constraint pointwise_initializer pointwise_kernel pointwise_regularizer pool_function pool_mode pool_size power_iterations
  power_to_db predict_function preprocess_input preprocessor preprocessors probability_bias process_update quantization_axis quantization_config
  quantization_mode quantize quantize_wrapper quantized_build quantized_call quantized_dequantize_inputs quantized_dequantize_outputs quantized_kernel
  query_dense ragged random_brightness random_color_degeneration random_contrast random_contrasted_inputs random_crop random_flipped_inputs
  random_height_inputs random_hue random_posterization random_rotated_inputs random_rotation random_saturation random_sharpness random_shear
  random_translated_inputs random_translation random_width_inputs random_zoomed_inputs rank rate real_kernel recurrent_activation recurrent_bias
  recurrent_bias_h recurrent_bias_r recurrent_bias_z recurrent_constraint recurrent_conv recurrent_dropout recurrent_initializer recurrent_kernel
  recurrent_kernel_c recurrent_kernel_f recurrent_kernel_h recurrent_kernel_i recurrent_kernel_o recurrent_kernel_r recurrent_kernel_z
  recurrent_regularizer ref_power register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook
  register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
  register_state_dict_post_hook register_state_dict_pre_hook rematerialized_call renorm renorm_clipping renorm_mean renorm_momentum renorm_stddev report
  report_benchmark requires_grad_ reset_after reset_dropout_mask reset_recurrent_dropout_mask reset_state reset_states resize restore return_runtime
  return_sequences return_state reverse_dtype reverse_embeddings reverse_embeddings_scale reverse_embeddings_zero reverse_state_order rms_scaling
  robust_masking salt sampling_rate saturation_factor save save_assets save_own_variables saving scale scaling score_mode seed seed_generator
  sequence_length sequence_stride serialize serving_default set_attributes set_extra_state set_submodule set_value set_vocabulary set_weights shape
  share_memory shared_axes sigma single_state size sliding_window solarization sow sparse spatial_dims standard_gru_fn standardize_shape_or_none
  stardard_lstm_fn state_dict state_size state_spec stateful stateless_call states stddev step step_function steps strides string_categorical
  string_hashed strong_hash submodules summary support_masking supports_jit supports_masking switch_fn symbol symbolic_call synchronized t0 t_avg
  target_shape tensor_arguments_dict tensor_arguments_names tensor_indices theta threshold threshold_factor tie_weights tile_grid_size
  time_distributed_transpose time_major tn to to_empty to_list_or_none token_counts token_document_counts top_db torch_params total train train_function
  trainable trainable_variables trainable_weights training transform_bounding_boxes transform_images transform_labels transform_segmentation_masks
  transform_single_bounding_box transform_single_image transform_single_label transform_single_segmentation_mask true_branch_renorm type unconditional
  unit_forget_bias units unroll unscaled_kernel update_embeddings update_internal_vocabulary update_state updates upper upsize use_bias use_cudnn
  use_gate use_scale user_arguments_dict validate_accumulator_computation validate_accumulator_extract validate_accumulator_extract_and_restore
  validate_accumulator_serialize_and_deserialize validate_accumulator_uniqueness value_dense value_dim value_dtype value_range values variable_dtype
  variable_serialization_spec variables variance vector_u vertical virtual_batch_size vocab_size vocabulary vocabulary_dtype vocabulary_size
  vocabulary_table_keys vocabulary_table_values w weights width width_axis width_factor width_lower width_upper window with_name_scope wrapped_cell
  x_factor xpu y_factor zero_grad zero_output_for_mask zero_state
  `
    .trim()
    .split(/\s+/),
);

/** What no layer has, and nothing in sight gives one: a name that is written otherwise. */
export const isUnknownName = (
  host: Host,
  { flavour, options }: Pick<Instance, 'flavour' | 'options'>,
  name: string,
): boolean =>
  !flavour.options &&
  !name.startsWith('_') &&
  !NAMES.has(name) &&
  !isOfEveryModel(name) &&
  !options.bound.names.includes(name) &&
  host.isTopLevel() &&
  !host.mentions(`.${name} =`) &&
  !host.mentions('setattr(');

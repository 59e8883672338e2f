/**
 * Attributes that layers and models of Keras have in any version: what `dir` says of them in Keras 3.15, tf_keras 2.21, `tf.keras` of TensorFlow 1.15 and
 * Keras 2.2.4, before and after a model was compiled and trained, and what Keras 1 had.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const OF_LAYERS = words(`
  activity_regularizer add_inbound_node add_loss add_metric add_outbound_node add_update add_variable add_weight apply
  assert_input_compatibility autocast batch_input_shape build build_from_config built call call_signature_parameters clear_losses
  compute_dtype compute_mask compute_output_shape compute_output_signature compute_output_spec constraints consume_less cost_updates
  count_params create_input_layer dtype dtype_policy dynamic enable_lora factory finalize_state from_config get_build_config get_config
  get_input get_input_at get_input_mask get_input_mask_at get_input_shape_at get_losses_for get_output get_output_at get_output_mask
  get_output_mask_at get_output_shape_at get_output_shape_for get_params get_updates_for get_weights inbound_nodes initial_weights input
  input_dim input_dtype input_length input_mask input_shape input_spec inputs load_own_variables lora_enabled losses mask metrics
  metrics_names metrics_variables name name_scope non_trainable_variables non_trainable_weights obj_type outbound_nodes output output_mask
  output_shape outputs params path quantization_mode quantize quantized_build quantized_call regularizers rematerialized_call rng
  save_own_variables seed_generators set_input set_weights stateful stateless_call states submodules supports_jit supports_masked_loss
  supports_masking symbolic_call trainable trainable_variables trainable_weights updates uses_learning_phase variable_dtype variables
  weights with_name_scope`);

const OF_MODELS = words(`
  add add_input add_node add_output autotune_steps_per_execution callback_model called_with class_mode compile compile_from_config compiled
  compiled_loss compiled_metrics compute_loss compute_metrics container_nodes distribute_reduction_method distribute_strategy epoch
  evaluate evaluate_generator export fit fit_generator flattened_layers get_compile_config get_layer get_metrics_result
  get_quantization_layer_structure get_source_inputs get_state_tree get_weight_paths history input_layers input_names internal_input_shapes
  internal_output_shapes jit_compile keras_api layers layers_by_depth legacy_from_config legacy_get_config load_weights loss loss_fn
  loss_functions loss_weights loss_weights_list make_predict_function make_test_function make_train_function metrics_func metrics_tensors
  metrics_updates model nodes_by_depth operations optimizer output_layers output_names pop predict predict_classes predict_function
  predict_generator predict_on_batch predict_proba predict_step ran_eagerly reset_metrics reset_states run_eagerly run_internal_graph
  sample_weight_mode sample_weight_modes sample_weights save save_spec save_weights set_state_tree state_updates stateful_metric_functions
  stateful_metric_names stateless_compute_loss steps_per_execution stop_training summary targets test test_function test_on_batch test_step
  to_json to_yaml total_loss train train_function train_on_batch train_step train_tf_function training_data training_step
  unrolled_steps_per_execution use_legacy_config validation_data weighted_metrics`);

export const isOfEveryLayer = (name: string): boolean => OF_LAYERS.has(name);

export const isOfEveryModel = (name: string): boolean => OF_LAYERS.has(name) || OF_MODELS.has(name);

/** What makes a sequence of an object: neither layers nor models are one. */
export const isOfItems = (name: string): boolean => /^__(getitem|iter)__$/.test(name);

/** What trains models and runs them, which a layer is asked for where its class was to derive from `Model`. */
export const isOfModelsAlone = (name: string): boolean =>
  /^(compile|fit|evaluate|predict|summary|(train|test|predict)_on_batch)$/.test(name);

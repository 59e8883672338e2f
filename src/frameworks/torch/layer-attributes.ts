/** What instances of the classes of torch.nn have beside what every module has: by `dir()` of an instance of each, 2.13. */

/** `weight_ih_l0`, of the layers that run over a sequence. */
export const isRecurrentWeight = (name: string): boolean =>
  /^(weight|bias)_(ih|hh|hr)_l\d+(_reverse)?$/.test(name);

/** Names by classes; a class has those of every row that its name fits. */
const ROWS: readonly (readonly [RegExp, string])[] = [
  [/^Adaptive(Avg|Max)Pool[123]d$/, 'output_size'],
  [/^(AdaptiveMax|FractionalMax|Max)Pool[123]d$/, 'return_indices'],
  [/^(Avg|Max|LP)Pool[123]d$/, 'ceil_mode kernel_size stride'],
  [/^(Avg|Max)Pool[123]d$/, 'padding'],
  [/^AvgPool[123]d$/, 'count_include_pad'],
  [/^AvgPool[23]d$/, 'divisor_override'],
  [/^MaxPool[123]d$/, 'dilation'],
  [/^LPPool[123]d$/, 'norm_type'],
  [/^FractionalMaxPool[23]d$/, 'kernel_size output_ratio output_size'],
  [/^MaxUnpool[123]d$/, 'kernel_size padding stride'],
  [/^(Fold|Unfold)$/, 'dilation kernel_size padding stride'],
  [/^Fold$/, 'output_size'],
  [/^(Alpha|FeatureAlpha)?Dropout[123]?d?$/, 'inplace p'],
  [/^(CELU|ELU|Hardsigmoid|Hardswish|Hardtanh|LeakyReLU|Mish|RReLU|ReLU6?|SELU|SiLU|Threshold)$/, 'inplace'],
  [/^C?ELU$/, 'alpha'],
  [/^(Hardtanh|ReLU6)$/, 'max_val min_val'],
  [/^LeakyReLU$/, 'negative_slope'],
  [/^RReLU$/, 'lower upper'],
  [/^Threshold$/, 'threshold value'],
  [/^Softplus$/, 'beta threshold'],
  [/^(Soft|Hard)shrink$/, 'lambd'],
  [/^GELU$/, 'approximate'],
  [/^(GLU|LogSoftmax|Softmax|Softmin|CosineSimilarity|Unflatten)$/, 'dim'],
  [/^(Identity|LogSigmoid|Sigmoid|Softmax2d|Softsign|Tanh|Tanhshrink)$/, ''],
  [/^PReLU$/, 'init num_parameters reset_parameters weight'],
  [/^(CrossMapLRN2d|LocalResponseNorm)$/, 'alpha beta k size'],
  [/^(CosineSimilarity|PairwiseDistance)$/, 'eps'],
  [/^PairwiseDistance$/, 'keepdim norm'],
  [/^Flatten$/, 'end_dim start_dim'],
  [/^Unflatten$/, 'unflattened_size'],
  [/^ChannelShuffle$/, 'groups'],
  [/^PixelShuffle$/, 'upscale_factor'],
  [/^PixelUnshuffle$/, 'downscale_factor'],
  [/^(Circular|Constant|Reflection|Replication|Zero)Pad[123]d$/, 'padding'],
  [/^(Constant|Zero)Pad[123]d$/, 'value'],
  [/^Upsample$|^Upsampling/, 'align_corners mode name recompute_scale_factor scale_factor size'],
  [/^(Lazy)?Linear$/, 'bias in_features out_features reset_parameters weight'],
  [/^Bilinear$/, 'bias in1_features in2_features out_features reset_parameters weight'],
  [
    /^(Lazy)?Conv(Transpose)?[123]d$/,
    'bias dilation groups in_channels kernel_size out_channels output_padding padding padding_mode reset_parameters stride transposed weight',
  ],
  [
    /^(Lazy)?(Batch|Instance)Norm[123]d$|^SyncBatchNorm$/,
    'affine bias eps momentum num_batches_tracked num_features reset_parameters reset_running_stats running_mean running_var track_running_stats weight',
  ],
  [/^SyncBatchNorm$/, 'convert_sync_batchnorm process_group'],
  [/^Lazy/, 'cls_to_become has_uninitialized_params initialize_parameters'],
  [/^GroupNorm$/, 'affine bias eps num_channels num_groups reset_parameters weight'],
  [/^(Layer|RMS)Norm$/, 'elementwise_affine eps normalized_shape reset_parameters weight'],
  [/^LayerNorm$/, 'bias'],
  [
    /^Embedding(Bag)?$/,
    'embedding_dim from_pretrained max_norm norm_type num_embeddings padding_idx reset_parameters scale_grad_by_freq sparse weight',
  ],
  [/^EmbeddingBag$/, 'include_last_offset mode'],
  [
    /^(GRU|LSTM|RNN)$/,
    'all_weights batch_first bias bidirectional check_forward_args check_hidden_size check_input dropout flatten_parameters get_expected_hidden_size hidden_size input_size mode num_layers permute_hidden proj_size reset_parameters',
  ],
  [/^LSTM$/, 'get_expected_cell_size'],
  [
    /^(GRU|LSTM|RNN)Cell$/,
    'bias bias_hh bias_ih hidden_size input_size reset_parameters weight_hh weight_ih',
  ],
  [/^RNN(Cell)?$/, 'nonlinearity'],
  [
    /^MultiheadAttention$/,
    'add_zero_attn batch_first bias_k bias_v dropout embed_dim head_dim in_proj_bias in_proj_weight k_proj_weight kdim merge_masks num_heads out_proj q_proj_weight v_proj_weight vdim',
  ],
  [/^Transformer$/, 'batch_first d_model decoder encoder generate_square_subsequent_mask nhead'],
  [/^Transformer(En|De)coder$/, 'layers norm num_layers'],
  [/^TransformerEncoder$/, 'enable_nested_tensor mask_check use_nested_tensor'],
  [
    /^Transformer(En|De)coderLayer$/,
    'activation dropout dropout1 dropout2 linear1 linear2 norm1 norm2 norm_first self_attn',
  ],
  [/^TransformerEncoderLayer$/, 'activation_relu_or_gelu'],
  [/^TransformerDecoderLayer$/, 'dropout3 multihead_attn norm3'],
  [/^(?!AdaptiveLogSoftmaxWithLoss$)\w+Loss(2d)?$/, 'reduction'],
  [
    /^(BCE|BCEWithLogits|CrossEntropy|LinearCrossEntropy|MultiLabelSoftMargin|MultiMargin|NLL)Loss(2d)?$/,
    'weight',
  ],
  [/^BCEWithLogitsLoss$/, 'pos_weight'],
  [/^CTCLoss$/, 'blank zero_infinity'],
  [
    /^(CosineEmbedding|HingeEmbedding|MarginRanking|MultiMargin|TripletMargin|TripletMarginWithDistance)Loss$/,
    'margin',
  ],
  [/^(MultiMargin|TripletMargin)Loss$/, 'p'],
  [/^TripletMargin(WithDistance)?Loss$/, 'swap'],
  [/^TripletMarginWithDistanceLoss$/, 'distance_function'],
  [/^((Linear)?CrossEntropy|NLL)Loss(2d)?$/, 'ignore_index'],
  [/^(Linear)?CrossEntropyLoss$/, 'label_smoothing'],
  [/^LinearCrossEntropyLoss$/, 'linear num_classes options out_features'],
  [/^(Gaussian|Poisson)NLLLoss$/, 'eps full'],
  [/^TripletMarginLoss$/, 'eps'],
  [/^HuberLoss$/, 'delta'],
  [/^SmoothL1Loss$/, 'beta'],
  [/^KLDivLoss$/, 'log_target'],
  [/^PoissonNLLLoss$/, 'log_input'],
  [
    /^AdaptiveLogSoftmaxWithLoss$/,
    'cutoffs div_value head head_bias head_size in_features log_prob n_classes n_clusters predict reset_parameters shortlist_size tail',
  ],
  [/^ModuleDict$/, 'clear items keys pop update values'],
  [/^(ModuleList|Sequential|ParameterList)$/, 'append extend'],
  [/^(ModuleList|Sequential)$/, 'insert pop'],
  [/^ParameterDict$/, 'clear copy fromkeys get items keys pop popitem setdefault update values'],
  [/^DataParallel$/, 'device_ids gather module parallel_apply replicate scatter'],
];

/** What the classes themselves have of these, by `dir()` of each: methods, and what `all_weights` is a property of. */
const OF_CLASSES_THEMSELVES = new Set(
  'all_weights append check_forward_args check_hidden_size check_input clear cls_to_become convert_sync_batchnorm copy extend flatten_parameters from_pretrained fromkeys gather generate_square_subsequent_mask get get_expected_cell_size get_expected_hidden_size has_uninitialized_params initialize_parameters insert items keys log_prob merge_masks parallel_apply permute_hidden pop popitem predict replicate reset_parameters reset_running_stats scatter setdefault update values'.split(
    ' ',
  ),
);

const RECURRENT = /^(GRU|LSTM|RNN)$/;

/** Whether a class of torch.nn has not itself what its objects have: `nn.LSTM.hidden_size`. */
export const isOfObjectsAlone = (type: string, name: string): boolean =>
  (ROWS.some(([classes, names]) => classes.test(type) && names.split(' ').includes(name)) &&
    !OF_CLASSES_THEMSELVES.has(name)) ||
  (RECURRENT.test(type) && isRecurrentWeight(name));

/** `nn.LSTM.all_weights` */
export const isProperty = (type: string, name: string): boolean =>
  RECURRENT.test(type) && name === 'all_weights';

/** What pruning, quantisation, parametrisations and older reparametrisations add to any of them. */
const ADDED =
  'activation_post_process bias_mask bias_orig parametrizations qconfig scale weight_fake_quant weight_g weight_mask weight_orig weight_u weight_v zero_point';

const namesFor = (type: string): readonly string[] =>
  [ADDED, ...ROWS.filter(([classes]) => classes.test(type)).map(([, names]) => names)].flatMap(names =>
    names.split(' '),
  );

const OF_INSTANCES = new Map<string, ReadonlySet<string>>();

/** The names that instances of a class of torch.nn may have beside those of every module; undefined for any other class. */
export function namesOfClass(type: string): ReadonlySet<string> | undefined {
  if (!ROWS.some(([classes]) => classes.test(type))) return undefined;
  const known = OF_INSTANCES.get(type) ?? new Set(namesFor(type));
  OF_INSTANCES.set(type, known);
  return known;
}

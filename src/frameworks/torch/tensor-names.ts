/** Names of the attributes of tensors, by `dir(torch.Tensor)` of 2.13, those that older ones had and that devices of others add. */

const NAMES: ReadonlySet<string> = new Set(
  `H T abs abs_ absolute absolute_ acos acos_ acosh acosh_ add add_ addbmm addbmm_ addcdiv addcdiv_ addcmul addcmul_ addmm addmm_ addmv addmv_ addr
   addr_ adjoint align_as align_to all allclose amax amin aminmax angle any apply_ arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_
   arctan arctan2 arctan2_ arctan_ arctanh arctanh_ argmax argmin argsort argwhere as_strided as_strided_ as_strided_scatter as_subclass asin asin_
   asinh asinh_ atan atan2 atan2_ atan_ atanh atanh_ backward baddbmm baddbmm_ bernoulli bernoulli_ bfloat16 bincount bitwise_and bitwise_and_
   bitwise_left_shift bitwise_left_shift_ bitwise_not bitwise_not_ bitwise_or bitwise_or_ bitwise_right_shift bitwise_right_shift_ bitwise_xor
   bitwise_xor_ bmm bool broadcast_to btrifact btrifact_with_info btrisolve byte cauchy_ ccol_indices cdouble ceil ceil_ cfloat chalf char cholesky
   cholesky_inverse cholesky_solve chunk clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ clip clip_ clone coalesce col_indices conj
   conj_physical conj_physical_ const_data_ptr contiguous copy_ copysign copysign_ corrcoef cos cos_ cosh cosh_ count_nonzero cov cpu creator cross
   crow_indices cuda cuda_is_available cummax cummin cumprod cumprod_ cumsum cumsum_ data data_ptr deg2rad deg2rad_ dense_dim dequantize det detach
   detach_ device diag diag_embed diagflat diagonal diagonal_scatter diff digamma digamma_ dim dim_order dist div div_ divide divide_ dot double
   dsplit dtype eig element_size eq eq_ equal erf erf_ erfc erfc_ erfinv erfinv_ exp exp2 exp2_ exp_ expand expand_as expm1 expm1_ exponential_ fill_
   fill_diagonal_ fix fix_ flatten flip fliplr flipud float float_power float_power_ floor floor_ floor_divide floor_divide_ fmax fmin fmod fmod_ frac
   frac_ frexp gather gcd gcd_ ge ge_ gels geometric_ geqrf ger gesv get_device grad grad_dtype grad_fn greater greater_ greater_equal greater_equal_
   gt gt_ half hardshrink hash_tensor heaviside heaviside_ histc histogram hpu hsplit hypot hypot_ i0 i0_ igamma igamma_ igammac igammac_ imag index
   index_add index_add_ index_copy index_copy_ index_fill index_fill_ index_put index_put_ index_reduce index_reduce_ index_select indices inner int
   int_repr inverse ipu is_coalesced is_complex is_conj is_contiguous is_cpu is_cuda is_distributed is_floating_point is_inference is_ipu is_leaf
   is_maia is_meta is_mkldnn is_mps is_mtia is_neg is_nested is_nonzero is_pinned is_quantized is_same_size is_set_to is_shared is_signed is_sparse
   is_sparse_csr is_vulkan is_xla is_xpu isclose isfinite isinf isnan isneginf isposinf isreal istft item itemsize kron kthvalue layout lcm lcm_ ldexp
   ldexp_ le le_ lerp lerp_ less less_ less_equal less_equal_ lgamma lgamma_ log log10 log10_ log1p log1p_ log2 log2_ log_ log_normal_ log_softmax
   logaddexp logaddexp2 logcumsumexp logdet logical_and logical_and_ logical_not logical_not_ logical_or logical_or_ logical_xor logical_xor_ logit
   logit_ logsumexp long lstsq lt lt_ lu lu_solve mH mT map2_ map_ masked_copy masked_copy_ masked_fill masked_fill_ masked_scatter masked_scatter_
   masked_select matmul matrix_exp matrix_power matrix_rank max maximum mean median min minimum mlu mm mode module_load moveaxis movedim msort mtia
   mul mul_ multinomial multiply multiply_ musa mv mvlgamma mvlgamma_ name names nan_to_num nan_to_num_ nanmean nanmedian nanquantile nansum narrow
   narrow_copy nbytes ndim ndimension ne ne_ neg neg_ negative negative_ nelement new new_empty new_empty_strided new_full new_ones new_tensor
   new_zeros nextafter nextafter_ nonzero nonzero_static norm normal_ not_equal not_equal_ npu numel numpy orgqr ormqr outer output_nr permute
   pin_memory pinverse polygamma polygamma_ positive potrf potri potrs pow pow_ prelu prod pstrf put put_ q_per_channel_axis q_per_channel_scales
   q_per_channel_zero_points q_scale q_zero_point qr qscheme quantile rad2deg rad2deg_ random_ ravel real reciprocal reciprocal_ record_stream
   refine_names register_hook register_post_accumulate_grad_hook reinforce relu relu_ remainder remainder_ rename rename_ renorm renorm_ repeat
   repeat_interleave requires_grad requires_grad_ reshape reshape_as resize resize_ resize_as resize_as_ resize_as_sparse_ resolve_conj resolve_neg
   retain_grad retains_grad roll rot90 round round_ row_indices rsqrt rsqrt_ scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_
   select select_scatter set_ sgn sgn_ shape share_memory_ short sigmoid sigmoid_ sign sign_ signbit sin sin_ sinc sinc_ sinh sinh_ size slice_inverse
   slice_scatter slogdet smm softmax solve sort sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ split split_with_sizes sqrt
   sqrt_ square square_ squeeze squeeze_ sspaddmm std stft storage storage_offset storage_type stride sub sub_ subtract subtract_ sum sum_to_size svd
   swapaxes swapaxes_ swapdims swapdims_ symeig t t_ take take_along_dim tan tan_ tanh tanh_ tensor_split tile to to_dense to_mkldnn to_padded_tensor
   to_sparse to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc to_sparse_csr tolist topk trace transpose transpose_ triangular_solve tril tril_
   triu triu_ trtrs true_divide true_divide_ trunc trunc_ type type_as unbind unflatten unfold uniform_ unique unique_consecutive unsafe_chunk
   unsafe_split unsafe_split_with_sizes unsqueeze unsqueeze_ untyped_storage values var vdot view view_as volatile vsplit where xla xlogy xlogy_ xpu
   zero_`.split(/\s+/),
);

/** What code expects of a tensor that is a module's, NumPy's or TensorFlow's: functions of torch that are no methods, methods of other arrays. */
const OF_OTHERS: ReadonlySet<string> = new Set(
  `nn functional optim zeros ones rand randn randint randperm arange linspace eye full empty tensor from_numpy cat concat concatenate stack hstack vstack dstack
   einsum meshgrid Linear Tensor astype append tofile tobytes copy get_shape set_shape`.split(/\s+/),
);

/** Long enough that a name of one letter more, less or another is a slip, and no name of its own. */
const SHORTEST_SLIP = 5;

/** A name that tensors have not, but one that is written like it, or that something else has: nobody gives it to a tensor. */
export const isSlip = (name: string): boolean => !NAMES.has(name) && (OF_OTHERS.has(name) || isNearly(name));

/** Other letters for those of `mT` and `mH`, which are too short for what follows. */
const TRANSPOSED = /^[a-z]{1,2}[TH]$/;

/** A method of three letters in the plural: `x.sums(dim=1)`. */
const PLURAL = /^[a-z]{3}s$/;

function isNearly(name: string): boolean {
  if (TRANSPOSED.test(name) || (PLURAL.test(name) && NAMES.has(name.slice(0, -1)))) return true;
  if (name.length < SHORTEST_SLIP || name.startsWith('_')) return false;
  for (let i = 0; i <= name.length; i++) {
    const [before, after] = [name.slice(0, i), name.slice(i)];
    if (
      NAMES.has(before + after.slice(1)) ||
      NAMES.has(before + after.charAt(1) + after.charAt(0) + after.slice(2))
    )
      return true;
    for (const letter of LETTERS)
      if (NAMES.has(before + letter + after) || NAMES.has(before + letter + after.slice(1))) return true;
  }
  return false;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz_0123456789'];

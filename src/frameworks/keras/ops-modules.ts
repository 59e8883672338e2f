/** `keras.ops.nn` and `keras.ops.linalg`: functions of `keras.ops` under the names of their families (keras/ops/nn/__init__.py). */
import { moduleOf, type Value } from '../parts.ts';

const MODULES: Readonly<Record<string, string>> = {
  nn: `adaptive_average_pool adaptive_max_pool average_pool batch_normalization binary_crossentropy categorical_crossentropy celu conv conv_transpose
    ctc_decode ctc_loss depth_to_space depthwise_conv dot_product_attention elu fold gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh
    layer_normalization leaky_relu log_sigmoid log_softmax max_pool moments multi_hot normalize one_hot polar psnr relu relu6 rms_normalization selu
    separable_conv sigmoid silu soft_shrink softmax softplus softsign space_to_depth sparse_categorical_crossentropy sparse_plus sparse_sigmoid sparsemax
    squareplus swish tanh_shrink threshold unfold`,
  linalg:
    'cholesky cholesky_inverse det eig eigh inv jvp lstsq lu_factor matrix_rank norm pinv qr solve solve_triangular svd',
};

/** What is not modelled in `keras.ops` is not known here either. */
export function opsModules(functions: Readonly<Record<string, () => Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(MODULES).map(([name, members]) => {
      const known = members.split(/\s+/).flatMap(member => {
        const made = functions[member];
        return made ? [[member, made] as const] : [];
      });
      return [name, moduleOf(`keras.ops.${name}`, Object.fromEntries(known))];
    }),
  );
}

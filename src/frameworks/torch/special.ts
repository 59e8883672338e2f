import { define, defineOpen, type FunctionTable } from '../array/operation.ts';
import { binary, unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';

/** torch.special: https://docs.pytorch.org/docs/stable/special.html */
export const SPECIAL: FunctionTable = {
  ...defineOpen(
    `airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1
     scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0 digamma entr erf erfc erfcx erfinv exp2 expit expm1 gammaln i0 i0e i1 i1e log1p log_ndtr logit ndtr ndtri
     psi round sinc multigammaln`,
    'input, *args',
    unary('to-float'),
  ),
  ...defineOpen(
    `xlogy xlog1py zeta gammainc gammaincc chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w
     hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p shifted_chebyshev_polynomial_t
     shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w`,
    'input, other',
    binary('to-float'),
  ),
  ...defineOpen('softmax log_softmax', 'input, dim, dtype=None', keepingAxis('to-float')),
  logsumexp: define('input, dim, keepdim=False, *, out=None', reduction('to-float')),
};

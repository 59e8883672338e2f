/** Sparse matrices: few of their numbers are stored. https://docs.scipy.org/doc/scipy/reference/sparse.html */
import { instance, opaqueClass } from '../array/opaque.ts';
import { type Behaviour, type Call, type NativeValue, nativeFunction, tensor, type Value } from '../parts.ts';

const SPARSE = opaqueClass({ qualified: 'scipy.sparse.csr_matrix', framework: 'numpy' });

/** `toarray()` gives all its numbers. */
export function sparse({ host, site }: Pick<Call, 'host' | 'site'>, dense: Value): NativeValue {
  const behaviour: Behaviour = {
    attribute: (inner, member, at) => {
      if (member === 'toarray' || member === 'todense')
        return nativeFunction(`csr_matrix.${member}`, call =>
          dense.kind === 'tensor' ? tensor(call.host, dense) : dense,
        );
      return member === 'shape' ? inner.attribute(dense, member, at) : undefined;
    },
  };
  return instance(host, SPARSE, site, behaviour);
}

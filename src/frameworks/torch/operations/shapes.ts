/** Axes made, moved, joined and cut. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */
import { countMethod } from '../../array/attributes.ts';
import { moveaxis, permute, swapaxes } from '../../array/axes.ts';
import { diagonal, takeDiagonal } from '../../array/creators.ts';
import { define, defineAll, type FunctionTable } from '../../array/operation.ts';
import { expand, repeatInterleave } from '../../array/repeating.ts';
import { flatten, ravel, squeeze, unflatten, unsqueeze } from '../../array/reshaping.ts';
import { narrow, select } from '../../array/slicing.ts';
import { chunk, unbind } from '../../array/splitting.ts';
import { flip, renorm, roll } from '../moves.ts';
import { tensorSplit } from '../splitting.ts';
import { permuting, reversing, swapping } from '../strides.ts';
import { matrixTranspose } from '../transposed.ts';

export const SHAPES: FunctionTable = {
  flip: define('input, dims: shape', flip),
  roll: define('input, shifts: ints, dims: ints=None', roll),
  renorm: define('input, p: number, dim: int, maxnorm: number, *, out=None', renorm),
  flatten: define('input, start_dim: int=0, end_dim: int=-1', flatten),
  ravel: define('input', ravel),
  unflatten: define('input, dim: int, sizes: shape', unflatten),
  squeeze: define('input, dim: ints=...', squeeze),
  unsqueeze: define('input, dim: int', unsqueeze),
  transpose: define('input, dim0: int, dim1: int', swapping(swapaxes)),
  swapdims: define('input, dim0: int, dim1: int', swapping(swapaxes)),
  swapaxes: define('input, axis0: int, axis1: int', swapping(swapaxes)),
  ...defineAll(['movedim', 'moveaxis'], 'input, source: ints, destination: ints', moveaxis),
  permute: define('input, dims: shape', permuting(permute)),
  t: define('input', reversing(matrixTranspose)),
  broadcast_to: define('input, size: shape', expand),
  repeat_interleave: define('input, repeats: count, dim: int=None, *, output_size=None', repeatInterleave),
  chunk: define('input, chunks: int, dim: int=0', chunk),
  tensor_split: define(
    'input, indices_or_sections=None, dim: int=0, *, sections: int=..., indices=None',
    tensorSplit,
  ),
  unbind: define('input, dim: int=0', unbind),
  narrow: define('input, dim: int, start: int, length: int', narrow),
  select: define('input, dim: int, index: int', select),
  diag: define('input, diagonal: int=0, *, out=None', diagonal),
  diagonal: define('input, offset: int=0, dim1: int=0, dim2: int=1', takeDiagonal),
  numel: define('input', countMethod),
};

/** What a tensor's numbers are read into: a flat typed array (`data`, `dataSync`), nested arrays (`array`, `arraySync`). Promises count as what they hold. */
import { constantOf, product, type Shape, unknownDim } from '../../shapes/index.ts';
import {
  contentIn,
  type Dtype,
  type Host,
  int,
  integer,
  list,
  listOf,
  SOME_FLOAT,
  SOME_STRING,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';

/** One number of a tensor. */
function elementOf(dtype: Dtype | undefined, host: Host, site: TensorValue['source']['site']): Value {
  switch (dtype) {
    case 'float':
      return SOME_FLOAT;
    // Truth values are read as 0 and 1.
    case 'int':
    case 'bool':
      return integer(unknownDim());
    case 'string':
      return SOME_STRING;
    default:
      return host.unknown('a number of a tensor', site);
  }
}

/** `dataSync()`: as many numbers as the tensor has. */
export function flatContents(host: Host, self: TensorValue): Value {
  const shape = shapeOf(self);
  const { content, dtype } = self;
  if (content) return { ...list(content.map(number => int(number))), dtype };
  const element = elementOf(dtype, host, self.source.site);
  return { ...listOf({ element, length: shape && product(shape) }), dtype: dtype === 'bool' ? 'int' : dtype };
}

/** `arraySync()`: arrays of arrays, one level an axis; the number itself of a scalar. */
export function nestedContents(host: Host, self: TensorValue): Value {
  const shape = shapeOf(self);
  if (!shape) return host.unknown('the contents of a tensor', self.source.site);
  const content = contentIn(self);
  return content ? known(content, shape) : nested(shape, elementOf(self.dtype, host, self.source.site));
}

/** Arrays of arrays of this shape. */
export function nested([first, ...others]: Shape, element: Value): Value {
  return first ? listOf({ element: nested(others, element), length: first }) : element;
}

function known(content: readonly number[], [first, ...others]: Shape): Value {
  const count = first && constantOf(first);
  if (count === undefined) return int(content[0] ?? 0);
  const each = content.length / Math.max(count, 1);
  return list(
    Array.from({ length: count }, (_, i) => known(content.slice(i * each, (i + 1) * each), others)),
  );
}

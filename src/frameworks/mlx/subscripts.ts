/** `x[...]`: as NumPy's, but truth values choose nothing. https://ml-explore.github.io/mlx/build/html/usage/indexing.html */
import { indexTensor } from '../array/indexing.ts';
import { literalDtype } from '../array/operand.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import { type Argument, type Call, isFrameworkGuessed, itemsOf, shapeOf, type Value } from '../parts.ts';
import { MLX } from './flavour.ts';

/** What a function is given from nowhere may be an array of NumPy, which allows more. */
const isArray = (value: Value | undefined): boolean =>
  value?.kind === 'tensor' && !isFrameworkGuessed(value) && shapeOf(value) !== undefined;

const partsOf = ([, ...given]: readonly Argument[]): readonly Argument[] =>
  given.flatMap(argument => {
    const { value } = argument;
    const items = value.kind === 'list' && value.flavour === 'tuple' ? itemsOf(value) : undefined;
    return items ? items.map(item => ({ ...argument, value: item })) : [argument];
  });

const isMask = ({ value }: Argument): boolean =>
  value.kind === 'tensor' && literalDtype(value) === 'bool' && isArray(value);

export function indexed(call: Call): Value {
  const mask = isArray(call.args[0]?.value) ? partsOf(call.args).find(isMask) : undefined;
  if (!mask) return indexTensor(MLX, call);
  const scene: Scene = { host: call.host, framework: 'mlx', operation: 'indexing', site: call.site };
  return refuseArgument(scene, {
    parameter: 'index',
    aspect: 'type',
    allowed: 'integers, slices, None, ... and arrays of integers',
    given: 'an array of truth values',
    at: mask.at,
    says: 'boolean indices are not yet supported',
  });
}

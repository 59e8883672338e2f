/** Weights of a program's own, and what fills them. https://www.mindspore.cn/docs/en/master/api_python/mindspore/mindspore.Parameter.html, mindspore.common.initializer.html */
import { filled, fromData } from '../array/creators.ts';
import { opaqueClasses } from '../array/opaque.ts';
import { define, functionValue } from '../array/operation.ts';
import { as } from '../array/renaming.ts';
import { parameterTensor } from '../modules/weight-tensor.ts';
import { moduleOf, nativeFunction, shapeOf } from '../parts.ts';
import { MINDSPORE_NN } from './dialect.ts';
import { MINDSPORE } from './flavour.ts';

const toTensor = functionValue(
  { ...MINDSPORE, module: 'mindspore' },
  'Parameter',
  define('default_input, **kwargs', as({ data: 'default_input' }, fromData)),
);

/** `Parameter(data, name)`: a weight with the shape of its data, which may be a number, a list or an array too. */
export const Parameter = nativeFunction('mindspore.Parameter', call => {
  const { host, site } = call;
  const given = call.args.find(({ name }) => name === undefined || name === 'default_input');
  if (!given) return host.unknown('the data of a Parameter', site);
  const data = given.value.kind === 'tensor' ? given.value : host.call(toTensor, [given], site);
  return data.kind === 'tensor'
    ? parameterTensor(MINDSPORE_NN, host, shapeOf(data), site, [data])
    : host.unknown('the data of a Parameter', site);
});

const KINDS =
  'Constant Dirac HeNormal HeUniform Identity Initializer Normal One Orthogonal Sparse TruncatedNormal Uniform VarianceScaling XavierNormal XavierUniform Zero';

export const initializerModule = moduleOf('mindspore.common.initializer', {
  initializer: functionValue(
    { ...MINDSPORE, module: 'mindspore.common.initializer' },
    'initializer',
    define('init, shape=None, dtype=None', filled('float')),
  ),
  ...opaqueClasses('mindspore', 'mindspore.common.initializer', KINDS.split(' ')),
});

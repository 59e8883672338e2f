/** mlx.nn.init: functions that make functions which fill an array anew. https://ml-explore.github.io/mlx/build/html/python/nn/init.html */
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { moduleOf, type NativeFunction, nativeFunction } from '../parts.ts';
import { sceneOf } from './transforms.ts';

const NAMES =
  'constant normal uniform identity glorot_normal glorot_uniform he_normal he_uniform sparse orthogonal';

/** An array of the shape of the one that it is given. */
const filling = (name: string): NativeFunction =>
  nativeFunction(name, call => {
    const scene = sceneOf(call, name);
    const [first] = call.args;
    const like = first && takeTensor(scene, first.value, first.at, 'a');
    return like ? result(scene, like.shape, { dtype: 'float', role: 'data' }) : refused(scene);
  });

export const init = moduleOf(
  'mlx.nn.init',
  Object.fromEntries(
    NAMES.split(' ').map(name => [name, nativeFunction(`nn.init.${name}`, () => filling(`nn.init.${name}`))]),
  ),
);

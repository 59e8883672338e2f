/** `get_initial_state` of recurrent layers and cells: zeros for a batch. */
import { refuseArgument, refused } from '../../array/scene.ts';
import {
  asDim,
  bind,
  list,
  nativeFunction,
  shapeOf,
  signature,
  type TensorValue,
  tensor,
  type Value,
} from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import type { Options } from '../core/options.ts';
import { type Cell, cellStates } from './cells.ts';

/** Of Keras 3; there is no use for a dtype. */
const OF_CELLS = signature('batch_size=None');

/** `get_initial_state(batch_size)` in Keras 3, `get_initial_state(inputs)` before. */
export function initialStates({ scene, flavour }: Options, cell: Cell): Value {
  return nativeFunction(`${scene.operation}.get_initial_state`, call => {
    const inner = { ...scene, host: call.host, site: call.site };
    if (flavour.name === 'keras3' && bind(call, OF_CELLS, 'get_initial_state', flavour.framework).refused)
      return refused(inner);
    const [given] = call.args;
    const batch = given?.value.kind === 'tensor' ? shapeOf(given.value)?.[0] : given && asDim(given.value);
    const isWrong = flavour.name === 'keras3' && given?.value.kind === 'tensor' && hasAxes(given.value);
    if (given && isWrong) {
      return refuseArgument(inner, {
        parameter: 'batch_size',
        aspect: 'type',
        allowed: 'an integer: the batch size',
        at: given.at,
      });
    }
    const size = batch ?? call.host.freshSymbol('batch', call.site);
    const shapes = cellStates(cell, size);
    return list(
      shapes.map(({ shape }) =>
        tensor(call.host, {
          framework: 'keras',
          shape,
          dtype: 'float',
          source: { operation: 'get_initial_state', site: call.site },
        }),
      ),
    );
  });
}

/** Cells of Keras 2.0 to 2.2 leave their states to the layer that runs them. */
export const lacksStates = ({ name, lossClasses }: Flavour): boolean => name === 'keras2' && !lossClasses;

/** What a layer gives has axes, whatever its shape is. */
const hasAxes = (value: TensorValue) => value.source.layer !== undefined || (shapeOf(value)?.length ?? 0) > 0;

/**
 * `Embedding(..., weights=[matrix])` before Keras 3: arrays that a layer is given for its weights as soon as it has made them, at its first call.
 * Source: keras 2.2 engine/base_layer.py `__call__`, tf_keras/src/engine/base_layer.py `_maybe_build`.
 */
import { constantOf } from '../../../shapes/index.ts';
import { refuseArgument, type Scene } from '../../array/scene.ts';
import { itemsOf, shapeOf, type Value, type Weight } from '../../parts.ts';
import type { Options } from './options.ts';
import { misfitOfAny } from './set-weights.ts';

/** Whether they do not fit, which has then been stated. */
export function refusesInitialWeights(
  scene: Scene,
  options: Options,
  weights: readonly Weight[] | undefined,
): boolean {
  const given = options.given('weights')?.value;
  if (!given || given.kind === 'none' || !weights) return false;
  const arrays = given.kind === 'list' ? itemsOf(given) : rowsOf(given);
  const misfit = arrays && misfitOfAny(weights, arrays);
  if (!misfit) return false;
  refuseArgument(scene, {
    parameter: 'weights',
    aspect: 'value',
    at: scene.site,
    ...misfit,
    given:
      given.kind === 'tensor'
        ? `an array of ${arrays.length} rows, which are taken for as many arrays`
        : (misfit.given ?? scene.host.textOf(options.at('weights'))),
  });
  return true;
}

/** An array in the place of a list is taken for a list of its rows. */
function rowsOf(value: Value): readonly Value[] | undefined {
  const [first, ...row] = (value.kind === 'tensor' && shapeOf(value)) || [];
  const count = first && constantOf(first);
  if (value.kind !== 'tensor' || count === undefined || count > MOST_ROWS) return undefined;
  return Array.from({ length: count }, () => ({ ...value, shape: row, content: undefined }));
}

const MOST_ROWS = 100_000;

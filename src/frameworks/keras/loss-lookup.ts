/** `keras.losses.get`. Source: keras/src/losses/__init__.py, and keras/losses.py of Keras 2 */
import { refuseArgument, refused, scenesOf } from '../array/scene.ts';
import { asString, bind, type Call, nativeFunction, signature, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { FIRST_LOSSES, hasFirstLosses } from './loss-arrays.ts';
import { isLossName } from './loss-signatures.ts';
import { isNoLoss } from './models/compiled-names.ts';

/**
 * `get('mse')` is the function, `get('MeanSquaredError')` an instance of the class, as `get(MeanSquaredError)` is; None is None, and anything else is
 * what it is. `member`: a loss of the module.
 */
export const getLoss = (flavour: Flavour, member: (name: string) => Value): Value =>
  nativeFunction('keras.losses.get', call => {
    const { host, site } = call;
    const bound = bind(call, signature('identifier'), 'keras.losses.get', flavour.framework);
    const scene = scenesOf(flavour.framework)(call, 'keras.losses.get');
    if (bound.refused) return refused(scene);
    const given = bound.given('identifier');
    if (!given) return host.unknown('the loss', site);
    const { value, at } = given;
    if (flavour.name === 'keras3' && namesNoLoss(call, value))
      return refuseArgument(scene, {
        parameter: 'identifier',
        aspect: 'value',
        allowed: "the name of a loss, such as 'mse', or a loss",
        at,
        says: 'Could not interpret loss identifier:',
      });
    const name = asString(value);
    // A program of Keras 2.0 to 2.2 may have set losses of other names in the module.
    const isOther = name !== undefined && hasFirstLosses(flavour, host) && !FIRST_LOSSES.has(name);
    if (name !== undefined && !isOther && isLossName(flavour, name)) return made(call, member(name));
    if (value.kind === 'native-class') return made(call, value);
    return value.kind === 'string' || value.kind === 'dict' || value.kind === 'list'
      ? host.unknown('the loss', site)
      : value;
  });

const made = ({ host, site }: Call, loss: Value): Value =>
  loss.kind === 'native-class' ? host.call(loss, [], site) : loss;

/** A name that there is not, or what cannot be called. */
const namesNoLoss = ({ host }: Call, value: Value): boolean => isNoLoss(host, value) || value.kind === 'list';

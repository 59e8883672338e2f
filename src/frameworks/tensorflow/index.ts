/** TensorFlow: `tensorflow.keras` and the functions of tensors. */

import { legacyFlavour, TENSORFLOW_EDITIONS, tensorflowFlavour } from '../keras/core/flavour.ts';
import { kerasModule } from '../keras/module.ts';
import { tensorBehaviourOf } from '../keras/tensors.ts';
import { type Framework, moduleOf } from '../parts.ts';
import { tensorflowMembers } from './functions.ts';
import { withVersion1 } from './version1.ts';

export const tensorflow: Framework = {
  name: 'tensorflow',
  modules: {
    tensorflow: host => {
      const keras = kerasModule(tensorflowFlavour(host));
      const compat = moduleOf('tensorflow.compat', {
        v1: moduleOf('tensorflow.compat.v1', { keras, ...withVersion1(tensorflowMembers(true), keras) }),
      });
      const isFirst = host.version('tensorflow').major < 2;
      // What stands within TensorFlow has stayed as it was when Keras 3 came, and with nothing to import in it: code that takes from there is older.
      const python = moduleOf('tensorflow.python', { keras: isFirst ? keras : kerasModule(legacyFlavour()) });
      const own = tensorflowMembers(isFirst);
      const members = isFirst ? withVersion1(own, keras) : own;
      return moduleOf('tensorflow', { keras, python, compat, ...members });
    },
  },
  tensors: tensorBehaviourOf('tensorflow'),
  editions: TENSORFLOW_EDITIONS,
};

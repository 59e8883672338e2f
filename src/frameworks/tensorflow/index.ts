/** TensorFlow: `tensorflow.keras` and the functions of tensors. */

import { tensorflowFlavour } from '../keras/core/flavour.ts';
import { kerasModule } from '../keras/module.ts';
import { tensorBehaviourOf } from '../keras/tensors.ts';
import { type Framework, moduleOf } from '../parts.ts';
import { tensorflowMembers } from './functions.ts';

export const tensorflow: Framework = {
  name: 'tensorflow',
  modules: {
    tensorflow: host => {
      const keras = kerasModule(tensorflowFlavour(host));
      const python = moduleOf('tensorflow.python', { keras });
      const compat = moduleOf('tensorflow.compat', {
        v1: moduleOf('tensorflow.compat.v1', { keras, ...tensorflowMembers() }),
      });
      return moduleOf('tensorflow', { keras, python, compat, ...tensorflowMembers() });
    },
  },
  tensors: tensorBehaviourOf('tensorflow'),
};

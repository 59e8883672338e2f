/**
 * Functions of TensorFlow that are given a symbolic tensor of Keras 3: outside of a layer's code they refuse it, as there is no tensor that could be made
 * of it (`__tf_tensor__` in keras/src/backend/common/keras_tensor.py). Recorded of all functions that are known here; those of `keras.backend` in
 * `tensorflow.keras` are such functions too.
 */
import type { Flavour } from '../array/flavour.ts';
import { refuseArgument } from '../array/scene.ts';
import { type Argument, type Call, type NativeFunction, signature, type Value } from '../parts.ts';
import { tensorsIn } from './core/graph.ts';
import { flavourOf } from './core/graph-flavour.ts';
import { isWithinLayer } from './core/within-layer.ts';

/** What only looks at what it is given. */
const LOOKING = new Set(['is_tensor', 'is_symbolic_tensor', 'get_value', 'eval']);

/** What says so in words of its own. */
const OTHER_WORDS = new Set([
  'tf.constant',
  'tf.numpy_function',
  ...'mean concatenate dot softmax repeat repeat_elements ndim cast_to_floatx'
    .split(' ')
    .map(name => `keras.backend.${name}`),
]);

const SAYS = 'A KerasTensor cannot be used as input to a TensorFlow function.';

/** The function, which runs only what is no symbolic tensor of Keras 3. `text`: its parameters. */
export function refusingSymbolic(
  plain: NativeFunction,
  { framework, module }: Flavour,
  name: string,
  text: string,
): NativeFunction {
  if ((framework !== 'tensorflow' && module !== 'keras.backend') || LOOKING.has(name)) return plain;
  return {
    ...plain,
    invoke: call => {
      const at = call.args.findIndex(isSymbolic);
      const given = isWithinLayer() ? undefined : call.args[at];
      return given ? refuse(call, given, at) : plain.invoke(call);
    },
  };

  function refuse({ host, site }: Call, given: Argument, at: number): Value {
    return refuseArgument(
      { host, framework, operation: plain.name, site },
      {
        parameter: given.name ?? signature(text).parameters[at]?.name ?? 'input',
        aspect: 'type',
        allowed:
          'made of tensors that have values, not of symbolic ones, which only layers and `keras.ops` take',
        at: given.at,
        ...(!OTHER_WORDS.has(plain.name) && { says: SAYS }),
      },
    );
  }
}

const isSymbolic = ({ value }: Argument): boolean =>
  tensorsIn(value).some(tensor => tensor.graph === true && flavourOf(tensor)?.name === 'keras3');

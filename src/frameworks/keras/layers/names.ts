/** Names that constructors look up: an activation or initialiser that Keras does not know is refused where the layer is made. */
import { attachedToRun, type Host, type Value } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import type { Options } from '../core/options.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const COMMON_ACTIVATIONS = words(
  'elu exponential hard_sigmoid linear relu selu sigmoid softmax softplus softsign tanh',
);

/** The names in each version's own table: keras/src/activations, tf_keras/src/activations.py, tfjs-layers/src/activations.ts. */
export const ACTIVATIONS: Readonly<Record<FlavourName, readonly string[]>> = {
  keras3: [
    ...COMMON_ACTIVATIONS,
    ...words(`celu gelu glu hard_shrink hard_silu hard_swish hard_tanh leaky_relu log_sigmoid log_softmax mish relu6 silu soft_shrink
      sparse_plus sparse_sigmoid sparsemax squareplus swish tanh_shrink threshold`),
  ],
  tf_keras: [...COMMON_ACTIVATIONS, ...words('gelu leaky_relu log_softmax mish relu6 silu swish softmax_v2')],
  tf1: [...COMMON_ACTIVATIONS, ...words('swish gelu relu6 leaky_relu')],
  keras2: COMMON_ACTIVATIONS,
  tfjs: words(
    'elu hardSigmoid linear relu relu6 selu sigmoid softmax softplus softsign tanh swish mish gelu gelu_new logSoftmax',
  ),
};

const INITIALIZERS = words(
  `constant glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform normal one ones orthogonal
   random_normal random_uniform stft truncated_normal uniform variance_scaling zero zeros`,
);

/** tfjs-layers/src/initializers.ts; the classes' names are taken too. */
const INITIALIZERS_OF_TFJS = words(
  `constant glorotNormal glorotUniform heNormal heUniform identity leCunNormal leCunUniform ones orthogonal randomNormal randomUniform
   truncatedNormal varianceScaling zeros`,
);

/** Hosts of programs that register objects of their own under names: there no name is certainly unknown. */
const customNames = attachedToRun<Host, boolean>(false, (a, b) => a || b);

export const allowCustomNames = (host: Host): void => host.write(customNames.place(host), true);

export const takesCustomNames = customNames.of;

/** The activation's name, after the check. */
export function checkActivation(options: Options, parameter: string): string {
  const value = options.value(parameter);
  const name = options.text(parameter);
  const allowed = "the name of an activation, such as 'tanh'";
  if (isWrongType(value) && options.flavour.name !== 'tfjs') options.refuse(parameter, allowed, 'type');
  else if (name !== undefined && isUnknown(options, name, ACTIVATIONS[options.flavour.name]))
    options.refuse(parameter, allowed);
  return name ?? (value.kind === 'none' ? 'linear' : (functionName(options, value) ?? 'unknown'));
}

/** `keras.activations.relu`, `tf.nn.relu` */
function functionName({ flavour }: Options, value: Value): string | undefined {
  const name = value.kind === 'native-function' ? value.name.split('.').at(-1) : undefined;
  return name !== undefined && ACTIVATIONS[flavour.name].includes(name) ? name : undefined;
}

/** `LSTM(10, True)` */
const isWrongType = (value: Value) =>
  value.kind === 'bool' || value.kind === 'number' || value.kind === 'list';

/** Names of classes (`ReLU`) are left alone. */
function isUnknown(options: Options, name: string, known: readonly string[]): boolean {
  return /^[a-z\d]\w*$/.test(name) && !known.includes(name) && !takesCustomNames(options.scene.host);
}

/** Checks all initialisers that are given. */
export function checkInitializers(options: Options): void {
  const [known, example] =
    options.flavour.name === 'tfjs'
      ? [INITIALIZERS_OF_TFJS, 'glorotUniform']
      : [INITIALIZERS, 'glorot_uniform'];
  for (const parameter of options.bound.names) {
    const name =
      /initializer$/i.test(parameter) && options.given(parameter) ? options.text(parameter) : undefined;
    const plain = name?.replace(/V2$/, '');
    if (plain !== undefined && isUnknown(options, plain, known))
      options.refuse(parameter, `the name of an initializer, such as '${example}'`);
  }
}

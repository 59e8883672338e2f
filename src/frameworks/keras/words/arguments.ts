/** What constructors of layers raise of their arguments. */
import type { ArgumentConflict } from '../../parts.ts';
import { pythonWords } from '../../words/python.ts';
import type { FlavourName } from '../core/flavour.ts';

/** `flavour` is known of what layers check themselves, not of what Python does when it binds a call. */
export function argumentWords(
  conflict: ArgumentConflict,
  flavour: FlavourName | undefined,
): string | undefined {
  const { aspect } = conflict;
  if (aspect === 'unknown') return flavour && unknownWords(conflict, flavour);
  if (aspect === 'value' || aspect === 'type') return flavour && valueWords(conflict, flavour);
  // Keras 3 binds the arguments of calls by itself, and says so otherwise.
  return conflict.layer && aspect === 'missing' ? undefined : pythonWords(conflict);
}

function unknownWords({ operation, parameter }: ArgumentConflict, flavour: FlavourName): string | undefined {
  if (flavour === 'tfjs') return undefined;
  return flavour === 'keras3'
    ? `Unrecognized keyword arguments passed to ${operation}: {'${parameter}'`
    : `('Keyword argument not understood:', '${parameter}')`;
}

function valueWords(conflict: ArgumentConflict, flavour: FlavourName): string | undefined {
  const { parameter } = conflict;
  if (/^(input_shape|batch_shape|batch_input_shape|shape)$/.test(parameter))
    return shapeWords(conflict, flavour);
  if (parameter === 'units') return unitsWords(conflict, flavour);
  if (/activation$/.test(parameter)) return activationWords(conflict, flavour);
  if (/initializer$/.test(parameter)) return initializerWords(conflict, flavour);
  return OTHERS[flavour]?.[parameter]?.(conflict);
}

/** A number where a tuple is needed. */
function shapeWords(conflict: ArgumentConflict, flavour: FlavourName): string | undefined {
  const given = givenOf(conflict);
  if (!/^\d+$/.test(given)) return undefined;
  if (flavour === 'keras3') return `Cannot convert '${given}' to a shape.`;
  return flavour === 'keras2' || flavour === 'tf_keras' ? "'int' object is not iterable" : undefined;
}

const recurrent = /^(LSTM|GRU|SimpleRNN)(Cell)?$/;

function unitsWords(conflict: ArgumentConflict, flavour: FlavourName): string | undefined {
  const { operation, aspect } = conflict;
  const given = givenOf(conflict);
  if (flavour === 'tfjs') {
    const printed = given.replace(/^'(.*)'$/, '"$1"');
    return /^(-?\d+|"[^"]*")$/.test(printed)
      ? `Expected units to be a positive integer, but got ${printed}.`
      : undefined;
  }
  const isNew = flavour === 'keras3' || flavour === 'tf_keras';
  if (aspect === 'type' && flavour === 'tf_keras' && recurrent.test(operation)) return comparedWords(given);
  if (aspect !== 'value' || !isNew || !/^-?\d+$/.test(given)) return undefined;
  if (recurrent.test(operation))
    return `Received an invalid value for argument \`units\`, expected a positive integer, got ${given}.`;
  return operation === 'Dense'
    ? `Received an invalid value for \`units\`, expected a positive integer. Received: units=${given}`
    : undefined;
}

/** What `units <= 0` and the shape of a weight make of what is no whole number. */
function comparedWords(given: string): string | undefined {
  if (/^\d+\.\d*$/.test(given))
    return `Dimension value must be integer or None or have an __index__ method, got value '${given}' with type '<class 'float'>'`;
  const type =
    given === 'None'
      ? 'NoneType'
      : /^['"]/.test(given)
        ? 'str'
        : /^\(.*,.*\)$/.test(given)
          ? 'tuple'
          : undefined;
  return type && `'<=' not supported between instances of '${type}' and 'int'`;
}

function activationWords(conflict: ArgumentConflict, flavour: FlavourName): string | undefined {
  const name = textOf(conflict);
  switch (flavour) {
    case 'keras3':
      return `Could not interpret activation function identifier: ${name ?? givenOf(conflict)}`;
    case 'tf_keras':
      return name === undefined
        ? `Could not interpret activation function identifier: ${givenOf(conflict)}`
        : 'Unknown activation function';
    case 'keras2':
      return name === undefined ? undefined : `Unknown activation function:${name}`;
    default:
      return undefined;
  }
}

function initializerWords(conflict: ArgumentConflict, flavour: FlavourName): string | undefined {
  const name = textOf(conflict);
  if (name === undefined) return undefined;
  if (flavour === 'keras3') return `Could not interpret initializer identifier: ${name}`;
  return flavour === 'keras2' ? `Unknown initializer: ${name}` : undefined;
}

type Words = Readonly<Record<string, (conflict: ArgumentConflict) => string | undefined>>;

const MODES = 'Merge mode should be one of {"sum", "mul", "ave", "concat", None}';
const receivedMode = (conflict: ArgumentConflict) =>
  `Invalid merge mode. Received: ${textOf(conflict) ?? '…'}. ${MODES}`;
const whole = (text: string) => (): string => text;
const NO_INTEGER = whole('Expected an integer value for `n`');
const BATCH_SIZE = whole('If a RNN is stateful, it needs to know its batch size.');
const ONE_OUTPUT = 'All layers in a Sequential model should have a single output tensor.';
const NO_LAYER = 'The added layer must be an instance of class Layer.';

/** What `Sequential` says of an item, which is refused for one of two reasons. */
const itemWords = ({ operation, aspect }: ArgumentConflict) =>
  operation === 'Sequential' ? (aspect === 'type' ? NO_LAYER : ONE_OUTPUT) : undefined;

const cellWords =
  (words: string) =>
  ({ operation, allowed }: ArgumentConflict) =>
    operation === 'RNN' && allowed?.includes('state_size') ? words : undefined;

const OTHERS: Readonly<Partial<Record<FlavourName, Words>>> = {
  keras3: {
    merge_mode: receivedMode,
    n: NO_INTEGER,
    cell: cellWords(
      'The RNN cell should have a `state_size` attribute (single integer or list of integers, one integer per RNN state).',
    ),
    stateful: whole('When using `stateful=True` in a RNN, the batch size must be static.'),
    backward_layer: ({ allowed }) =>
      allowed?.includes('go_backwards')
        ? 'Forward layer and backward layer should have different `go_backwards` value.'
        : 'Forward layer and backward layer are expected to have the same value for attribute',
    layer: ({ operation, aspect }) =>
      operation === 'TimeDistributed' && aspect === 'type'
        ? 'Please initialize `TimeDistributed` layer with a `keras.layers.Layer` instance.'
        : undefined,
  },
  tf_keras: {
    merge_mode: receivedMode,
    n: NO_INTEGER,
    stateful: BATCH_SIZE,
    unroll: whole('Unrolling requires a fixed number of timesteps.'),
    layer: itemWords,
    cell: cellWords(
      'The RNN cell should have a `state_size` attribute (tuple of integers, one integer per RNN state).',
    ),
  },
  keras2: {
    merge_mode: whole(`Invalid merge mode. ${MODES}`),
    stateful: BATCH_SIZE,
    unroll: whole('Cannot unroll a RNN if the time dimension is undefined or equal to 1.'),
    layer: itemWords,
    cell: cellWords(
      'The RNN cell should have an attribute `state_size` (tuple of integers, one integer per RNN state).',
    ),
    cells: whole('All cells must have a `state_size` attribute.'),
  },
  tfjs: { resetAfter: whole('GRUCell does not support reset_after parameter set to true.') },
};

/** The value of `units=-1` and of `units: -1`. */
function givenOf({ given = '', parameter }: ArgumentConflict): string {
  const text = given.trim();
  const name = new RegExp(`^${parameter}\\s*[=:]\\s*`);
  return text.replace(name, '');
}

/** A string as it was written, without its quotes. */
function textOf(conflict: ArgumentConflict): string | undefined {
  return /^(['"])([^'"]*)\1$/.exec(givenOf(conflict))?.[2];
}

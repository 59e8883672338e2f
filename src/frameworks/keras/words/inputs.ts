/** What layers and models raise of their inputs (`assert_input_compatibility` of `input_spec.py`, `base_layer.py` in Keras 2). */
import type { Shape } from '../../../shapes/index.ts';
import { kerasIncompatible } from '../../../words/index.ts';
import type { RankConflict, SizeConflict } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { joinedText, tupleText } from './text.ts';

const isOld = (flavour: FlavourName): boolean => flavour === 'keras2' || flavour === 'tfjs';

const EXACT =
  /^(LSTM|GRU|SimpleRNN|RNN|ConvLSTM[123]D|RepeatVector|Permute|Bidirectional|(Global)?(Max|Average)Pooling[123]D|UpSampling[123]D|ZeroPadding[123]D|Cropping[123]D|SpatialDropout[123]D)$/;
const CONVOLUTION = /^(Separable)?Conv[123]D(Transpose)?$/;
const MODEL = /^(Sequential|Functional|Model)$/;

export function rankWords(conflict: RankConflict, flavour: FlavourName): string | undefined {
  const { operation, input, ranks } = conflict;
  const { shape } = input;
  const [rank] = ranks;
  // What Keras asks of one step inside of a TimeDistributed fails before the layer sees it.
  if (!shape || rank === undefined || input.tensor?.source.operation === 'one step') return undefined;
  if (operation === 'TimeDistributed') return distributedWords(shape, flavour);
  if (MODEL.test(operation)) return dataRankWords(conflict, shape, rank, flavour);
  const expected = expectedRank(operation, rank, flavour);
  // Data of a model that is being traced has no batch size.
  const isTraced = flavour !== 'keras3' && input.tensor?.graph !== true;
  const received = isTraced ? '' : ` Full shape received: ${tupleText(shape)}`;
  const found = `${expected}, found ndim=${shape.length}`;
  return expected && kerasIncompatible(found, received, isOld(flavour));
}

function expectedRank(operation: string, rank: number, flavour: FlavourName): string | undefined {
  if (operation === 'Dense') return 'expected min_ndim=2';
  if (CONVOLUTION.test(operation))
    return isOld(flavour) ? `expected ndim=${rank}` : `expected min_ndim=${rank}`;
  return EXACT.test(operation) ? `expected ndim=${rank}` : undefined;
}

function distributedWords(shape: Shape, flavour: FlavourName): string | undefined {
  if (flavour === 'tfjs')
    return `TimeDistributed layer expects an input shape >= 3D, but received input shape [${joinedText(shape, 'null')}]`;
  return flavour === 'keras2' || flavour === 'tf1'
    ? undefined
    : `with at least 3 dimensions, received: ${tupleText(shape)}`;
}

/** Data that a model gets; tf_keras hands it on to the first layer. */
function dataRankWords(
  { wanted }: RankConflict,
  shape: Shape,
  rank: number,
  flavour: FlavourName,
): string | undefined {
  switch (flavour) {
    case 'keras3': {
      const declared = wanted ? `Expected shape ${tupleText(wanted)}, ` : '';
      return `${declared}but input has incompatible shape ${tupleText(shape)}`;
    }
    case 'keras2':
      return `expected … to have ${rank} dimensions, but got array with shape ${tupleText(shape)}`;
    case 'tfjs':
      return `expected … to have ${rank} dimension(s)`;
    default:
      return undefined;
  }
}

const BATCH =
  'If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the initial state.';

export function sizeWords(conflict: SizeConflict, flavour: FlavourName): string | undefined {
  const { operation, input, axis, expected, layer, parameter } = conflict;
  const { shape } = input;
  if (!shape) return undefined;
  const isLast = axis === shape.length - 1;
  if (operation === 'Dense' && isLast)
    return lastAxisWords(shape, tupleText([expected]).slice(1, -2), flavour);
  const isStateful = layer?.layer?.flags.get('stateful') !== false;
  if (/^(LSTM|GRU|SimpleRNN)$/.test(operation) && isLast && !isStateful && !input.tensor?.graph)
    return recurrentWords(shape, expected, flavour);
  if (axis === 0 && flavour === 'keras3' && isStateful && parameter === 'batch_size') return BATCH;
  if (MODEL.test(operation) && flavour === 'keras2')
    return `Error when checking input: … but got array with shape ${tupleText(shape.slice(1))}`;
  return undefined;
}

function lastAxisWords(shape: Shape, expected: string, flavour: FlavourName): string | undefined {
  const wanted = `expected axis -1 of input shape to have value ${expected}`;
  if (flavour === 'keras3') return `${wanted}, but received input with shape ${tupleText(shape)}`;
  return flavour === 'tfjs' ? `${wanted} but got shape ${joinedText(shape, '')}` : undefined;
}

/** Keras 3 does not look at it, and finds out when the cell multiplies. */
function recurrentWords(shape: Shape, expected: Shape[number], flavour: FlavourName): string | undefined {
  const features = tupleText([expected]).slice(1, -2);
  if (flavour === 'tf_keras' || flavour === 'keras2')
    return `expected shape=(None, None, ${features}), found shape=${tupleText(shape)}`;
  return flavour === 'tfjs'
    ? `expected shape=,,${features}, found shape=${joinedText(shape, '')}`
    : undefined;
}

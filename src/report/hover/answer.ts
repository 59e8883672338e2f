/** The first line of a layer's hover: what goes in and what comes out, and where no call says so, what the constructor does. */
import { constantOf, type Dim, printDim, printShape, type Shape } from '../../shapes/index.ts';
import type { LayerFacet, NativeValue } from '../../values/index.ts';
import { countText, shapesText } from '../shape-text.ts';

export interface Ends {
  readonly inputs: readonly (Shape | undefined)[];
  readonly outputs: readonly (Shape | undefined)[];
}

/** What a layer says of its ends before anything is put in; undefined: nothing. */
interface Promised {
  readonly input: string | undefined;
  readonly output: string | undefined;
}

/** 'LSTM: (batch, 8, 8) → (batch, 10)', 'Linear: (…, 256) → (…, 6000)'; of a layer of which no shape is known, its sizes. */
export function answerLine(layer: NativeValue, ends?: Ends): string {
  const facet = layer.layer;
  if (!facet) return layer.class.name;
  const { inputs, outputs } = ends ?? facet.built.value;
  const promised = promisedBy(facet);
  if (!isAnyKnown(inputs) && !isAnyKnown(outputs)) return withoutCall(facet, promised);
  const [into, out] = [sideText(inputs, promised?.input), sideText(outputs, promised?.output)];
  return `${facet.type}: ${into} → ${out}`;
}

/** '(batch, 8, 8) → (batch, 10)'; undefined where neither is known. */
export function endsText({ inputs, outputs }: Ends): string | undefined {
  if (!isAnyKnown(inputs) && !isAnyKnown(outputs)) return undefined;
  return `${shapesText(inputs)} → ${shapesText(outputs)}`;
}

function isAnyKnown(shapes: readonly (Shape | undefined)[]): boolean {
  return shapes.some(shape => shape !== undefined);
}

function sideText(shapes: readonly (Shape | undefined)[], promised: string | undefined): string {
  return isAnyKnown(shapes) || promised === undefined ? shapesText(shapes) : promised;
}

function withoutCall(facet: LayerFacet, promised: Promised | undefined): string {
  const { type, recurrent } = facet;
  if (recurrent || !promised?.input || !promised.output) return sizesLine(facet);
  return `${type}: ${promised.input} → ${promised.output}`;
}

/** 'LSTM: 8 features → 10 units', 'Conv1d: 3 channels → 16 channels'. */
function sizesLine({ type, units, built }: LayerFacet): string {
  const { inputSize } = built.value;
  if (!units) return type;
  if (constantOf(units) === undefined) return `${type} with ${countText(units)} as its number of units`;
  const [from, to] = /conv/i.test(type) && !/lstm/i.test(type) ? CHANNELS : FEATURES;
  const out = `${countText(units)} ${to}`;
  return inputSize ? `${type}: ${countText(inputSize)} ${from} → ${out}` : `${type}: ${out}`;
}

const FEATURES = ['features', 'units'] as const;
const CHANNELS = ['channels', 'channels'] as const;

const LINEAR = /^(Linear|LazyLinear|Dense|EinsumDense)$/;
const EMBEDDING = /^(Embedding|Embed)$/;
const LAST_AXIS_NORM = /^(LayerNorm|RMSNorm|LayerNormalization|RMSNormalization)$/;
const OTHER_NORM =
  /^((Lazy)?(Batch|Instance|Group|SyncBatch)Norm(\dd|\dD)?|(Batch|Group|Unit)Normalization)$/;
const KEEPING =
  /^((Spatial|Feature|Alpha|FeatureAlpha|Gaussian)?Dropout(\d[dD])?|GaussianNoise|Activation|Identity|Masking|ReLU|ReLU6|LeakyReLU|PReLU|ELU|CELU|SELU|GELU|SiLU|Swish|Mish|Tanh|Sigmoid|LogSigmoid|Hardtanh|Hardswish|Hardsigmoid|Softplus|Softsign|Softmax|LogSoftmax|Relu)$/i;

/** Layers that give a tensor of the shape that they are given, and of which nothing but that is to be said. */
export function keepsShape({ type }: Pick<LayerFacet, 'type'>): boolean {
  return KEEPING.test(type);
}

const SAME = 'the same shape';

function promisedBy(facet: LayerFacet): Promised | undefined {
  const { type, units, framework, built, recurrent } = facet;
  const { inputSize } = built.value;
  // A module of Equinox takes one vector: batches are made with vmap.
  const lead = framework === 'equinox' ? '' : '…, ';
  const last = (dim: Dim | undefined) => dim && `(${lead}${printDim(dim)}${lead ? '' : ','})`;
  if (LINEAR.test(type))
    return { input: last(inputSize) ?? (units && `(${lead}features)`), output: last(units) };
  if (EMBEDDING.test(type)) return { input: lead ? '(…)' : '()', output: last(units) };
  if (LAST_AXIS_NORM.test(type)) return { input: normalised(facet) ?? '(…)', output: SAME };
  if (OTHER_NORM.test(type)) return { input: channelsFirst(facet, units) ?? '(…)', output: SAME };
  if (keepsShape(facet)) return { input: '(…)', output: SAME };
  if (/conv/i.test(type))
    return {
      input: channelsFirst(facet, inputSize),
      output: recurrent ? undefined : channelsFirst(facet, units),
    };
  return { input: last(inputSize), output: recurrent ? undefined : last(units) };
}

/** The axes over which it normalises are those of its weight. */
function normalised({ built, units }: LayerFacet): string | undefined {
  const shape = built.value.weights?.[0]?.shape ?? (units && [units]);
  return shape && `(…, ${printShape(shape).replace(/^\(|,?\)$/g, '')})`;
}

/** PyTorch has channels on axis 1; elsewhere an argument decides. */
function channelsFirst({ framework }: LayerFacet, channels: Dim | undefined): string | undefined {
  return framework === 'torch' && channels ? `(batch, ${printDim(channels)}, …)` : undefined;
}

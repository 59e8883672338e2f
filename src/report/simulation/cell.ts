/** The cell of one layer as src/cells names it, with what the layer's description leaves out, the convolution, read from its arguments. */
import { type CellChoice, type Convolution, mixesUnits } from '../../cells/index.ts';
import { constantOf } from '../../shapes/index.ts';
import { choiceOf } from '../equations.ts';
import type { Options } from './options.ts';
import { give } from './outcome.ts';

export interface LeafCell {
  readonly cell: CellChoice;
  readonly units: number;
  readonly projection?: number;
  readonly convolution?: Convolution;
}

export function leafCell(options: Options): LeafCell {
  const { facet } = options;
  const units = options.size(facet.units, 'the number of units');
  if (facet.framework === 'tensorflow') options.refuse('cell_clip', 'proj_clip', 'reuse');
  const described = facet.cell ?? give(`the arithmetic of ${options.type} is not known here.`);
  const cell = choiceOf(described);
  if (described.kind === 'conv-lstm') {
    const mixing = [cell.activation, cell.recurrentActivation].find(mixesUnits);
    if (mixing !== undefined) give(`${mixing} over the channels of ${options.type} cannot be computed here.`);
    const isFlax = facet.framework === 'flax';
    const own = isFlax ? { ...cell, bias: options.flag(true, 'use_bias') } : cell;
    return { cell: own, units, convolution: convolutionOf(options) };
  }
  const { projection } = described;
  const size =
    projection && (constantOf(projection) ?? give('expected a number as the size of the projection.'));
  return { cell: { ...cell, projection: size }, units, ...(size !== undefined && { projection: size }) };
}

function convolutionOf(options: Options): Convolution {
  const { framework } = options.facet;
  const count = spatialAxes(options);
  const window = options.sizes(count, 1, 'kernel_size', 'kernelSize', 'kernel_shape');
  const strides = options.sizes(count, 1, 'strides');
  const dilation = options.sizes(count, 1, 'dilation_rate', 'dilationRate');
  const isXla = framework === 'flax' || framework === 'haiku';
  const padding = (options.word('padding') ?? (isXla ? 'same' : 'valid')).toLowerCase();
  if (padding !== 'same' && padding !== 'valid')
    return give(`expected same or valid as the padding of ${options.type}, got ${padding}.`);
  // Flax pads and strides the product with the state in the same way, so that only this keeps the state's size.
  if (isXla && (padding !== 'same' || strides.some(stride => stride !== 1)))
    return give(`only padding SAME without strides keeps the size of the state of ${options.type}.`);
  const format = options.word('data_format', 'dataFormat')?.toLowerCase().replace(/_/g, '');
  return { window, strides, dilation, padding, isChannelsFirst: format === 'channelsfirst' };
}

/** 2 of ConvLSTM2D and Conv2DLSTM; Flax' cell has as many as its kernel. */
function spatialAxes(options: Options): number {
  const [, digit] = /(\d)D/.exec(options.type) ?? [];
  if (digit !== undefined) return Number(digit);
  const window = options.literal('kernel_size');
  return Array.isArray(window) ? window.length : 1;
}

/** Recurrent layers over whole sequences as classes. */
import { bool, type Value, type Weight } from '../../parts.ts';
import { type LayerSpec, type Made, moduleLayer } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { callRecurrent } from './call.ts';
import { expectedStates, stepShapes } from './outputs.ts';
import { describeCell, type Settings } from './settings.ts';
import { layerStates } from './state.ts';
import type { RecurrentStyle } from './style.ts';

export interface SequenceSpec {
  /** 'LSTM' */
  readonly name: string;
  readonly signature: string;
  /** Of the method that a call runs. */
  readonly forward: string;
  readonly bases: readonly string[];
  readonly read: (options: Options) => Settings;
  readonly weights: (settings: Settings, options: Options) => readonly Weight[];
  /** `layer[0]` */
  readonly index?: LayerSpec['index'];
  /** Arguments that shape the output, for messages. */
  readonly flags: (settings: Settings) => Readonly<Record<string, boolean | undefined>>;
}

export const recurrentLayer = (style: RecurrentStyle, spec: SequenceSpec) =>
  moduleLayer(style.dialect, {
    name: spec.name,
    signature: spec.signature,
    forward: spec.forward,
    recurrent: true,
    bases: spec.bases,
    index: spec.index,
    make: options => make(options, style, spec),
  });

function make(options: Options, style: RecurrentStyle, spec: SequenceSpec): Made {
  const settings = spec.read(options);
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: spec.weights(settings, options),
    units: settings.hiddenSize,
    inputSize: settings.inputSize,
    cell: describeCell(settings, style.layout),
    states: layerStates(expectedStates(settings, { batch })),
    step: stepShapes(settings, batch),
    flags: spec.flags(settings),
    attributes: biasAttribute(options, settings),
    call: use => callRecurrent(use, style, settings),
  };
}

function biasAttribute({ bound }: Options, { bias }: Settings): Readonly<Record<string, Value>> {
  return bound.names.includes('bias') && bias !== undefined ? { bias: bool(bias) } : {};
}

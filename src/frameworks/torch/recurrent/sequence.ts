/** nn.LSTM, nn.GRU and nn.RNN as classes. */

import type { Made } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import type { CellDescription } from '../../parts.ts';
import { bool } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { callRecurrent } from './call.ts';
import { KINDS, type RecurrentKind } from './kinds.ts';
import { expectedStates, stepShapes } from './outputs.ts';
import { readSettings, type Settings } from './settings.ts';
import { recurrentWeights } from './weights.ts';

export const RECURRENT = KINDS.map(kind =>
  layerClass({
    name: kind.name,
    signature: kind.signature,
    forward: 'input, hx=None',
    recurrent: true,
    bases: ['RNNBase'],
    make: options => make(options, kind),
  }),
);

function make(options: Options, kind: RecurrentKind): Made {
  const settings = readSettings(options, kind);
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: recurrentWeights(settings),
    units: settings.hiddenSize,
    inputSize: settings.inputSize,
    cell: describeCell(settings),
    states: expectedStates(settings, { batch }).map(({ role, shape }) => ({ name: role.slice(0, 1), shape })),
    step: stepShapes(settings, batch),
    flags: { batch_first: settings.batchFirst, bidirectional: settings.bidirectional },
    attributes: settings.bias === undefined ? {} : { bias: bool(settings.bias) },
    call: use => callRecurrent(use, settings),
  };
}

function describeCell(settings: Settings): CellDescription {
  return {
    kind: settings.kind.cell,
    layout: 'torch',
    activation: settings.nonlinearity,
    recurrentActivation: 'sigmoid',
    bias: settings.bias ?? true,
    resetAfter: settings.kind.name === 'GRU',
    bidirectional: settings.bidirectional ?? false,
    numLayers: settings.layers,
    projection: settings.projection,
  };
}

/** paddle.nn as a module. */
import { opaqueClasses } from '../array/opaque.ts';
import { functionMembers } from '../array/operation.ts';
import { byName } from '../layer.ts';
import { lossLayer } from '../modules/losses.ts';
import { moduleOf, type NativeClass, type Value } from '../parts.ts';
import { Layer, LayerDict, LayerList, PADDLE_NN, Sequential } from './dialect.ts';
import { PADDLE } from './flavour.ts';
import { FUNCTIONAL_TABLE } from './functional.ts';
import { LAYERS } from './layers.ts';
import { lossOf } from './losses.ts';
import { CELLS, RECURRENT } from './recurrent/layers.ts';
import { BiRNN, RNN } from './recurrent/wrappers.ts';

const LOSSES =
  'CrossEntropyLoss MSELoss L1Loss SmoothL1Loss NLLLoss BCELoss BCEWithLogitsLoss KLDivLoss HuberLoss'.split(
    ' ',
  );

const CLASSES: readonly NativeClass[] = [
  Layer,
  Sequential,
  LayerList,
  LayerDict,
  RNN,
  BiRNN,
  ...RECURRENT,
  ...CELLS,
  ...LAYERS,
  ...LOSSES.map(name => lossLayer(PADDLE_NN, name, 'input, label, **kwargs', lossOf(name))),
];

const classes = byName(CLASSES);
const opaque = (path: string, names: string): Value =>
  moduleOf(`paddle.${path}`, opaqueClasses('paddle', `paddle.${path}`, names.split(' ')));

export const functional = moduleOf(
  'paddle.nn.functional',
  functionMembers({ ...PADDLE, module: 'F' }, FUNCTIONAL_TABLE),
);

const initializer = opaque(
  'nn.initializer',
  'Assign Constant Normal TruncatedNormal Uniform XavierNormal XavierUniform KaimingNormal KaimingUniform Orthogonal Bilinear Dirac',
);

/** Under PyTorch's names too, as Paddle 3 has them. */
const ALIASES = { Module: 'Layer', ModuleList: 'LayerList', ModuleDict: 'LayerDict', SiLU: 'Silu' };

/** A cell class of the user's derives from this. */
const RNNCellBase: NativeClass = {
  ...Layer,
  name: 'RNNCellBase',
  qualified: 'paddle.nn.RNNCellBase',
  ancestors: ['paddle.nn.Layer'],
};

export const nn = moduleOf('paddle.nn', {
  ...classes,
  ...Object.fromEntries(
    Object.entries(ALIASES).flatMap(([name, own]) => (classes[own] ? [[name, classes[own]]] : [])),
  ),
  RNNCellBase,
  functional,
  initializer,
  layer: () =>
    moduleOf('paddle.nn.layer', {
      ...classes,
      rnn: moduleOf('paddle.nn.layer.rnn', { ...classes, RNNCellBase }),
    }),
  ...opaqueClasses('paddle', 'paddle.nn', ['ClipGradByNorm', 'ClipGradByGlobalNorm', 'ClipGradByValue']),
});

export const optimizer = opaque('optimizer', 'Adam AdamW SGD Momentum RMSProp Adagrad Adadelta Adamax Lamb');

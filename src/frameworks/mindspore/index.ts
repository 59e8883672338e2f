/** MindSpore. https://www.mindspore.cn/docs/en/master/api_python/mindspore.html */
import { arrayBehaviour } from '../array/behaviour.ts';
import type { LossDoubts } from '../array/doubtful-losses.ts';
import { byName } from '../layer.ts';
import { lossLayer } from '../modules/losses.ts';
import { type Framework, moduleOf, type NativeClass } from '../parts.ts';
import { Cell, CellList, MINDSPORE_NN, SequentialCell } from './dialect.ts';
import { MINDSPORE } from './flavour.ts';
import { BEHIND_PRIMITIVES, MEMBERS, OPS } from './functions.ts';
import { LAYERS } from './layers.ts';
import { METHODS } from './methods.ts';
import { initializerModule, Parameter } from './parameter.ts';
import { primitives } from './primitives.ts';
import { CELLS, RECURRENT } from './recurrent/layers.ts';
import { mindsporeWords } from './words.ts';

/** Losses, and what is doubtful of them. */
const LOSSES: Readonly<Record<string, LossDoubts>> = {
  CrossEntropyLoss: { applies: 'softmax' },
  MSELoss: { broadcasts: true },
  L1Loss: { broadcasts: true },
  SmoothL1Loss: {},
  NLLLoss: { takesLogarithms: true },
  BCELoss: {},
  BCEWithLogitsLoss: { applies: 'sigmoid' },
};

const CLASSES: readonly NativeClass[] = [
  Cell,
  SequentialCell,
  CellList,
  ...RECURRENT,
  ...CELLS,
  ...LAYERS,
  ...Object.entries(LOSSES).map(([name, doubts]) =>
    lossLayer(MINDSPORE_NN, name, 'logits, labels, **kwargs', { doubted: () => doubts }),
  ),
];

const classes = byName(CLASSES);

const PRIMITIVES = primitives({ ...OPS, ...BEHIND_PRIMITIVES });
const operators = {
  ...OPS,
  ...PRIMITIVES,
  operations: moduleOf('mindspore.ops.operations', PRIMITIVES),
  functional: moduleOf('mindspore.ops.functional', OPS),
};

const mindsporeModule = moduleOf('mindspore', {
  ...MEMBERS,
  Parameter,
  nn: moduleOf('mindspore.nn', classes),
  ops: moduleOf('mindspore.ops', operators),
  mint: moduleOf('mindspore.mint', OPS),
  common: moduleOf('mindspore.common', {
    ...MEMBERS,
    dtype: moduleOf('mindspore.common.dtype', MEMBERS),
    initializer: initializerModule,
  }),
  dtype: moduleOf('mindspore.dtype', MEMBERS),
});

export const mindspore: Framework = {
  name: 'mindspore',
  words: mindsporeWords,
  modules: { mindspore: () => mindsporeModule },
  tensors: arrayBehaviour({ flavour: MINDSPORE, methods: METHODS }),
};

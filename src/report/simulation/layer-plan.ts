/** The plan of a layer that the analysis knows: its passes, how they are merged, and the form of what it returns. */
import type { Merge, Pass, SimulationPlan } from '../../cells/index.ts';
import { constantOf } from '../../shapes/index.ts';
import { type LeafCell, leafCell } from './cell.ts';
import type { Options } from './options.ts';
import { give } from './outcome.ts';

const plain = (stored: string): readonly string[] => [stored];

export function layerPlan(options: Options): SimulationPlan {
  const { framework } = options.facet;
  const plan = planFor(options);
  const features = options.facet.givenInputSize && constantOf(options.facet.givenInputSize);
  const isOwn =
    framework === 'torch' || framework === 'paddle' || framework === 'mindspore' || framework === 'mxnet';
  return isOwn && features !== undefined ? { ...plan, features } : plan;
}

function planFor(options: Options): SimulationPlan {
  switch (options.facet.framework) {
    case 'keras':
    case 'tfjs':
      return kerasPlan(options);
    case 'flax':
      return flaxPlan(options);
    case 'torch':
    case 'paddle':
    case 'mindspore':
    case 'mxnet':
      return stackPlan(options);
    default:
      return { ...DEFAULTS, layers: [[passOf(leafCell(options), 'layer')]] };
  }
}

const DEFAULTS = { merge: 'concat', gives: 'sequence', yOrder: 'batch-first', states: 'one' } as const;

function passOf(leaf: LeafCell, label: string, changed: Partial<Pass> = {}): Pass {
  return { ...leaf, label, isBackward: false, isTurned: false, namesOf: plain, ...changed };
}

// --- Keras and TensorFlow.js -------------------------------------------------------------------------------------------------

/** What every step gives, unless the code says that only the last output is wanted. */
const givesOf = (options: Options): SimulationPlan['gives'] =>
  options.flag(true, 'return_sequences', 'returnSequences') ? 'sequence' : 'last';

const goesBackwards = (options: Options): boolean => options.flag(false, 'go_backwards', 'goBackwards');

function kerasPlan(options: Options): SimulationPlan {
  if (options.type === 'Bidirectional') return kerasBothWays(options);
  const cells = cellsOf(options);
  const isBackward = goesBackwards(options);
  const layers = cells.map((leaf, i) => [
    passOf(leaf, cells.length > 1 ? `cell_${i}` : 'layer', { isBackward: isBackward && i === 0 }),
  ]);
  return {
    ...DEFAULTS,
    gives: givesOf(options),
    yOrder: options.flag(false, 'time_major') ? 'time-first' : 'batch-first',
    layers,
    states: cells.length > 1 ? 'named' : 'one',
  };
}

/** The cells of a layer from below: its own, that of an RNN, or those of stacked ones. */
function cellsOf(options: Options): readonly LeafCell[] {
  if (options.type !== 'RNN' && options.type !== 'StackedRNNCells') return [leafCell(options)];
  const { inner } = options.facet;
  if (inner.length === 0) return give(`the cell of ${options.type} is not known.`);
  return inner.flatMap(each => cellsOf(options.of(each)));
}

function kerasBothWays(options: Options): SimulationPlan {
  const forward = options.inner(0);
  const isMixed = options.has('backward_layer') && options.facet.inner.length > 1;
  const backward = isMixed ? options.inner(1) : forward;
  const [first, ...more] = cellsOf(forward);
  const [second] = cellsOf(backward);
  if (!first || !second || more.length > 0)
    return give('stacked cells in both directions cannot be computed here.');
  const isBackward = goesBackwards(forward);
  const backwards = isMixed ? goesBackwards(backward) : !isBackward;
  return {
    ...DEFAULTS,
    merge: mergeOf(options),
    gives: givesOf(forward),
    states: 'named',
    layers: [
      [
        passOf(first, 'forward', { isBackward, scope: 'forward' }),
        passOf(second, 'backward', { isBackward: backwards, isTurned: true, scope: 'backward' }),
      ],
    ],
  };
}

const MERGES: ReadonlyMap<string, Merge> = new Map([
  ['concat', 'concat'],
  ['sum', 'sum'],
  ['mul', 'mul'],
  ['ave', 'ave'],
]);

function mergeOf(options: Options): Merge {
  const value = options.literal('merge_mode', 'mergeMode');
  if (value === undefined) return 'concat';
  if (value === null) return 'apart';
  const merge = typeof value === 'string' ? MERGES.get(value) : undefined;
  return merge ?? give(`expected concat, sum, mul, ave or none as merge_mode, got ${JSON.stringify(value)}.`);
}

// --- Flax ----------------------------------------------------------------------------------------------------------------------

function flaxPlan(options: Options): SimulationPlan {
  if (options.type === 'Bidirectional') {
    options.refuse('merge_fn');
    const pass = (index: number, label: string, isBackward: boolean): Pass =>
      passOf(leafCell(options.inner(index).inner()), label, {
        isBackward,
        isTurned: isBackward,
        scope: `${label}_rnn`,
      });
    return {
      ...DEFAULTS,
      states: 'named',
      yOrder: options.flag(false, 'time_major') ? 'time-first' : 'batch-first',
      layers: [[pass(0, 'forward', false), pass(1, 'backward', true)]],
    };
  }
  if (options.type !== 'RNN') return { ...DEFAULTS, layers: [[passOf(leafCell(options), 'layer')]] };
  const isBackward = options.flag(false, 'reverse');
  const isTurned = isBackward && options.flag(false, 'keep_order');
  return {
    ...DEFAULTS,
    yOrder: options.flag(false, 'time_major') ? 'time-first' : 'batch-first',
    layers: [[passOf(leafCell(options.inner()), 'layer', { isBackward, isTurned })]],
  };
}

// --- PyTorch and those that go by it ---------------------------------------------------------------------------------------------

/** Layers one above the other, each in one direction or in both; a cell is one of one. */
function stackPlan(options: Options): SimulationPlan {
  const { facet } = options;
  const isCell = options.type.endsWith('Cell');
  const leaf = leafCell(options);
  if (isCell) return { ...DEFAULTS, layers: [[passOf(leaf, 'layer')]] };
  const { numLayers, bidirectional } = facet.cell ?? {};
  const count = numLayers ? options.size(numLayers, 'the number of layers') : 1;
  const directions = bidirectional ? [false, true] : [false];
  const names =
    facet.framework === 'mxnet' ? mxnetNames : facet.framework === 'paddle' ? paddleNames : torchNames;
  return {
    ...DEFAULTS,
    states: 'stacked',
    yOrder: isBatchFirst(options) ? 'batch-first' : 'time-first',
    layers: Array.from({ length: count }, (_, k) =>
      directions.map(isBackward =>
        passOf(leaf, `l${k}${isBackward ? '_reverse' : ''}`, {
          isBackward,
          isTurned: isBackward,
          namesOf: names(k, isBackward, directions.length),
        }),
      ),
    ),
  };
}

function isBatchFirst(options: Options): boolean {
  const { framework, flags } = options.facet;
  if (framework === 'paddle') return !options.flag(false, 'time_major');
  return flags.get('batch_first') ?? false;
}

type Names = (layer: number, isBackward: boolean, directions: number) => Pass['namesOf'];

const torchNames: Names = (layer, isBackward) => stored => [
  `${stored}_l${layer}${isBackward ? '_reverse' : ''}`,
];

const mxnetNames: Names = (layer, isBackward) => stored => [`${isBackward ? 'r' : 'l'}${layer}_${stored}`];

/** All but the projection go by PyTorch's names, too. */
const paddleNames: Names = (layer, isBackward, directions) => stored => {
  const cell = directions === 1 ? 'cell' : isBackward ? 'cell_bw' : 'cell_fw';
  const own = `${layer}.${cell}.${stored}`;
  const [flat = stored] = torchNames(layer, isBackward, directions)(stored);
  return stored === 'weight_ho' ? [own] : [flat, own];
};

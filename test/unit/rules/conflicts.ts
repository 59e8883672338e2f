/** One conflict of every kind, aspect, mismatch and suspicion that the engine can state, as the table that rules must cover. */
import type { Certainty } from '../../../src/rules/rule.ts';
import type { Mismatch } from '../../../src/shapes/index.ts';
import type {
  ArgumentConflict,
  Conflict,
  Misreading,
  Operand,
  ProgramConflict,
  StateConflict,
  Suspicion,
} from '../../../src/values/index.ts';
import { dim, firstLstm, operand, place, shape, tensorValue } from '../../support/facts.ts';

export const text = `model.add(LSTM(10))
model.add(LSTM(5))
`;

const first = place(text, 'LSTM(10)');
const at = place(text, 'LSTM(5)');
const base = { framework: 'keras', operation: 'LSTM', at } as const;
const lstm = firstLstm(first);

function given(role: 'value' | 'last-step', ...dims: (string | number)[]): Operand {
  return operand(tensorValue({ shape: shape(...dims), site: first, layer: lstm, role }), at);
}

const input = given('value', 'batch', 10);
const axis = (operandIndex: number, axisIndex: number, size: number) => ({
  operand: operandIndex,
  axis: axisIndex,
  dim: dim(size),
});
const dims: Mismatch = { kind: 'dims', left: axis(0, 1, 8), right: axis(1, 0, 40) };

const mismatches: readonly Mismatch[] = [
  dims,
  { kind: 'rank', operand: 0, expected: { least: 3, most: 3 }, actual: 2 },
  { kind: 'axis', axis: 3, rank: 2, repeated: false },
  { kind: 'entries', expected: 3, actual: 2 },
  { kind: 'count', from: dim(80), to: dim(60), fromShape: shape(8, 10), toShape: shape(6, 10) },
  { kind: 'apart', axes: [0, 1], toShape: shape(28, 8) },
  { kind: 'divisible', axis: 1, dim: dim(40), by: dim(3) },
  { kind: 'parts', axis: 1, dim: dim(40), total: dim(30), parts: shape(10, 20) },
  { kind: 'not-one', axis: 0, dim: dim(4) },
  { kind: 'bounds', axis: 0, position: dim(2), dim: dim(2) },
  { kind: 'too-small', axis: 2, dim: dim(5), needed: dim(9) },
  { kind: 'argument', argument: 'shape', value: dim(-2) },
  { kind: 'einsum', subscripts: 'ij,jk', reason: 'syntax', position: 1 },
  { kind: 'einsum', subscripts: 'ij,jk', reason: 'operands', expected: 2, actual: 1 },
  { kind: 'einsum', subscripts: 'ij,jk', reason: 'rank', operand: 0, term: 'ij', actual: 3 },
  { kind: 'einsum', subscripts: 'ij,jk', reason: 'output', label: 'z' },
  {
    kind: 'einsum',
    subscripts: 'ij,jk',
    reason: 'dims',
    label: 'j',
    left: axis(0, 1, 8),
    right: axis(1, 0, 40),
  },
];

const operands = [given('value', 4, 8), given('value', 40, 8)];
const argument = {
  kind: 'argument',
  ...base,
  parameter: 'units',
  allowed: 'a positive integer',
  given: '-1',
  known: ['units'],
} as const;
const state: Omit<StateConflict, 'aspect'> = {
  kind: 'initial-state',
  ...base,
  state: { ...input, role: 'h_0' },
  expected: shape(2, 'batch', 10),
  expectedCount: 2,
  actualCount: 1,
  axis: 0,
  axisMeaning: 'num_layers * num_directions',
};

function argumentOf(aspect: ArgumentConflict['aspect']): ArgumentConflict {
  return { ...argument, aspect };
}

function stateOf(aspect: StateConflict['aspect']): Conflict {
  return { ...state, aspect };
}

function programOf(aspect: ProgramConflict['aspect']): Conflict {
  return { kind: 'program', ...base, aspect, name: 'kernel', instead: undefined };
}

function sizeOf(operation: string): Conflict {
  const sizes = {
    axis: 1,
    expected: dim(8),
    actual: dim(10),
    setBy: first,
    parameter: 'in_features',
  } as const;
  return { kind: 'feature-size', ...base, operation, input, ...sizes };
}

const PRODUCT_AND_OTHERS = [
  'torch.matmul',
  '@',
  'torch.cat',
  'np.stack',
  '+',
  'Add',
  'torch.einsum',
  'Tensor.view',
];

interface Stated {
  readonly conflict: Conflict;
  /** Absent: the engine may state it as refused and as suspect. */
  readonly only?: Certainty;
}

/** A row for each: what rules of their own tell is never refused. */
const SUSPICIONS: Readonly<Record<Suspicion, Conflict>> = {
  'dropout-on-one-layer': { ...argumentOf('value'), about: 'dropout-on-one-layer' },
  'softmax-of-one': { ...argumentOf('value'), about: 'softmax-of-one' },
  'softmax-over-steps': { ...argumentOf('value'), about: 'softmax-over-steps' },
  'unbounded-state': { ...argumentOf('value'), about: 'unbounded-state' },
  'slow-kernel': { ...argumentOf('value'), about: 'slow-kernel' },
  'bias-as-batch-first': { ...argumentOf('value'), about: 'bias-as-batch-first' },
};

/** Rules of their own tell what is misread; it is never refused. */
const MISREADINGS: Readonly<Record<Misreading, true>> = {
  'sample-as-last-step': true,
  'last-step-of-backward-half': true,
  'padding-as-last-step': true,
  'one-direction-as-state': true,
  'first-layer-as-state': true,
  'cell-state-as-hidden-state': true,
  'states-mixed-with-samples': true,
  'squeeze-without-effect': true,
  'reshape-as-transpose': true,
  'single-time-step': true,
  'reversed-sequence': true,
  'unordered-gates': true,
  'random-bias': true,
  'lost-bias': true,
  'pooled-samples': true,
  'lost-mask': true,
  'swapped-kernels': true,
  'batch-as-steps': true,
  'attention-over-samples': true,
  'normalised-steps': true,
  'steps-as-classes': true,
  'length-beyond-steps': true,
  'sequence-as-step': true,
  'elementwise-as-product': true,
  'product-as-elementwise': true,
  'samples-as-gates': true,
  'softmax-over-samples': true,
  'missing-keepdims': true,
  'column-against-vector': true,
  'transposed-vector': true,
  'misnamed-results': true,
  'exchanged-states': true,
  'unpacked-samples': true,
  'foreign-gate-order': true,
  'undetached-state': true,
  'samples-as-steps': true,
};

function misreadOf(about: Misreading): Conflict {
  const axes = ['steps', 'batch', 'features'];
  const parts = { tensor: input, axes, axis: 1, gives: shape(4, 10), other: operands[1] } as const;
  return { kind: 'misread', ...base, layer: lstm, about, ...parts, names: ['h', 'c'], meant: ['c', 'h'] };
}

const OF_EITHER_CERTAINTY: readonly Conflict[] = [
  { kind: 'input-rank', ...base, input, ranks: [3], axes: ['batch', 'steps', 'features'] },
  {
    kind: 'input-rank',
    ...base,
    input: given('last-step', 'batch', 10),
    ranks: [3],
    axes: ['batch', 'steps', 'features'],
  },
  ...['LSTM', 'GRUCell', 'Conv1d', 'LayerNorm', 'Linear', 'Dense', 'F.linear', 'dense'].map(sizeOf),
  ...(['count', 'rank', 'structure', 'shape'] as const).map(stateOf),
  ...mismatches.flatMap(mismatch =>
    PRODUCT_AND_OTHERS.map(
      (operation): Conflict => ({ kind: 'operands', ...base, operation, operands, mismatch }),
    ),
  ),
  ...(['unknown', 'missing', 'repeated', 'too-many', 'value', 'type'] as const).map(argumentOf),
  { kind: 'tuple-as-tensor', ...base, from: first, producer: lstm, count: 2 },
  { kind: 'unpack-count', ...base, expected: 3, actual: 2, producer: lstm, shape: undefined },
  { kind: 'target-shape', ...base, output: input, target: input, loss: 'mse', mismatch: dims },
  ...(['attribute', 'call', 'subscript', 'assignment', 'sequence'] as const).map(programOf),
];

const ASSERTIONS: readonly Conflict[] = [{ shape: shape(2, 5, 16) }, { axis: 1, dim: dim(16) }].map(
  asserted => ({
    kind: 'assertion',
    ...base,
    tensor: input,
    asserted,
  }),
);

const UNUSED: readonly Conflict[] = (['layer', 'output'] as const).map(what => ({
  kind: 'unused-layer',
  ...base,
  what,
  name: 'self.lstm',
  hasWeights: true,
}));

const EVERY_CONFLICT: readonly Stated[] = [
  ...OF_EITHER_CERTAINTY.map((conflict): Stated => ({ conflict })),
  ...ASSERTIONS.map((conflict): Stated => ({ conflict, only: 'refused' })),
  ...UNUSED.map((conflict): Stated => ({ conflict, only: 'suspect' })),
  ...Object.values(SUSPICIONS).map((conflict): Stated => ({ conflict, only: 'suspect' })),
  ...(Object.keys(MISREADINGS) as Misreading[]).map(
    (about): Stated => ({ conflict: misreadOf(about), only: 'suspect' }),
  ),
];

/** Every kind of conflict that the engine can state with this certainty. */
export function conflictsThatAre(certainty: Certainty): readonly Conflict[] {
  return EVERY_CONFLICT.filter(({ only = certainty }) => only === certainty).map(({ conflict }) => conflict);
}

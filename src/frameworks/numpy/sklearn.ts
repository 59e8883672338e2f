/** The little of scikit-learn that stands before models: data, splits and scalers. https://scikit-learn.org/stable/api/ */
import { compare, constantOf, type Dim, printDim, type Shape, size, subtract } from '../../shapes/index.ts';
import { literalShape, takeTensor } from '../array/operand.ts';
import { refused, result, type Scene } from '../array/scene.ts';
import { makeFrame, makeSeries } from '../pandas/make.ts';
import { rowsOf as rowsOfSeries, tableOf } from '../pandas/table.ts';
import { type Argument, asInt, type Call, list, moduleOf, nativeFunction, type Value } from '../parts.ts';
import { ENCODERS } from './encoders.ts';
import { SCALERS } from './scalers.ts';
import { SKLEARN_DATASETS } from './sklearn-datasets.ts';
import { METRICS } from './sklearn-metrics.ts';
import { CLUSTERS, DECOMPOSITIONS, MANIFOLDS } from './sklearn-projections.ts';
import { sceneOf } from './sklearn-scene.ts';
import { SPLITTERS } from './sklearn-splits.ts';
import { SKLEARN_UTILS } from './sklearn-utils.ts';

/** Each array in two: (train, test) one after the other. The parts' sizes follow from a known number of rows and share only. */
function trainTestSplit(call: Call): Value {
  const arrays = call.args.filter(a => a.name === undefined);
  const option = (name: string): Value | undefined => call.args.find(a => a.name === name)?.value;
  const scene = sceneOf(call, 'train_test_split');
  if (refusesOtherRows(scene, arrays)) return refused(scene);
  const train = call.host.freshSymbol('train_samples', call.site);
  const test = call.host.freshSymbol('test_samples', call.site);
  return list(
    arrays.flatMap(array => {
      const table = partsOfTable(call, array.value, option('test_size'), option('train_size'), {
        train,
        test,
      });
      if (table) return table;
      const operand = takeTensor(scene, array.value, array.at, 'arrays', { lists: true });
      const parts = rowsOf(operand?.shape, option('test_size'), option('train_size'), { train, test });
      return parts.map(shape =>
        result(scene, shape, { parents: [operand?.tensor], dtype: operand?.tensor?.dtype, role: 'data' }),
      );
    }),
  );
}

/** Whether an array has more rows than the first, or fewer, which has then been stated. */
function refusesOtherRows(scene: Scene, arrays: readonly Argument[]): boolean {
  const operands = arrays.map(({ value, at }, i) => ({
    role: i === 0 ? 'input' : 'target',
    shape: literalShape(value),
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  }));
  const [first, ...others] = operands;
  const rows = first?.shape?.[0];
  const other = others.find(({ shape: [dim] = [] }) => rows && dim && compare(rows, dim) === 'different');
  const otherRows = other?.shape?.[0];
  if (!first || !rows || !other || !otherRows) return false;
  const counts = operands.map(({ shape }) => (shape?.[0] ? printDim(shape[0]) : '…'));
  scene.host.refuse({
    kind: 'target-shape',
    framework: scene.framework,
    dialect: scene.dialect,
    operation: scene.operation,
    loss: '',
    at: other.at,
    output: first,
    target: other,
    mismatch: {
      kind: 'dims',
      left: { operand: 0, axis: 0, dim: rows },
      right: { operand: 1, axis: 0, dim: otherRows },
    },
    says: `Found input variables with inconsistent numbers of samples: [${counts.join(', ')}]`,
  });
  return true;
}

/** Tables stay tables; their rows are drawn by lot, unless told otherwise. */
function partsOfTable(
  call: Call,
  value: Value,
  testSize: Value | undefined,
  trainSize: Value | undefined,
  otherwise: Rows,
): readonly Value[] | undefined {
  const [frame, series] = [tableOf(value), rowsOfSeries(value)];
  const whole = frame ?? series;
  const parts = whole && (split(whole.rows, testSize, trainSize) ?? otherwise);
  return (
    parts &&
    [parts.train, parts.test].map(rows => {
      const kept = { rows, labels: call.host.nextId() };
      return frame ? makeFrame(call, { ...frame, ...kept }) : makeSeries(call, { ...whole, ...kept });
    })
  );
}

interface Rows {
  readonly train: Dim;
  readonly test: Dim;
}

function rowsOf(
  shape: Shape | undefined,
  testSize: Value | undefined,
  trainSize: Value | undefined,
  otherwise: Rows,
): readonly (Shape | undefined)[] {
  const [rows, ...rest] = shape ?? [];
  if (!rows) return [undefined, undefined];
  const { train, test } = split(rows, testSize, trainSize) ?? otherwise;
  return [
    [train, ...rest],
    [test, ...rest],
  ];
}

/** A share is rounded up for the test part, as scikit-learn does. */
function split(rows: Dim, testSize: Value | undefined, trainSize: Value | undefined): Rows | undefined {
  if (trainSize && trainSize.kind !== 'none') return splitByTrain(rows, testSize, trainSize);
  const share =
    testSize === undefined || testSize.kind === 'none'
      ? 0.25
      : testSize.kind === 'number'
        ? testSize.float
        : undefined;
  const count = asInt(size0(rows));
  const fixed = testSize && asInt(testSize);
  const test =
    fixed !== undefined
      ? size(fixed)
      : count !== undefined && share !== undefined
        ? size(Math.ceil(count * share))
        : undefined;
  return test && { train: subtract(rows, test), test };
}

/** The train part is rounded down; the rest, or what `test_size` says, is for the test. */
function splitByTrain(rows: Dim, testSize: Value | undefined, trainSize: Value): Rows | undefined {
  const count = constantOf(rows);
  const part = (value: Value, round: (n: number) => number): Dim | undefined => {
    const whole = asInt(value);
    if (whole !== undefined) return size(whole);
    const isKnown = value.kind === 'number' && value.float !== undefined && count !== undefined;
    return isKnown ? size(round(count * value.float)) : undefined;
  };
  const train = part(trainSize, Math.floor);
  const test =
    testSize && testSize.kind !== 'none' ? part(testSize, Math.ceil) : train && subtract(rows, train);
  return train && test && { train, test };
}

const size0 = (dim: Dim): Value => ({ kind: 'number', dim, float: undefined });

export const sklearn = moduleOf('sklearn', {
  cluster: moduleOf('sklearn.cluster', CLUSTERS),
  decomposition: moduleOf('sklearn.decomposition', DECOMPOSITIONS),
  manifold: moduleOf('sklearn.manifold', MANIFOLDS),
  datasets: moduleOf('sklearn.datasets', SKLEARN_DATASETS),
  model_selection: moduleOf('sklearn.model_selection', {
    train_test_split: nativeFunction('train_test_split', trainTestSplit),
    ...SPLITTERS,
  }),
  metrics: moduleOf('sklearn.metrics', METRICS),
  preprocessing: moduleOf('sklearn.preprocessing', { ...SCALERS, ...ENCODERS }),
  utils: SKLEARN_UTILS,
});

/**
 * Scalers of scikit-learn: what each remembers of the data that it was fitted to, and refuses of other data.
 * https://scikit-learn.org/stable/api/sklearn.preprocessing.html
 */
import { compare, constantOf, type Dim, type Origin } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, refuseRank, refuseSize, result, type Scene } from '../array/scene.ts';
import { rowsOf, shapeOfTable, tableOf } from '../pandas/table.ts';
import {
  type Behaviour,
  type Call,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Operand,
  type Slot,
  slot,
  type Value,
} from '../parts.ts';
import { preprocessor, sameOrLost } from './preprocessor.ts';
import { sceneOf } from './sklearn-scene.ts';

/** The columns that it was fitted to; undefined: it was not, or nobody knows to what. */
type Fitted = Slot<Dim | undefined>;

/** The data of a call as samples and features; undefined: refused, which has been stated. */
export function dataOf(
  scene: Scene,
  call: Call,
  name: string,
): { readonly data: Operand | undefined } | undefined {
  const x = call.args.find(argument => argument.name === undefined || argument.name === 'X');
  if (!x) return { data: undefined };
  const data = numbersIn(x.value, x.at) ?? takeTensor(scene, x.value, x.at, 'X', { lists: true });
  const rank = data?.shape?.length;
  if (!data || rank === undefined || rank === 2) return { data };
  const isColumn = rowsOf(x.value) !== undefined;
  const input = { ...data, isColumn };
  refuseRank(scene, input, [2], ['samples', 'features'], saysOfRank(name, rank, isColumn));
  return undefined;
}

/** A table whose cells may be anything: what comes through a scaler are numbers. */
function numbersIn(value: Value, at: Origin): Operand | undefined {
  const table = tableOf(value);
  return table && !table.isPlain
    ? { role: 'input', shape: shapeOfTable(table), tensor: undefined, at }
    : undefined;
}

function saysOfRank(name: string, rank: number, isSeries: boolean): string {
  if (isSeries) return "Expected a 2-dimensional container but got <class 'pandas.Series'> instead. …";
  if (rank < 2) return `Expected 2D array, got ${rank === 0 ? 'scalar' : '1D'} array instead: …`;
  return `Found array with dim ${rank}, while dim <= 2 is required by ${name}.`;
}

/** Samples of as many features as there were when it was fitted. */
function refuseOther(scene: Scene, name: string, data: Operand, fitted: Dim): Value | undefined {
  const actual = data.shape?.[1];
  if (!actual || compare(actual, fitted) !== 'different') return undefined;
  const [given, known] = [actual, fitted].map(dim => constantOf(dim) ?? '…');
  const says = `X has ${given} features, but ${name} is expecting ${known} features as input.`;
  return refuseSize(scene, data, { axis: 1, expected: fitted, actual, parameter: undefined, says });
}

/** Back to what was given computes with one number for each feature, to which one column alone is spread out. */
function refuseBack(scene: Scene, name: string, data: Operand, fitted: Dim): Value | undefined {
  const actual = data.shape?.[1];
  if (!actual || !COMPUTING.includes(name)) return undefined;
  if (compare(actual, fitted) !== 'different' || constantOf(fitted) === 1) return undefined;
  const says =
    constantOf(actual) === 1
      ? "non-broadcastable output operand … doesn't match the broadcast shape"
      : 'operands could not be broadcast together with shapes';
  return refuseSize(scene, data, { axis: 1, expected: fitted, actual, parameter: undefined, says });
}

/** What these do backwards is `x * scale + shift` in place. */
const COMPUTING: readonly string[] = ['MinMaxScaler', 'StandardScaler', 'RobustScaler', 'MaxAbsScaler'];

function transformed(call: Call, name: string, member: string, fitted: Fitted): Value {
  const scene = sceneOf(call, `${name}.${member}`);
  const taken = dataOf(scene, call, name);
  if (!taken) return refused(scene);
  const { data } = taken;
  if (member === 'fit_transform') call.host.write(fitted, data?.shape?.[1]);
  const known = fitted.value;
  const refusal =
    data && known && member !== 'fit_transform'
      ? (member === 'transform' ? refuseOther : refuseBack)(scene, name, data, known)
      : undefined;
  return (
    refusal ??
    result(scene, data?.shape, {
      parents: [data?.tensor],
      dtype: 'float',
      precision: 'unknown',
      role: 'data',
    })
  );
}

/** `fit` gives back the scaler itself. */
function fitTo(call: Call, name: string, member: string, fitted: Fitted, self: Value): Value {
  const scene = sceneOf(call, `${name}.${member}`);
  const taken = dataOf(scene, call, name);
  call.host.write(fitted, taken?.data?.shape?.[1]);
  return taken ? self : refused(scene);
}

const TRANSFORMS: readonly string[] = ['fit_transform', 'transform', 'inverse_transform'];

function scaling(name: string, self: () => NativeValue): Behaviour {
  const fitted: Fitted = slot<Dim | undefined>(undefined, sameOrLost);
  return {
    attribute: (_host, member) => {
      if (TRANSFORMS.includes(member))
        return nativeFunction(`${name}.${member}`, call => transformed(call, name, member, fitted));
      if (member !== 'fit' && member !== 'partial_fit') return undefined;
      return nativeFunction(`${name}.${member}`, call => fitTo(call, name, member, fitted, self()));
    },
    escape: host => host.write(fitted, undefined),
  };
}

const SCALING = [
  'MinMaxScaler',
  'StandardScaler',
  'RobustScaler',
  'MaxAbsScaler',
  'Normalizer',
  'PowerTransformer',
  'QuantileTransformer',
];

export const SCALERS: Readonly<Record<string, NativeClass>> = Object.fromEntries(
  SCALING.map(name => [name, preprocessor(name, scaling)]),
);

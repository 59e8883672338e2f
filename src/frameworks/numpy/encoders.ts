/** Encoders of scikit-learn: numbers and columns for classes. https://scikit-learn.org/stable/api/sklearn.preprocessing.html */
import { add, type Dim, type Shape, size } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { result } from '../array/scene.ts';
import {
  asBool,
  type Call,
  type Dtype,
  givenAt,
  itemsOf,
  type NativeClass,
  nativeFunction,
  type Slot,
  slot,
  type Value,
} from '../parts.ts';
import { type Preprocessing, preprocessor, sameOrLost } from './preprocessor.ts';
import { sceneOf, shapeOfData } from './sklearn-scene.ts';
import { sparse } from './sparse.ts';

/** What of an encoder is known. */
interface Encoding {
  /** How many axes the data has. */
  readonly rank: 1 | 2;
  readonly dtype: Dtype;
  /** How many columns the codes have that it learned where `fit` or `fit_transform` was called; absent: one code for each entry of the data. */
  readonly columns?: (call: Call) => Dim;
  readonly isSparse?: boolean;
}

const encoding =
  (read: (construction: Call) => Encoding): Preprocessing =>
  (name, self, construction) => {
    const { rank, dtype, columns, isSparse = false } = read(construction);
    const learned: Slot<Dim | undefined> = slot<Dim | undefined>(undefined, sameOrLost);
    const codes = (call: Call, data: Shape): Shape | undefined => {
      if (data.length !== rank || !columns) return data.length === rank ? data : undefined;
      const [samples] = data;
      return samples && [samples, learned.value ?? columns(call)];
    };
    const run = (call: Call, member: string): Value => {
      if (columns && member !== 'transform') call.host.write(learned, columns(call));
      if (member === 'fit') return self();
      const data = dataIn(call, name, rank);
      const made = result(sceneOf(call, `${name}.${member}`), data && codes(call, data), {
        dtype,
        role: 'data',
      });
      return isSparse ? sparse(call, made) : made;
    };
    const back = (call: Call): Value => {
      const [samples] = dataIn(call, name, rank) ?? [];
      const shape = rank === 1 && samples ? [samples] : undefined;
      return result(sceneOf(call, `${name}.inverse_transform`), shape, { role: 'data' });
    };
    return {
      attribute: (_host, member) => {
        if (member === 'inverse_transform') return nativeFunction(`${name}.${member}`, back);
        return ['fit', 'fit_transform', 'transform'].includes(member)
          ? nativeFunction(`${name}.${member}`, call => run(call, member))
          : undefined;
      },
      escape: host => host.write(learned, undefined),
    };
  };

function dataIn(call: Call, name: string, rank: 1 | 2): Shape | undefined {
  const role = rank === 1 ? 'y' : 'X';
  const given = givenAt(call, role, 0);
  if (!given) return undefined;
  const { value, at } = given;
  return shapeOfData(value) ?? takeTensor(sceneOf(call, name), value, at, role, { lists: true })?.shape;
}

const classes = ({ host, site }: Call): Dim => host.freshSymbol('classes', site);

/** As many columns as `categories` lists, unless some are dropped. */
function oneHot(construction: Call): Encoding {
  const option = (name: string) => givenAt(construction, name)?.value;
  const given = option('categories');
  const listed = given && itemsOf(given);
  const counts = option('drop') ? undefined : listed?.map(each => shapeOfData(each)?.[0]);
  const known = counts?.reduce((sum, count) => sum && count && add(sum, count), size(0));
  const dense = option('sparse_output') ?? option('sparse');
  return {
    rank: 2,
    dtype: 'float',
    columns: known ? () => known : classes,
    isSparse: !dense || asBool(dense) !== false,
  };
}

export const ENCODERS: Readonly<Record<string, NativeClass>> = {
  LabelEncoder: preprocessor(
    'LabelEncoder',
    encoding(() => ({ rank: 1, dtype: 'int' })),
  ),
  LabelBinarizer: preprocessor(
    'LabelBinarizer',
    encoding(() => ({ rank: 1, dtype: 'int', columns: classes })),
  ),
  OrdinalEncoder: preprocessor(
    'OrdinalEncoder',
    encoding(() => ({ rank: 2, dtype: 'float' })),
  ),
  OneHotEncoder: preprocessor('OneHotEncoder', encoding(oneHot)),
};

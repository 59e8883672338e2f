/** `pd.Timestamp`: what its methods make of a point in time. https://pandas.pydata.org/docs/reference/api/pandas.Timestamp.html */
import { unknownDim } from '../../shapes/index.ts';
import { type Call, integer, type NativeClass, nativeFunction, SOME_FLOAT, type Value } from '../parts.ts';

const SOME_INTEGER = integer(unknownDim());

const METHODS: Readonly<Record<string, Value>> = {
  timestamp: SOME_FLOAT,
  ...Object.fromEntries(['weekday', 'isoweekday', 'toordinal'].map(name => [name, SOME_INTEGER])),
};

/** Its methods are handed to `map`: `dates.map(pd.Timestamp.timestamp)`. */
export const TIMESTAMP: NativeClass = {
  kind: 'native-class',
  name: 'Timestamp',
  qualified: 'pandas.Timestamp',
  framework: 'numpy',
  ancestors: [],
  construct: ({ host, site }: Call) => host.unknown('a point in time', site),
  member: (_host, name) => {
    const made = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    return made && nativeFunction(`pd.Timestamp.${name}`, () => made);
  },
};

/** `df.rolling(7).mean()`: one row for each, whatever is computed of it and those before. */
import { instance } from '../array/opaque.ts';
import { type Call, type NativeClass, nativeFunction, type Value } from '../parts.ts';

const AGGREGATES: readonly string[] = [
  ...['mean', 'sum', 'std', 'var', 'min', 'max', 'median', 'count', 'skew', 'kurt', 'sem'],
];

const WINDOW: NativeClass = {
  kind: 'native-class',
  name: 'Window',
  qualified: 'pandas.Window',
  framework: 'numpy',
  ancestors: [],
  construct: call => call.host.unknown('windows of a table', call.site),
};

export const windowed = (call: Call, make: (inner: Call) => Value): Value =>
  instance(call.host, WINDOW, call.site, {
    attribute: (_host, name) =>
      AGGREGATES.includes(name) ? nativeFunction(`Window.${name}`, make) : undefined,
  });

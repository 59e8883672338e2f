/** Classes of scikit-learn, most of `sklearn.preprocessing`, whose objects remember the data that they were fitted to. */
import { type Dim, sameDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import type { Behaviour, Call, NativeClass, NativeValue } from '../parts.ts';

/** How an object behaves; `self`: the object itself. */
export type Preprocessing = (name: string, self: () => NativeValue, construction: Call) => Behaviour;

export const sameOrLost = (a: Dim | undefined, b: Dim | undefined): Dim | undefined =>
  sameDim(a, b) ? a : undefined;

export function preprocessor(name: string, behave: Preprocessing, module = 'preprocessing'): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `sklearn.${module}.${name}`,
    framework: 'numpy',
    ancestors: [],
    construct: call => {
      const made: NativeValue = instance(
        call.host,
        type,
        call.site,
        behave(name, () => made, call),
      );
      return made;
    },
  };
  return type;
}

/** How many epochs `fit` runs, and the record of them that it gives. */
import { size } from '../../../shapes/index.ts';
import { opaqueClass } from '../../array/opaque.ts';
import { asInt, type Call, dict, listOf, SOME_FLOAT, type Value } from '../../parts.ts';
import type { ModelCore } from './model-core.ts';
import type { Arguments } from './training-call.ts';

/** The first epoch and the one behind the last; undefined: not known. */
const epochsIn = (named: Arguments): readonly (number | undefined)[] => {
  const numberOf = (name: string, otherwise: number): number | undefined => {
    const given = named.get(name);
    return given ? asInt(given.value) : otherwise;
  };
  return [numberOf('initial_epoch', 0), numberOf('epochs', 1)];
};

/** `epochs=0`: the data is read, and the model never run on it. Keras 2 compares all shapes before the first epoch. */
export function isOfNoEpoch({ flavour }: ModelCore, named: Arguments): boolean {
  const [first, last] = epochsIn(named);
  const isRun = flavour.name === 'keras2' || flavour.name === 'tfjs';
  return !isRun && last !== undefined && first !== undefined && last <= first;
}

const HISTORY = opaqueClass({ qualified: 'keras.callbacks.History', framework: 'keras' });

/** A number for each epoch by the name of each loss and metric; callbacks may end it before. */
export function history(call: Call, named: Arguments = new Map()): Value {
  const [first, last] = epochsIn(named);
  const isWhole = !call.open && !named.has('callbacks') && last !== undefined && first !== undefined;
  const length = isWhole && last >= first ? size(last - first) : undefined;
  const losses = dict([], listOf({ element: SOME_FLOAT, length }));
  const made = HISTORY.construct(call);
  return made.kind === 'native'
    ? {
        ...made,
        behaviour: {
          attribute: (_host, name) => (name === 'history' ? losses : undefined),
        },
      }
    : made;
}

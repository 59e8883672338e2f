/** flax.training.train_state: parameters, optimiser and the function that applies them. https://flax.readthedocs.io/en/latest/api_reference/flax.training.html */
import { instance } from '../array/opaque.ts';
import {
  type Call,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Value,
} from '../parts.ts';

type Fields = ReadonlyMap<string, Value>;

const TrainState: NativeClass = {
  kind: 'native-class',
  name: 'TrainState',
  qualified: 'flax.training.train_state.TrainState',
  framework: 'flax',
  ancestors: [],
  construct: call => state(call, named(call)),
  member: (_host, name) =>
    name === 'create' ? nativeFunction('TrainState.create', call => state(call, named(call))) : undefined,
};

const named = ({ args }: Call): Fields =>
  new Map(args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const])));

/** What it was created with; steps of the optimiser change no shapes. */
function state({ host, site }: Call, fields: Fields): NativeValue {
  const self: NativeValue = instance(host, TrainState, site, {
    attribute: (_host, name) => fields.get(name) ?? method(name),
  });
  const method = (name: string): Value | undefined => {
    if (name === 'apply_gradients') return nativeFunction(name, () => self);
    if (name !== 'replace') return undefined;
    return nativeFunction(name, call => state(call, new Map([...fields, ...named(call)])));
  };
  return self;
}

export const training = moduleOf('flax.training', {
  train_state: moduleOf('flax.training.train_state', { TrainState }),
});

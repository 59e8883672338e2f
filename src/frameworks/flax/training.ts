/** flax.training.train_state: parameters, optimiser and the function that applies them. https://flax.readthedocs.io/en/latest/api_reference/flax.training.html */
import type { Origin } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import {
  type Call,
  type Host,
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
    attribute: (asked, name, at) =>
      fields.get(name) ?? (name === 'opt_state' ? optimiserState(asked, fields, at) : method(name)),
  });
  const method = (name: string): Value | undefined => {
    if (name === 'apply_gradients') return nativeFunction(name, () => self);
    if (name !== 'replace') return undefined;
    return nativeFunction(name, call => state(call, new Map([...fields, ...named(call)])));
  };
  return self;
}

/** `create` asks the optimiser for it. */
function optimiserState(host: Host, fields: Fields, site: Origin): Value | undefined {
  const [tx, value] = [fields.get('tx'), fields.get('params')];
  if (!tx || !value) return undefined;
  return host.call(host.attribute(tx, 'init', site), [{ name: undefined, value, at: site }], site);
}

export const training = moduleOf('flax.training', {
  train_state: moduleOf('flax.training.train_state', { TrainState }),
});
